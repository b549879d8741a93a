"""Plain English for what claims hold in short form: durations, kinds of cookies, techniques."""

from __future__ import annotations

import re

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_SPECIAL = {
    "session": "until the browser is closed",
    "until-deleted": "until they are deleted",
    "variable": "for a time that varies",
}
_TECHNIQUES = {
    "pixel": "tracking pixels",
    "web-beacon": "web beacons",
    "local-storage": "the browser's local storage",
    "fingerprinting": "fingerprinting of devices",
    "session-replay": "recordings of visits (session replay)",
    "sdk": "software kits of others (SDKs) in its app",
    "etag": "ETags to recognise visitors",
    "tracking-link": "links that track who follows them",
    "similar": "techniques similar to cookies",
}


def kept(duration: str) -> str:
    """Return how long something is kept: "P1Y" → "for 1 year", "session" → "until the browser is closed".

    A duration of another form is returned as it stands, after "for".
    """
    if duration in _SPECIAL:
        return _SPECIAL[duration]
    match = _DURATION.fullmatch(duration)
    amounts = match.groups() if match else ()
    parts = [f"{int(n)} {unit}{'' if int(n) == 1 else 's'}" for n, unit in zip(amounts, _UNITS, strict=False) if n]
    return f"for {listed(parts)}" if parts else f"for {duration}"


def technique(tech: str) -> str:
    """Return the name of a technique besides cookies; one that has no name here is returned as it stands."""
    return _TECHNIQUES.get(tech, tech.replace("-", " "))


def listed(parts: list[str], last: str = "and") -> str:
    """Return the parts as an English enumeration: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""
