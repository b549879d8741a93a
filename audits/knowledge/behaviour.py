"""What an item is for, as far as its behaviour tells: the last resort before `unknown`.

Behaviour never shows that an item is necessary, and one sign alone shows nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from audits.model import Party, Purpose

MIN_IDENTIFIER_LENGTH = 8
"""Shorter values tell few visitors apart (characters)."""
MIN_IDENTIFIER_BITS = 40.0
"""An identifier for one of a billion browsers needs 30 bits; 40 leaves room for the estimate's error."""
LONG_LIVED_S = 30 * 86_400.0
"""Items kept for a month or more are for coming back, not for this visit (seconds)."""

_NOT_RANDOM = re.compile(r"\d{4}-\d\d-\d\d.*|[a-zA-Z]+|https?:.*|\d{1,10}|\d{13}", re.DOTALL)
"""Dates, plain words, addresses, small numbers and times in milliseconds identify nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What was seen of an item over all states."""

    values: tuple[str, ...] = ()
    """Values seen, one a profile at least, if it was seen in several."""
    lifetime_s: float | None = None
    """None = session or not known."""
    party: Party = Party.FIRST
    only_after_accept: bool = False
    """It appeared in the accept state and in no other, with both others looked at."""
    sent_to: tuple[str, ...] = ()
    """Third-party hosts that were sent its value."""


def purpose_by_behaviour(behaviour: Behaviour) -> tuple[Purpose, str] | None:
    """Return a purpose and the signs for it; None when they are too few.

    A long-lived identifier sent to third parties, or set by one, is marketing; one that waits for consent and stays
    with the site is analytics.
    """
    if not is_identifier(behaviour.values) or not _is_long_lived(behaviour):
        return None
    signs = ["identifier kept for a month or more"]
    if behaviour.sent_to:
        return Purpose.MARKETING, "; ".join([*signs, f"sent to {', '.join(sorted(behaviour.sent_to)[:3])}"])
    if behaviour.party is Party.THIRD:
        return Purpose.MARKETING, "; ".join([*signs, "belongs to a third party"])
    if behaviour.only_after_accept:
        return Purpose.ANALYTICS, "; ".join([*signs, "appears only after consent"])
    return None


def is_identifier(values: tuple[str, ...]) -> bool:
    """Whether values look like they tell browsers apart: long and random enough, and different in each profile."""
    if not values or (len(values) > 1 and len(set(values)) == 1):
        return False
    return all(entropy_bits(value) >= MIN_IDENTIFIER_BITS and not _NOT_RANDOM.fullmatch(value) for value in values)


def entropy_bits(value: str) -> float:
    """Return an estimate of a value's information: Shannon's, over its letters, times its length (bits)."""
    if len(value) < MIN_IDENTIFIER_LENGTH:
        return 0.0
    counts = Counter(value)
    return -sum(count * math.log2(count / len(value)) for count in counts.values())


def _is_long_lived(behaviour: Behaviour) -> bool:
    return behaviour.lifetime_s is not None and behaviour.lifetime_s >= LONG_LIVED_S
