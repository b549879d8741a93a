"""browser-control: cookies can be blocked or deleted in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import PURPOSES
from audits.claims.context import about_cookies, closes_browser, is_generic, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import cannot, denial
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, distance, overlaps
from audits.translation import say

TYPE = "browser-control"
TRIGGERS = ("browser", "browser_way", "as_you_like", "block")
_POINTERS = ("read_more", "announces")
_JOINED = 2
"""Words between two ways of handling cookies that are named together."""
_GOES_BACK = 3
"""Word (from 0) by which "it" and "then" lead back to the sentence before."""
_READ_OF = 6
"""Words from "learn more about" to what can be learned."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where the browser and blocking or deleting meet."""
    if reading.is_heading or reading.is_question or points_elsewhere(reading) or not about_cookies(reading):
        return
    if (
        closes_browser(reading)
        or reading.has("implied_settings")
        or (
            (reading.has("withdraw") or reading.has_all("your_choice", "change")) and not _withdrawn_in_browser(reading)
        )
    ):
        return
    if is_generic(reading) and not reading.has("visitor", "browser_way"):
        return
    if reading.vendors and reading.has("opt_out", "opt_out_tool") and not reading.has("cookie"):
        return  # "you can block X by installing its add-on for your browser"
    hits = _control(reading)
    if hits is not None and (
        _does_itself(reading, hits[-1]) or _of_kinds_of_time(reading) or _gathered(reading, hits[-1])
    ):
        return
    if hits is None or (reading.has("impaired") and not _allowed(reading)) or _only_mentioned(reading, hits[-1]):
        return
    if (_denied(reading, hits[-1]) or cannot(reading)) and not reading.has("reject", "choose"):
        return
    yield found(reading, {}, hits)


def _withdrawn_in_browser(reading: Reading) -> bool:
    """Tell whether it is by its settings in the browser that consent is withdrawn: cookies are then blocked there."""
    return reading.has_all("withdraw", "browser_way", "block", "can", "cookie") and not reading.has(
        "banner", "tool", "button"
    )


def _allowed(reading: Reading) -> bool:
    """Tell whether the visitor can or may do something ("you may disable them by …")."""
    told = any(0 < may.first - hit.last <= 1 for may in reading.all("hedge") for hit in reading.all("visitor"))
    return told or reading.has("can")


def _of_kinds_of_time(reading: Reading) -> bool:
    """Tell whether it is told how long cookies stay: "session cookies (deleted at once) and persistent ones"."""
    return reading.has_all("session_cookie", "persistent_cookie") and not reading.has("can")


def _does_itself(reading: Reading, act: Hit) -> bool:
    """Tell whether it is the browser that deletes by itself: "The browser deletes the cookie when it has expired"."""
    browser = reading.first("browser", "browser_way")
    alone = browser is not None and browser.first <= 1 and 0 <= act.first - browser.last <= 1
    return alone and not reading.has("visitor", "can") and not overlaps(act, [browser] if browser else [])


def _gathered(reading: Reading, act: Hit) -> bool:
    """Tell whether the settings are data that cookies gather: "they collect information on your browser settings"."""
    data = [hit for hit in reading.all("data") if hit.last < act.first]
    told = data and any(hit.last < data[-1].first for hit in reading.all("collect"))
    return bool(told) and overlaps(act, reading.all("browser_way")) and not reading.has("can")


def _denied(reading: Reading, act: Hit) -> bool:
    no = denial(reading, act, 5)
    if no is None or reading.marks_between(no.last, act.first, ","):
        return False
    able = (hit.first for hit in reading.all("can") if hit.first < act.first)
    return not any(can - no.last > 1 for can in able)  # "if you don't want them you can block them", without a comma


def _only_mentioned(reading: Reading, act: Hit) -> bool:
    """Tell whether the blocking is what more can be read of, or the condition of something else."""
    way = reading.first("browser", "browser_way")
    start = way.first if way else len(reading.words)
    if any(0 <= act.first - more.last <= _READ_OF and more.first < start for more in reading.all(*_POINTERS)):
        return True
    lead = reading.lead_in or (reading.previous if reading.previous and reading.previous.text.endswith(":") else None)
    if lead is not None and lead.has("withdraw"):
        return True
    condition = reading.first("clause_break")
    if condition is None or condition.first > 0 or reading.has("can"):
        return False
    return not reading.marks_between(0, max(act.first, start), ",")


def _control(reading: Reading) -> tuple[Hit, ...] | None:
    """Return the words that say that cookies can be controlled in the browser, or simply by the visitor."""
    way = reading.first("browser_way", "browser")
    blocks = [hit for hit in reading.all("block") if not overlaps(hit, reading.all("until_deleted"))]
    act = reading.near(blocks, reading.all("cookie", "these", "browser_way", "browser"), 16)
    if way and act:
        return way, act[0]
    told_before = reading.previous is not None and reading.previous.has("block") and not reading.has(*PURPOSES)
    back = reading.first("these", "then")
    if way and told_before and back and back.first <= _GOES_BACK:  # not "they let us recognise your browser"
        return (way,) if len(reading.words) <= 12 else None
    chosen = reading.near(reading.all("choose"), reading.all("cookie", "these"), 4)
    if way and chosen and reading.has("can") and reading.has("visitor"):
        return way, chosen[0]
    if listed := _listed(reading, blocks):
        return listed
    if not reading.has("can") or reading.has("tool", "banner", "button", "may_refuse", "consent"):
        return None
    own = reading.near(blocks, reading.all("cookie"), 4)
    below = reading.following
    opens = below is not None and below.has("browser", "browser_way", "browser_help")
    if own and opens and reading.has("visitor") and reading.text.rstrip().endswith(":"):
        return own  # "You can delete cookies: – in Chrome: …"
    free = reading.first("as_you_like")
    if free is None and reading.has("visitor") and not reading.has("impaired", "clause_break"):
        pair = blocks[:2]  # "you can check and delete cookies"
        free = pair[0] if len(pair) > 1 and distance(*pair) <= _JOINED else None
    return (free, own[0]) if free and own else None


def _listed(reading: Reading, blocks: list[Hit]) -> tuple[Hit, ...] | None:
    """Return the deed that is listed under "In your browser:" ("– Delete all cookies")."""
    lead = reading.lead_in
    if lead is None or not lead.has("browser", "browser_way") or lead.has("banner", "tool"):
        return None
    opening = [hit for hit in blocks if hit.first <= 1]
    return reading.near(opening, reading.all("cookie"), _JOINED) if lead.is_heading else None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("Visitors can block or delete cookies in their browser.")
