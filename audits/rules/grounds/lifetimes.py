"""Comparing how long something is kept with how long it is said to be kept."""

from __future__ import annotations

from audits.knowledge.lifetimes import longer_than
from audits.model import Item
from audits.time_words import length_words
from audits.translation import say
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
    """Return a lifetime as a sentence says it; None: for the session."""
    return say("the session") if seconds is None else length_words(seconds)
