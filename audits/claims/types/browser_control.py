"""browser-control: cookies can be blocked or deleted in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_generic
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.reading import Reading

TYPE = "browser-control"
TRIGGERS = ("browser", "browser_way")


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where the browser and blocking or deleting meet."""
    if reading.is_heading or reading.is_question or not about_cookies(reading):
        return
    way = reading.first("browser_way", "browser")
    act = reading.near(reading.all("block"), reading.all("cookie", "these", "browser_way", "browser"), 16)
    if act is None or way is None:
        return
    if reading.has("implied_settings") or (is_generic(reading) and not reading.has("visitor")):
        return
    if reading.has("session_end") or (reading.has("impaired") and not reading.has("can")):
        return
    if negated(reading, act[0], 3) and not reading.has("reject", "choose"):
        return
    yield found(reading, {}, (way, act[0]))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return "Visitors can block or delete cookies in their browser."
