"""Comparing how long something is kept with how long it is said to be kept."""

from __future__ import annotations

from audits.knowledge.lifetimes import longer_than
from audits.model import Item
from audits.translation import noted, say, say_count
from crawler.evidence.model import StorageKind

OPEN_ENDED = frozenset({"until-deleted", "variable"})
"""Declared durations that nothing can outlive, or that say nothing."""


def outlives(item: Item, declared: str) -> bool | None:
    """Tell whether the setter asked for longer than is declared; None when that can't be told.

    Only cookies have a lifetime. One that is not known exactly is a lower bound, so it can still be too long.
    """
    if item.storage is not StorageKind.COOKIE or declared in OPEN_ENDED or not declared:
        return None
    if item.lifetime_s is None:
        return False if item.lifetime_known else None
    longer = longer_than(item.lifetime_s, declared)
    return None if longer is False and not item.lifetime_known else longer


_UNITS = (
    (365 * 86400, noted("{count} year"), noted("{count} years")),
    (30 * 86400, noted("{count} month"), noted("{count} months")),
    (86400, noted("{count} day"), noted("{count} days")),
    (3600, noted("{count} hour"), noted("{count} hours")),
    (60, noted("{count} minute"), noted("{count} minutes")),
)


def spoken(seconds: float | None) -> str:
    """Return a lifetime as a person would say it: in its largest round unit."""
    if seconds is None:
        return say("the session")
    for size, one, many in _UNITS:
        count = seconds / size
        if (count >= 0.95 and abs(count - round(count)) <= 0.05 * count) or count >= 10:
            return say_count(round(count), one, many)
    return say_count(round(seconds), "{count} second", "{count} seconds")
