"""Numbers and codes as a reader would say them."""

from __future__ import annotations

from audits.model import Outcome, Purpose, PurposeSource, Severity
from crawler.evidence.model import State

OUTCOME_WORDS = {
    Outcome.FAILED: "Broken",
    Outcome.CANT_TELL: "Can't tell",
    Outcome.PASSED: "Kept",
    Outcome.INAPPLICABLE: "Not tested",
}
LAW_OUTCOME_WORDS = {**OUTCOME_WORDS, Outcome.FAILED: "Failed", Outcome.PASSED: "Passed"}
OUTCOME_MARKS = {Outcome.FAILED: "✕", Outcome.CANT_TELL: "?", Outcome.PASSED: "✓", Outcome.INAPPLICABLE: "–"}
STATE_WORDS = {
    State.BEFORE: "before consent",
    State.REJECT: "after reject",
    State.ACCEPT: "after accept",
    State.WITHDRAW: "after withdrawal",
    State.GPC: "with GPC on",
    State.DNT: "with Do Not Track on",
}
PURPOSE_SOURCE_WORDS = {
    PurposeSource.POLICY: "the site's own policy",
    PurposeSource.MANAGER: "the site's consent manager",
    PurposeSource.KNOWLEDGE: "curated knowledge",
    PurposeSource.HOST: "the host that set it",
    PurposeSource.BEHAVIOUR: "how it behaves",
    PurposeSource.USER_FILE: "your cookie database",
    PurposeSource.NONE: "nothing known",
}
SEVERITIES = tuple(reversed(Severity))
PURPOSES = tuple(Purpose)

_UNITS = ((31_536_000, "year"), (2_629_800, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def lifetime_words(seconds: float | None, known: bool = True) -> str:
    """Return a lifetime for a reader: `2 years`, `13 months`, `session`; `?` when it is not known."""
    if not known:
        return "?"
    if seconds is None:
        return "session"
    if seconds <= 0:
        return "at once"
    for size, unit in _UNITS:
        count = seconds / size
        # Sites write a year as 365, 365.25 or 366 days: within 2 % of a whole number reads as that number.
        nearest = round(count)
        if nearest >= 1 and abs(count - nearest) <= 0.02 * nearest:
            return f"{nearest} {unit}{'s' if nearest > 1 else ''}"
        if count >= 2:
            return f"{count:.1f} {unit}s"
    return f"{seconds:g} seconds"


def seconds_words(milliseconds: int | None) -> str:
    """Return a page time for a reader: `0.4 s`."""
    return "?" if milliseconds is None else f"{milliseconds / 1000:.1f} s"


def plural(count: int, noun: str) -> str:
    """Return `1 cookie`, `2 cookies`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def storage_words(storage: str) -> str:
    """Return a storage kind for a reader."""
    return {
        "cookie": "cookie",
        "localStorage": "local storage",
        "sessionStorage": "session storage",
        "indexedDB": "IndexedDB",
        "cacheStorage": "cache storage",
        "serviceWorker": "service worker",
    }.get(storage, storage)
