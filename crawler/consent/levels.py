"""What the words of a level say, where a banner asks how much: only what is needed, everything, or some of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.consent.controls import read_control
from crawler.evidence.model import ControlRole

LEAST = frozenset({"necessary", "basic"})


def says_all(words: str) -> bool | None:
    """Return True when a level's words mean everything, False when only what is needed; None: neither, or unread."""
    reading = read_control(words)
    for role in (reading.role, reading.leaning):
        if role in (ControlRole.ACCEPT, ControlRole.REJECT):
            return role is ControlRole.ACCEPT
    if reading.certainty < 1 or {"negation", "optional"} & reading.concepts:
        return None
    if "all" in reading.concepts:
        return True
    return False if reading.concepts & LEAST else None


def rising(levels: Sequence[str]) -> bool | None:
    """Tell whether a row of levels goes from the least consent to the most; None when its words don't say."""
    if len(levels) < 2:
        return None
    first, last = says_all(levels[0]), says_all(levels[-1])
    if first is last:
        return None
    return first is False or last is True
