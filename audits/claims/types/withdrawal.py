"""withdrawal: the visitor can change or withdraw the choice later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import (
    about_cookies,
    announced,
    breaks_if_changed,
    in_cookie_paragraph,
    is_generic,
    is_plan,
    points_elsewhere,
)
from audits.claims.found import Found, found
from audits.claims.negation import cannot, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import noted, say

TYPE = "withdrawal"
TRIGGERS = ("withdraw", "change", "change_choice", "shown_again", "anytime")
_LABEL = 5
"""Words that the text of a button or link has at most."""
_TO_LAST_VERB = 14
"""Words between a choice and its changing, where it is said in between when and where."""
_TO_OTHER_ANSWER = 8
"""Words between accepting and refusing."""
_TO_BROWSER = 2
"""Words from the settings to the browser that has them."""
_MEANINGS = {
    "site-tool": noted("Visitors can change or withdraw their choice on the site."),
    "browser": noted("Visitors can withdraw their choice by means of their browser."),
    "contact": noted("Visitors can withdraw their consent by getting in touch."),
}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the ways in which the choice can be changed or withdrawn."""
    if reading.is_heading or reading.is_question or is_plan(reading):
        return
    pair = _change(reading) or _reopened(reading) or _chosen_at_any_time(reading)
    if pair is None or negated(reading, pair[0], 5) or cannot(reading) or _only_mentioned(reading, pair[0]):
        return
    of_policy = reading.has("change_policy") and not _by_visitor(reading)
    if of_policy or reading.has("updated") or (is_generic(reading) and not reading.has("visitor", "withdraw")):
        return
    if reading.has("browser_help") and not reading.has("withdraw", "consent", "banner"):
        return  # "change cookie settings in Firefox" is a hint on the browser
    if _only_once_allowed(reading) or _among_answers(reading, pair[0]) or breaks_if_changed(reading):
        return
    for via in _ways(reading):
        yield found(reading, {"via": via}, pair)


def _only_once_allowed(reading: Reading) -> bool:
    """Tell whether it is told when cookies are set: "only once you click “Allow” or enable them in the settings"."""
    waits = reading.has_all("only_if", "set") and reading.has("consent", "if_consent")
    return waits and not reading.has("withdraw", "anytime", "change_choice", "your_choice")


def _among_answers(reading: Reading, hit: Hit) -> bool:
    """Tell whether managing is one of the answers that are first given: "accept, refuse or manage your cookies"."""
    answers = reading.near(reading.all("accept"), reading.all("reject", "only_necessary"), _TO_OTHER_ANSWER)
    if answers is None or reading.has("withdraw", "anytime", "shown_again"):
        return False
    return overlaps(hit, reading.all("manage"))


def _by_visitor(reading: Reading) -> bool:
    """Tell whether consent is withdrawn at any time, wherever that is done: "withdraw your consent in this policy"."""
    return reading.has_all("withdraw", "consent", "visitor", "anytime")


def _only_mentioned(reading: Reading, hit: Hit) -> bool:
    """Tell whether the change is only announced, or is no more than managing in a way that isn't told."""
    if announced(reading, hit) or _affects_nothing_before(reading) or _tells_effect(reading, hit):
        return True
    managed = reading.all("manage")
    in_browser = reading.has("browser", "browser_way") and not reading.has("withdraw", "consent", "your_choice")
    if in_browser and overlaps(hit, managed):  # "manage or delete cookies in your browser"
        return True
    told = ("withdraw", "anytime", "button", "contact", "browser_way", "browser")
    if len(reading.words) <= _LABEL or reading.has(*told) or reading.has_all("banner", "visitor"):
        return False
    changes = [change for change in reading.all("change") if not overlaps(change, managed)]
    return bool(managed) and not changes and overlaps(hit, managed)


def _tells_effect(reading: Reading, hit: Hit) -> bool:
    """Tell whether what a withdrawal leads to is told: "On withdrawal, the cookies are blocked in your browser"."""
    if hit.first != 1 or not overlaps(hit, reading.all("withdraw")):
        return False
    told = reading.has("can", "anytime", "button", "tool", "banner", "contact", "visitor_action")
    comma = next((index for index, word in enumerate(reading.words) if word.text == ","), 0)
    return not told and comma > 0 and not any(you.first < comma for you in reading.all("visitor"))


def _affects_nothing_before(reading: Reading) -> bool:
    """Tell whether only the effect of a withdrawal is told: "it does not affect the lawfulness of processing …"."""
    return reading.has("lawfulness") and not reading.has("anytime", "can")


def _reopened(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the banner that can be opened once more, and the button for it."""
    banner, again = reading.first("banner"), reading.first("shown_again")
    if banner is None or again is None or not reading.has("button") or reading.has("first_visit"):
        return None
    return banner, again


def _chosen_at_any_time(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the choice that a tool of the site leaves open for good: "accept or refuse … at any time"."""
    anytime, answers = reading.first("anytime"), reading.has_all("accept", "reject")
    tool = reading.has("tool", "banner") and not reading.has("browser", "browser_way", "first_visit")
    first = reading.first("accept") if answers else _switched(reading)
    return (first, anytime) if anytime and first and tool and about_cookies(reading) else None


def _switched(reading: Reading) -> Hit | None:
    """Return what the visitor can do to cookies of some kind by a tool: "you can turn them off … in our settings"."""
    if not reading.has_all("visitor", "can") or reading.has("browser_help", "only_if", "if_consent"):
        return None
    fixed = reading.all("not_switchable", "always_active")
    return next((hit for hit in reading.all("block") if not overlaps(hit, fixed)), None)


def _change(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the changing and what is changed; None where it is not the choice of cookies that changes."""
    told = about_cookies(reading) or in_cookie_paragraph(reading)
    if not (told or _service_heading(reading) or reading.has("tool", "banner")):
        return None
    withdrawn = reading.near(reading.all("withdraw"), reading.all("consent", "choice"), 10)
    if withdrawn:
        return withdrawn
    named = next((hit for hit in reading.all("change_choice") if not _of_browser(reading, hit)), None)
    if named:
        return named, named
    reach = _TO_LAST_VERB if reading.has("anytime") else 6
    changed = reading.near(reading.all("change"), reading.all("your_choice"), reach)
    if changed and _of_browser(reading, changed[1]):
        changed = None
    if changed and reading.has("anytime", "tool", "browser_way", "button"):
        return changed
    if reading.has("browser_way", "browser"):
        return None
    changed = reading.near(reading.all("change"), reading.all("choice"), 6)
    named_way = reading.has("anytime", "button") or (reading.has("tool") and not points_elsewhere(reading))
    return changed if changed and named_way else None


def _of_browser(reading: Reading, named: Hit) -> bool:
    """Tell whether it is the browser's settings that are changed ("change the settings of your browser")."""
    ways = [way.first for way in reading.all("browser", "browser_way") if named.first <= way.first]
    first = reading.first("browser", "browser_way")
    if first is not None and first.first <= 1 and not reading.has("withdraw", "consent", "your_choice"):
        return True  # "Your browser lets you change the settings for cookies"
    if ways and any(named.last < hit.first < ways[0] for hit in reading.all("remember")):
        return False  # "your choice is kept in the browser and can be changed"
    if not ways or ways[0] > named.last + _TO_BROWSER or reading.has("withdraw", "consent"):
        return False
    return not any(named.first <= hit.last <= ways[0] for hit in reading.all("cookie"))


def _service_heading(reading: Reading) -> bool:
    heading = reading.nearest_heading
    return bool(heading and heading.vendors)


def _ways(reading: Reading) -> list[str]:
    if reading.text.rstrip().endswith(":") and reading.following is not None and not reading.has("button"):
        told = reading.following.has("browser_way", "browser") and not reading.following.has("button", "tool", "banner")
        if told:
            return ["browser"]
    if _told_next(reading):
        return ["browser"]
    if _by_contact_next(reading):
        return ["contact"]
    ways = []
    in_browser = reading.has("browser_way", "browser") and not (reading.has("remember") and not reading.has("block"))
    if in_browser and reading.has("browser_way", "block"):
        ways.append("browser")
    again = reading.first("shown_again")  # "the banner will then be shown again": after what is done in the browser
    before = again is not None and any(hit.first < again.first for hit in reading.all("browser_way", "browser"))
    shown = bool(ways) and before and not reading.has("button")
    on_site = reading.has("banner", "button", "tool", "contact")
    deleting = reading.near(reading.all("block"), reading.all("cookie", "these"), 3)
    if deleting and reading.has("withdraw") and not on_site:
        return ["browser"]
    if (reading.has("banner", "button") and not shown) or (reading.has("tool") and not ways):
        ways.append("site-tool")
    if reading.has("contact") and not ways:
        ways.append("contact")
    return ways or ["site-tool"]


def _by_contact_next(reading: Reading) -> bool:
    """Tell whether the next sentence leaves it to a message: "You can withdraw it. You do so by writing to us at …"."""
    following = reading.following
    if following is None or following.segment.block != reading.segment.block:
        return False
    back = any(hit.first <= 1 for hit in following.all("these"))
    other = ("button", "tool", "banner", "browser", "browser_way")
    return back and following.has("contact") and not (following.has(*other) or reading.has(*other))


def _told_next(reading: Reading) -> bool:
    """Tell whether the next sentence opens a list of ways, which is of the browser: "You can do this by: …"."""
    following = reading.following
    if following is None or following.segment.block != reading.segment.block or reading.has("button", "tool", "banner"):
        return False
    first = following.following
    if first is None or not following.text.rstrip().endswith(":") or following.has("button", "tool", "banner"):
        return False
    return first.lead_in is following and first.has("browser_way", "browser") and not first.has("tool", "banner")


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say(_MEANINGS.get(str(params.get("via")), noted("Visitors can change or withdraw their choice later.")))
