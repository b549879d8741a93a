"""degraded: blocking cookies breaks functions of the site, or breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_hedged
from audits.claims.found import Found, found
from audits.claims.reading import Reading

TYPE = "degraded"
TRIGGERS = ("impaired", "works_anyway")


def find(reading: Reading) -> Iterator[Found]:
    """Yield what happens to the site when cookies are blocked."""
    if reading.is_heading or reading.is_question or not about_cookies(reading):
        return
    anyway = reading.first("works_anyway")
    block = reading.first("blocking")
    if anyway and (block or reading.has("cookie")):
        yield found(reading, {"degraded": False}, (anyway, block))
        return
    blocks = reading.all("blocking", "block")
    effects = [hit for hit in reading.all("impaired") if not any(hit.first <= b.last and b.first <= hit.last for b in blocks)]
    impaired = next(iter(effects), None)
    if impaired is None or not (reading.has("website") or reading.has("visitor")):
        return
    cause = block or _cause_before(reading)
    if cause is None:
        return
    yield found(reading, {"degraded": True}, (impaired, block), hedged=is_hedged(reading))


def _cause_before(reading: Reading) -> object | None:
    """Return the blocking that the sentence before speaks of, when this one says what follows from it."""
    previous = reading.previous
    if previous is None or not reading.has("then", "website"):
        return None
    if not reading.has("then"):
        return None
    return previous.first("blocking") if previous.has("cookie", "browser", "these") else None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("degraded"):
        return "Parts of the site may not work when cookies are blocked."
    return "The site works in full when cookies are blocked."
