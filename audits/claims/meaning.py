"""What a claim means, in one plain English sentence."""

from __future__ import annotations

from audits.claims.types import claim_types
from audits.model import Claim


def meaning(claim: Claim) -> str:
    """Return the sentence; a hedged claim's says so. Raises KeyError for a type that has no module."""
    sentence = {claim_type.name: claim_type.meaning for claim_type in claim_types()}[claim.type](claim.params)
    return f"{sentence.removesuffix('.')} (said only as a possibility)." if claim.hedged else sentence
