"""Comparing how long something is kept with how long it is said to be kept."""

from __future__ import annotations

from audits.knowledge.lifetimes import longer_than
from audits.model import Item
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


def spoken(seconds: float | None) -> str:
    """Return a lifetime as a person would say it: in its largest round unit."""
    if seconds is None:
        return "the session"
    for unit, size in (("year", 365 * 86400), ("month", 30 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60)):
        count = seconds / size
        if count >= 0.95 and abs(count - round(count)) <= 0.05 * count:
            return f"{round(count)} {unit}{'' if round(count) == 1 else 's'}"
        if count >= 10:
            return f"{round(count)} {unit}s"
    return f"{round(seconds)} seconds"
