"""consent-choice: the site offers a choice of cookies (or says that it offers none)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import (
    about_cookies,
    announced,
    in_cookie_section,
    is_menu_path,
    is_statement,
    points_elsewhere,
    records_choice,
    remembers_answer,
)
from audits.claims.found import Found, found
from audits.claims.negation import cannot, denial, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import noted, say, say_list
from crawler.evidence.text import BlockKind

TYPE = "consent-choice"
_ANSWERING = ("accept", "reject", "consent", "if_consent", "needs_consent", "first_visit", "may_refuse")
"""What makes a sentence on a banner one on the choice that it gives."""
_TO_SHOWN = 3
"""Words from a banner to the no of its being shown."""
_TO_OTHER_ANSWER = 5
"""Words between accepting and refusing."""
_TO_STORED = 4
"""Words from storing to the choices that are stored."""
_TO_FIRST = 3
"""Words from coming to the site to its being for the first time."""
TRIGGERS = ("banner", "tool", "choose", "accept", "reject", "no_banner")


def find(reading: Reading) -> Iterator[Found]:
    """Yield the choice that a banner or tool on the site gives."""
    if _records(reading) or remembers_answer(reading) or reading.kind is BlockKind.CELL:
        return
    none = reading.first("no_banner")
    if none:
        yield found(reading, {"offered": False}, (none,))
        return
    if not about_cookies(reading) or points_elsewhere(reading) or reading.has("contact") or _goes_on(reading):
        return
    if is_menu_path(reading):
        return
    if reading.has("browser_way", "browser", "browser_help") and not reading.has("banner"):
        return
    if not (_is_offer(reading) or reading.has("ask_accept")) or (reading.is_heading and not reading.is_question):
        return
    hits = _offer(reading)
    if hits is None or any(
        hit is not None and (negated(reading, hit, 6) or announced(reading, hit)) for hit in hits[:1]
    ):
        return
    if _changes(reading) or cannot(reading) or _not_shown(reading):
        return
    if reading.has("shown_again") and not reading.has("first_visit", "may_refuse"):  # the banner once answered
        return
    yield found(reading, {"offered": True, **_options(reading)}, hits)


def _goes_on(reading: Reading) -> bool:
    """Tell whether who goes on using the site is spoken of, not who comes to it for the first time."""
    first = reading.all("first_visit")
    return any(reading.near([hit], first, _TO_FIRST) is None for hit in reading.all("continue_use"))


def _records(reading: Reading) -> bool:
    """Tell whether it is a choice made that is kept, not one that a banner gives ("accept, refuse or manage …")."""
    record = records_choice(reading)
    given = reading.has_all("banner", "accept", "reject") and record is not None
    return record is not None and not (given and overlaps(record[0], reading.all("manage")))


def _is_offer(reading: Reading) -> bool:
    """Tell whether the sentence is one of this site: a banner is, even where "cookies can …" begins an explanation."""
    in_banner = reading.has("banner") and reading.has("accept", "reject")
    asked = reading.has_all("first_visit", "choose", "visitor")
    return is_statement(reading) or (
        (in_banner or asked) and not reading.has("quoted_law", "hypothetical", "definition")
    )


def _not_shown(reading: Reading) -> bool:
    """Tell whether the banner is denied right after its name: "the banner (…) is therefore not shown"."""
    return any(
        0 < _words_outside_brackets(reading, banner.last, no.first) <= _TO_SHOWN
        and not reading.marks_between(banner.last, no.first, ",")
        for banner in reading.all("banner")
        for no in negations(reading)
    )


def _words_outside_brackets(reading: Reading, first: int, last: int) -> int:
    """Return how many words `last` stands behind `first`, leaving out what is in brackets."""
    depth = inside = 0
    for word in reading.words[first + 1 : last]:
        depth += word.text == "("
        inside += depth > 0
        depth -= word.text == ")"
    return last - first - inside


def _changes(reading: Reading) -> bool:
    """Tell whether it is a choice once made that the sentence speaks of."""
    changes = reading.all("change", "withdraw")
    if not changes:
        return False
    managed = reading.all("manage")
    answers = reading.near(reading.all("accept"), reading.all("reject", "only_necessary"), 8)
    if answers and all(overlaps(change, managed) for change in changes):  # "accept, reject or manage cookies"
        return False
    if changes[0].first <= 1 and not overlaps(changes[0], managed):  # "Change your settings in the cookie banner"
        return True
    return not reading.has("first_visit", "banner", "may_refuse")


def _offer(reading: Reading) -> tuple[Hit | None, ...] | None:
    """Return the words that make the offer; None when none is made."""
    if reading.has("ask_accept") and reading.is_question:
        return (reading.first("ask_accept"),)
    return (
        _option(reading)
        or _in_tool(reading)
        or _by_visitor(reading)
        or _elsewhere(reading)
        or _of_banner_before(reading)
    )


def _of_banner_before(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the answers that the banner just told of takes: "It lets users accept or refuse cookies"."""
    before = reading.previous
    if before is None or before.segment.block != reading.segment.block or not before.has("banner"):
        return None
    answers = reading.near(reading.all("accept"), reading.all("reject"), _TO_OTHER_ANSWER)
    return answers if reading.has("can") else None


def _answers(reading: Reading) -> bool:
    return reading.has("accept") and reading.has("reject")


def _in_tool(reading: Reading) -> tuple[Hit | None, ...] | None:
    """Return the banner or tool that the choice is made in."""
    choose = reading.first("choose")
    banner = reading.first("banner")
    answers = [hit for hit in reading.all(*_ANSWERING) if not overlaps(hit, reading.all("banner"))]
    if banner and (choose or answers or _used_by_visitor(reading)):
        return banner, choose
    tool = reading.first("tool")
    apart = [hit for hit in reading.all("choose") if not overlaps(hit, reading.all("tool"))]
    answers = [] if _lists_cookies(reading) else reading.all("accept", "reject", "first_visit")
    if tool and len(reading.words) > 4 and (apart or answers):
        return tool, choose
    of_others = reading.vendors or reading.has("third_party")
    if tool and reading.has_all("visitor", "can", "cookie", "block") and not of_others:
        return tool, reading.first("block")  # "you can control cookies in our settings"
    return None


def _lists_cookies(reading: Reading) -> bool:
    """Tell whether the tool is only where a list of cookies is: "the consent tool has an overview"."""
    return reading.has("list_points", "list_word") and not reading.has("visitor")


def _used_by_visitor(reading: Reading) -> bool:
    """Tell whether visitors use the banner for more than reading the list of cookies in it."""
    read = reading.has("list_points") and not reading.has("can")
    return reading.has_all("visitor", "use") and not read


def _by_visitor(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return what the visitor can do about cookies: accept and refuse, or choose."""
    cookies = reading.all("cookie", "these")
    if not (reading.has("visitor") and reading.has("can", "first_visit")) or reading.has("impaired"):
        return None
    helps = reading.all("help")  # "they permit us to remember the options chosen"
    accept = next((hit for hit in reading.all("accept") if not overlaps(hit, helps)), None)
    reject = reading.first("reject", "only_necessary")
    here = in_cookie_section(reading) and reading.near(
        reading.all("accept"), reading.all("reject", "only_necessary"), 8
    )
    if accept and reject and (cookies or here):
        return accept, reject
    if not (accept or reject) and _is_of_cookies(reading):
        return None
    kept = [*reading.all("purpose.functional"), *_stored(reading)]  # "they let us keep your settings"
    chosen = [hit for hit in reading.all("choose") if not overlaps(hit, kept)]
    return None if reading.has("blocking") else reading.near(chosen, cookies, 8)


def _is_of_cookies(reading: Reading) -> bool:
    """Tell whether it is the cookies that can do something: "these cookies let the site remember your choices"."""
    cookies, can = reading.first("these", "cookie"), reading.first("can")
    able = cookies is not None and can is not None and cookies.first <= 1 and cookies.first <= can.first
    return able and reading.has("purpose.functional")


def _elsewhere(reading: Reading) -> tuple[Hit | None, ...] | None:
    """Return a choice on the first visit, a right to refuse, or a button for it."""
    # "when you log in, cookies keep your preferences", "when you visit us, they store the choices made"
    kept = [*reading.all("purpose.functional"), *_stored(reading)]
    choose = next((hit for hit in reading.all("choose") if not overlaps(hit, kept)), None)
    if reading.has("first_visit") and (choose or _answers(reading)):
        return reading.first("first_visit"), choose or reading.first("accept")
    named = reading.has("cookie") or (
        reading.has("these") and not reading.vendors
    )  # "refuse it": the vendor's tracking
    if reading.has("may_refuse") and named and not _in_browser(reading.following):
        return (reading.first("may_refuse"),)
    of_vendor = reading.vendors and not reading.has("accept")  # "turn X's cookies off with this link": an opt-out
    if reading.has("button") and reading.has("reject", "accept") and not of_vendor:
        return reading.first("button"), reading.first("reject", "accept")
    return None


def _stored(reading: Reading) -> list[Hit]:
    """Return the choices that are said to be stored, right after the verb."""
    verbs = reading.all("remember", "store")
    return [hit for hit in reading.all("choose") if any(0 < hit.first - verb.last <= _TO_STORED for verb in verbs)]


def _in_browser(following: Reading | None) -> bool:
    """Tell whether the next sentence leaves refusing to the browser ("… have the right to refuse. For this, set …")."""
    return following is not None and following.has("browser") and not following.has("banner", "tool")


def _option(reading: Reading) -> tuple[Hit | None, ...] | None:
    """Return the words of a sentence that itself asks to choose, or that is one of the answers listed."""
    first = reading.first("choose", "accept", "reject", "only_necessary")
    if first is None or first.first > 1 or reading.has("browser", "browser_way"):
        return None
    lead = reading.lead_in
    if lead is not None and _of_browser(lead):  # "Your browser lets you: – accept all cookies"
        return None
    if lead is not None and reading.has("accept", "reject", "only_necessary"):
        asked = lead.has("banner", "tool") or (lead.has("choose", "visitor") and lead.has("can", "choose"))
        return (first, lead.first("banner", "tool", "choose", "can")) if asked and not lead.is_heading else None
    if first.concept != "choose" or overlaps(first, reading.all("cat.functional")):  # "Preference cookies remember …"
        return None
    return reading.near([first], reading.all("cookie"), 5)


def _of_browser(lead: Reading) -> bool:
    """Tell whether it is the browser that the sentence over a list, or that before it, says can do what is listed."""
    if lead.has("banner") or lead.is_heading:
        return False
    before = lead.previous
    told = before is not None and before.segment.block == lead.segment.block and not lead.has("cookie", "tool")
    return lead.has("browser", "browser_way") or (told and before is not None and before.has("browser", "browser_way"))


def _options(reading: Reading) -> dict[str, Any]:
    options = [name for name in ("accept", "reject") if _named(reading, name)]
    return {"options": options} if options else {}


def _named(reading: Reading, concept: str) -> bool:
    hit = reading.first(concept)
    return hit is not None and denial(reading, hit, 3) is None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if not params.get("offered", True):
        return say("The site offers no choice of cookies.")
    options = params.get("options")
    if not options:
        return say("Visitors can choose on the site which cookies they allow.")
    named = [say(_OPTIONS.get(str(option), str(option))) for option in options]
    return say("Visitors can {options} cookies on the site.", options=say_list(named, "or"))


_OPTIONS = {"accept": noted("accept"), "reject": noted("reject")}
