"""Plain words for what claims hold in short form: durations, kinds of cookies, techniques."""

from __future__ import annotations

from typing import Literal

from audits.time_words import duration_words, is_special
from audits.translation import noted, say, say_list

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
    words = duration_words(duration)
    return words if is_special(duration) else say("for {duration}", duration=words)


def technique(tech: str) -> str:
    """Return the name of a technique besides cookies; one that has no name here is returned as it stands."""
    return say(_TECHNIQUES[tech]) if tech in _TECHNIQUES else tech.replace("-", " ")


def kinds(names: list[str], last: Literal["and", "or"] = "and") -> str:
    """Return kinds of cookies as an enumeration: "necessary, analytics and marketing"."""
    return say_list([say(_KINDS.get(name, name)) for name in names], last)


def capitalised(sentence: str) -> str:
    """Return a sentence with its first letter in upper case, the others as they are."""
    return sentence[:1].upper() + sentence[1:]
