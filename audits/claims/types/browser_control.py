"""browser-control: cookies can be blocked or deleted in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, closes_browser, is_generic, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading

TYPE = "browser-control"
TRIGGERS = ("browser", "browser_way", "as_you_like")


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where the browser and blocking or deleting meet."""
    if reading.is_heading or reading.is_question or points_elsewhere(reading) or not about_cookies(reading):
        return
    if (
        closes_browser(reading)
        or reading.has("withdraw", "implied_settings")
        or reading.has_all("your_choice", "change")
    ):
        return
    if is_generic(reading) and not reading.has("visitor"):
        return
    hits = _control(reading)
    if hits is None or (reading.has("impaired") and not reading.has("can")):
        return
    if negated(reading, hits[-1], 3) and not reading.has("reject", "choose"):
        return
    yield found(reading, {}, hits)


def _control(reading: Reading) -> tuple[Hit, ...] | None:
    """Return the words that say that cookies can be controlled in the browser, or simply by the visitor."""
    way = reading.first("browser_way", "browser")
    blocks = reading.all("block")
    act = reading.near(blocks, reading.all("cookie", "these", "browser_way", "browser"), 16)
    if way and act:
        return way, act[0]
    if way and reading.previous and reading.previous.has("block") and reading.first("these", "then"):
        return (way,) if len(reading.words) <= 12 else None
    chosen = reading.near(reading.all("choose"), reading.all("cookie", "these"), 4)
    if way and chosen and reading.has("can") and reading.has("visitor"):
        return way, chosen[0]
    free = reading.first("as_you_like")
    own = reading.near(blocks, reading.all("cookie"), 4)
    return (free, own[0]) if free and own and reading.has("can") else None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return "Visitors can block or delete cookies in their browser."
