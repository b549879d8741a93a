"""Plain words for what claims hold in short form: durations, kinds of cookies, techniques."""

from __future__ import annotations

import re
from typing import Literal

from audits.translation import noted, say, say_count, say_list

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = (
    (noted("{count} year"), noted("{count} years")),
    (noted("{count} month"), noted("{count} months")),
    (noted("{count} week"), noted("{count} weeks")),
    (noted("{count} day"), noted("{count} days")),
    (noted("{count} hour"), noted("{count} hours")),
    (noted("{count} minute"), noted("{count} minutes")),
    (noted("{count} second"), noted("{count} seconds")),
)
_SPECIAL = {
    "session": noted("until the browser is closed"),
    "until-deleted": noted("until they are deleted"),
    "variable": noted("for a time that varies"),
}
_TECHNIQUES = {
    "pixel": noted("tracking pixels"),
    "web-beacon": noted("web beacons"),
    "local-storage": noted("the browser's local storage"),
    "fingerprinting": noted("fingerprinting of devices"),
    "session-replay": noted("recordings of visits (session replay)"),
    "sdk": noted("software kits of others (SDKs) in its app"),
    "etag": noted("ETags to recognise visitors"),
    "tracking-link": noted("links that track who follows them"),
    "similar": noted("techniques similar to cookies"),
}
_KINDS = {
    "necessary": noted("necessary"),
    "functional": noted("functional"),
    "preferences": noted("preference"),
    "analytics": noted("analytics"),
    "statistics": noted("statistics"),
    "marketing": noted("marketing"),
    "session": noted("session"),
    "persistent": noted("persistent"),
    "third-party": noted("third-party"),
    "tracking": noted("tracking"),
    "unclassified": noted("unclassified"),
}


def kept(duration: str) -> str:
    """Return how long something is kept: "P1Y" → "for 1 year", "session" → "until the browser is closed".

    A duration of another form is returned as it stands, after "for".
    """
    if duration in _SPECIAL:
        return say(_SPECIAL[duration])
    return say("for {duration}", duration=duration_words(duration))


def duration_words(duration: str) -> str:
    """Return a declared duration by itself: "P30D" → "30 days", "session" → "until the browser is closed"."""
    if duration in _SPECIAL:
        return say(_SPECIAL[duration])
    match = _DURATION.fullmatch(duration)
    amounts = match.groups() if match else ()
    parts = [say_count(int(n), *unit) for n, unit in zip(amounts, _UNITS, strict=False) if n]
    return say_list(parts) if parts else duration


def technique(tech: str) -> str:
    """Return the name of a technique besides cookies; one that has no name here is returned as it stands."""
    return say(_TECHNIQUES[tech]) if tech in _TECHNIQUES else tech.replace("-", " ")


def kinds(names: list[str], last: Literal["and", "or"] = "and") -> str:
    """Return kinds of cookies as an enumeration: "necessary, analytics and marketing"."""
    return say_list([say(_KINDS.get(name, name)) for name in names], last)


def capitalised(sentence: str) -> str:
    """Return a sentence with its first letter in upper case, the others as they are."""
    return sentence[:1].upper() + sentence[1:]
