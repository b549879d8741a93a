"""no-sale: personal data is not sold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import is_statement
from audits.claims.found import Found, found
from audits.claims.negation import denial, lead_in_denies
from audits.claims.reading import Reading
from audits.translation import say

TYPE = "no-sale"
TRIGGERS = ("sell",)


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where selling is denied."""
    if not is_statement(reading) or not reading.has("data", "personal_data", "these"):
        return
    for hit in reading.all("sell"):
        no = denial(reading, hit, 8)
        if no or lead_in_denies(reading):
            exceptions = {"exceptions": True} if reading.has("exception") else {}
            yield found(reading, exceptions, (no, hit))
            return


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("exceptions"):
        return say("Personal data is not sold, with stated exceptions.")
    return say("Personal data is not sold.")
