"""lifetime: how long a cookie or a class of cookies is kept, said in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import LABELS, label_hits, names
from audits.claims.context import (
    about_cookies,
    choice_lasts,
    closes_browser,
    is_generic,
    is_hedged,
    kind_and_time,
)
from audits.claims.durations import VARIABLE, find_durations
from audits.claims.found import Found, found
from audits.claims.negation import denial, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import capitalised, kept
from audits.translation import noted, say
from crawler.evidence.text import BlockKind

TYPE = "lifetime"
_CHAIN = 4
"""How many sentences back "they" is followed."""
_SUBJECT = 1
"""Word (from 0) by which a sentence names what it speaks of."""
TRIGGERS = ("expiry", "session_end", "session_cookie", "variable_time", "until_deleted", *LABELS)


def find(reading: Reading) -> Iterator[Found]:
    """Yield each duration that a cookie is said to have."""
    if reading.is_heading or reading.is_question or reading.has("quoted_law") or _explains(reading):
        return
    if not (about_cookies(reading) or reading.has("visit_data", "anonymous")):
        return
    if reading.has_all("remember", "your_choice") or choice_lasts(reading) or _of_addresses(reading):
        return
    subject = _subject(reading)
    durations = [iso for _, _, iso in find_durations(reading.text, reading.language.code)]
    timed = [iso for iso in durations if iso.startswith("P") or iso == VARIABLE]
    closing = closes_browser(reading)
    end = reading.near([closing] if closing else [], reading.all("expiry", "block", "these", "cookie"), 14)
    if timed and not reading.has("expiry"):
        yield from _of_kind(reading, timed[0])
        return
    if timed and reading.has("expiry"):
        if end and reading.has("session_cookie") and len(reading.all("cookie", "these")) > 1:
            yield found(reading, {"subject": subject, "duration": "session"}, end)
            subject = "persistent cookies" if reading.has("persistent_cookie") else "cookies"  # the others
        for iso in dict.fromkeys(timed):
            yield found(reading, {"subject": subject, "duration": iso}, (reading.first("expiry"),))
        return
    yield from _untimed(reading, subject, end)


def _of_kind(reading: Reading, duration: str) -> Iterator[Found]:
    """Yield the time of a kind in a list of times ("How long are they kept? – Analytics cookies: 2 years")."""
    named = names(label_hits(reading))
    above = [head for head in (reading.lead_in, reading.nearest_heading) if head is not None]
    timed = any(head.has("expiry", "variable_time") for head in above)
    if timed and len(named) == 1 and kind_and_time(reading):
        yield found(reading, {"subject": f"{named[0]} cookies", "duration": duration}, label_hits(reading)[:1])


def _of_addresses(reading: Reading) -> bool:
    """Tell whether it is IP addresses, or what servers log, that is kept so long, and no cookies."""
    kept_by_server = reading.all("datum.ip", "server_log")
    cookies = reading.all("cookie", "these", "one_cookie", "analytics_tool")
    return bool(kept_by_server) and all(overlaps(hit, kept_by_server) for hit in cookies)  # "log files", no "files"


def _explains(reading: Reading) -> bool:
    """Tell whether it is cookies in general that are kept so long; a definite time is this site's."""
    if not is_generic(reading, by_heading=False):
        return False
    if reading.has("generic", "definition", "can", "hedge"):
        return True
    return not any(iso.startswith("P") for _, _, iso in find_durations(reading.text, reading.language.code))


def _untimed(reading: Reading, subject: str, end: tuple[Hit, Hit] | None) -> Iterator[Found]:
    """Yield what is said without a number: until the browser is closed, for some time, until deleted."""
    if end and _left_to_visitor(reading):
        end = None
    used = reading.near(reading.all("session_cookie"), reading.all("use", "set"), 5)
    if used is not None and denial(reading, used[1], 3) is not None:  # "no session cookies are set"
        used = None
    if (
        subject == "persistent cookies" or _stays(reading) or _not_by_closing(reading, end) or reading.has("outlives")
    ):  # "remain after you close your browser"
        end = None
    if (end and reading.has("expiry", "block")) or (used and not reading.has("types_of")):
        if _later_in_item(reading):  # "Dynamic cookies hold the session. They are deleted when you close the browser."
            subject = "session cookies"
        some = subject == "cookies" and (is_hedged(reading) or any(hit.first <= 1 for hit in reading.all("some_of")))
        yield found(reading, {"subject": subject, "duration": "session"}, end or used or (), hedged=some)
    elif reading.text.endswith(":"):  # what follows says how long
        return
    elif reading.has("expiry") and reading.has("variable_time") and reading.has("cookie", "data"):
        yield found(reading, {"subject": subject, "duration": "variable"}, (reading.first("variable_time"),))
    elif reading.has("expiry") and any(denial(reading, hit, 3) is None for hit in reading.all("until_deleted")):
        yield found(reading, {"subject": subject, "duration": "until-deleted"}, (reading.first("until_deleted"),))


def _left_to_visitor(reading: Reading) -> bool:
    """Tell whether deleting at the end is what visitors can choose: "you can delete cookies when you close …"."""
    return reading.has_all("visitor", "can", "block") and not reading.has("expiry", "session_cookie")


def _later_in_item(reading: Reading) -> bool:
    """Tell whether it is a later sentence of a list item, which is about the kind of cookies that the first names."""
    before = reading.previous
    return reading.kind is BlockKind.LIST_ITEM and before is not None and before.segment.block == reading.segment.block


def _stays(reading: Reading) -> bool:
    """Tell whether it is said that the end of the visit changes nothing: "is not deleted when you close …"."""
    ends = reading.all("expiry")
    return bool(ends) and all(any(_right_beside(reading, no, hit) for no in negations(reading)) for hit in ends)


def _not_by_closing(reading: Reading, end: tuple[Hit, Hit] | None) -> bool:
    """Tell whether closing is said not to bring the deletion about: "Closing the browser doesn't remove them"."""
    if end is None or end[0].first > _SUBJECT:
        return False
    closed = end[0].last
    cut = [hit for hit in reading.all("block") if hit.first > closed]
    denials = [
        no for no in negations(reading) if no.first > closed and not reading.marks_between(closed, no.first, ",")
    ]
    return any(no.first <= hit.first for hit in cut for no in denials)


def _right_beside(reading: Reading, no: Hit, verb: Hit) -> bool:
    """Tell whether a denial stands at the verb, not after a comma ("not kept, but deleted": Swedish "utan")."""
    opens = no.first > 0 and reading.words[no.first - 1].is_mark
    return not opens and (0 < verb.first - no.last <= 1 or 0 < no.first - verb.last <= 1)


def _spoken_of(reading: Reading) -> Reading | None:
    """Return the sentence that "they" lead back to, over others that begin so; None where there is none."""
    current = reading
    for _ in range(_CHAIN):
        back = any(hit.first <= 1 or overlaps(hit, current.all("cookie")) for hit in current.all("these"))
        before = current.previous
        if not back or before is None or before.segment.block != reading.segment.block:
            return before if back and current is reading else None
        if before.has("session_cookie", "persistent_cookie"):
            return before
        current = before
    return None


def _subject(reading: Reading) -> str:
    before = _spoken_of(reading)
    told = before is not None and not reading.has("persistent_cookie")
    of_session = told and before is not None and before.has("session_cookie") and not before.has("persistent_cookie")
    if reading.has("session_cookie") or of_session:
        return "session cookies"
    return "persistent cookies" if reading.has("persistent_cookie") else "cookies"


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    subject, time = str(params.get("subject", "cookies")), kept(str(params.get("duration")))
    return capitalised(
        say("{subject} are kept {time}.", subject=say(_SUBJECTS.get(subject, _SUBJECTS["cookies"])), time=time)
    )


_SUBJECTS = {
    "cookies": noted("cookies"),
    "session cookies": noted("session cookies"),
    "persistent cookies": noted("persistent cookies"),
}
