"""Policy text → checkable claims, each with its exact quote.

`extract_claims(text, document_sha256)` is the entry, `meaning(claim)` says in English what a claim means. Words are
data (`languages/*.toml`), the grammar over them is the same for all languages (`types/*.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audits.model import Claim
    from crawler.evidence.text import DocumentText


def extract_claims(text: DocumentText, document_sha256: str) -> tuple[Claim, ...]:
    """Return the claims of a policy, sorted by place, none twice. `document_sha256` is that of its raw bytes."""
    from audits.claims.extraction import extract_claims as extract  # noqa: PLC0415 - keeps the package cheap to import

    return extract(text, document_sha256)


def meaning(claim: Claim) -> str:
    """Return what a claim means, in one plain English sentence."""
    from audits.claims.meaning import meaning as mean  # noqa: PLC0415 - keeps the package cheap to import

    return mean(claim)
