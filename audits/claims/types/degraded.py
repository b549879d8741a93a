"""degraded: blocking cookies breaks functions of the site, or breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_hedged
from audits.claims.found import Found, found
from audits.claims.patterns import Hit
from audits.claims.reading import Reading

TYPE = "degraded"
TRIGGERS = ("impaired", "works_anyway")


def find(reading: Reading) -> Iterator[Found]:
    """Yield what happens to the site when cookies are blocked."""
    if reading.is_heading or reading.is_question or reading.has("variable_time") or not about_cookies(reading):
        return
    anyway = reading.first("works_anyway")
    block = reading.first("blocking")
    if anyway and (block or reading.has("cookie")):
        yield found(reading, {"degraded": False}, (anyway, block))
        return
    pair = _cause_and_effect(reading)
    impaired = pair[1] if pair else reading.first("impaired")
    block = pair[0] if pair else None
    if impaired is None or not (reading.has("website") or reading.has("visitor")):
        return
    if block is None and not _cause_before(reading):
        return
    yield found(reading, {"degraded": True}, (impaired, block), hedged=is_hedged(reading))


def _cause_and_effect(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the blocking and what it does, two different words."""
    effects = reading.all("impaired")
    if reading.has("browser", "browser_way"):  # "block or limit cookies in your browser" limits no function
        effects = [effect for effect in effects if not any(_overlap(effect, other) for other in reading.all("block"))]
    pairs = ((cause, effect) for cause in reading.all("blocking") for effect in effects)
    return next((pair for pair in pairs if not _overlap(*pair)), None)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first <= other.last and other.first <= one.last


def _cause_before(reading: Reading) -> bool:
    """Tell whether the sentence before speaks of blocking, and this one says what follows from it."""
    previous = reading.previous
    if previous is None or not reading.has("then"):
        return False
    return previous.has("blocking", "block") and previous.has("cookie", "browser", "these")


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("degraded"):
        return "Parts of the site may not work when cookies are blocked."
    return "The site works in full when cookies are blocked."
