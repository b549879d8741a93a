"""list-complete: the list of cookies given is complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.reading import Reading
from audits.translation import say

TYPE = "list-complete"
TRIGGERS = ("list_complete",)


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where a list is said to hold every cookie."""
    hit = reading.first("list_complete")
    if hit is None or reading.just_before(hit, "negation", "not_negation"):  # "not all cookies"
        return
    if reading.is_heading or reading.has("block", "browser", "accept", "reject"):
        return
    if any(word.first == hit.last + 1 for word in reading.all("list_word")):  # "all cookies listed below serve …"
        return
    if about_cookies(reading) and reading.has("list_word") and not negated(reading, hit, 4):
        yield found(reading, {}, (hit,))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The list of cookies is complete.")
