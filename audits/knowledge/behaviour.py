"""What an item is for, as far as its behaviour tells: the last resort before `unknown`.

Behaviour never shows that an item is necessary, and one sign alone shows nothing. Who is handed an identifier says
more than how long it is kept: what a measurement company gets is for measuring, under whatever name it is kept.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from audits.knowledge.hosts import HostFact, find_host
from audits.model import Party, Purpose

MIN_IDENTIFIER_LENGTH = 8
"""Shorter values tell few visitors apart (characters)."""
MIN_IDENTIFIER_BITS = 40.0
"""An identifier for one of a billion browsers needs 30 bits; 40 leaves room for the estimate's error."""
LONG_LIVED_S = 30 * 86_400.0
"""Items kept for a month or more are for coming back, not for this visit (seconds)."""

_ANYBODYS = frozenset({"cdn", "cms", "general", "hosting", "shop", "tag-manager"})
"""Categories of hosts that serve many companies, for any purpose."""

_NOT_RANDOM = re.compile(r"\d{4}-\d\d-\d\d.*|[a-zA-Z]+|https?:.*|\d{1,10}|\d{13}", re.DOTALL)
"""Dates, plain words, addresses, small numbers and times in milliseconds identify nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What was seen of an item over all states."""

    values: tuple[str, ...] = ()
    """Values seen, one a profile at least, if it was seen in several."""
    lifetime_s: float | None = None
    """None = session or not known."""
    until_deleted: bool = False
    """It stays until somebody removes it, as what is in local storage and databases does."""
    same_for_all: bool = False
    """Every fresh profile got the same value, so it tells nobody apart."""
    party: Party = Party.FIRST
    only_after_accept: bool = False
    """It appeared in the accept state and in no other, with both others looked at."""
    sent_to: tuple[str, ...] = ()
    """Third-party hosts that were sent its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeSeen:
    """What behaviour tells of an item."""

    purpose: Purpose
    signs: str
    """What it was told by, in a few words."""
    vendor: str | None = None
    """The company that it is handed to, where that tells the purpose."""


def purpose_by_behaviour(behaviour: Behaviour) -> PurposeSeen | None:
    """Return a purpose and the signs for it; None when they are too few.

    A lasting identifier handed to a company known for observing visitors is for what that company does. One that is
    handed to strangers or set by one is marketing, if it is a cookie: scripts keep sign-ins in web storage and hand
    them to their own servers. One that waits for consent and stays with the site is analytics. Handed to nobody but
    services that are no trackers (error reports, payments, sign-in), it is left unknown.
    """
    if behaviour.same_for_all or not is_identifier(behaviour.values) or not _is_long_lived(behaviour):
        return None
    signs = ["identifier kept for a month or more"]
    tracker = _tracker(behaviour.sent_to)
    if tracker is not None:
        signs.append(f"handed to {tracker.host}")
        return PurposeSeen(purpose=tracker.purpose, signs="; ".join(signs), vendor=tracker.vendor)
    strangers = [host for host in sorted(behaviour.sent_to) if _is_a_stranger(host)]
    if strangers and not behaviour.until_deleted:
        return PurposeSeen(purpose=Purpose.MARKETING, signs="; ".join([*signs, f"sent to {', '.join(strangers[:3])}"]))
    if behaviour.party is Party.THIRD:
        return PurposeSeen(purpose=Purpose.MARKETING, signs="; ".join([*signs, "belongs to a third party"]))
    if behaviour.only_after_accept and not behaviour.sent_to:
        return PurposeSeen(purpose=Purpose.ANALYTICS, signs="; ".join([*signs, "appears only after consent"]))
    return None


def _tracker(hosts: tuple[str, ...]) -> HostFact | None:
    """Return the receiver whose business is observing visitors, one of advertising before one of measurement."""
    facts = [fact for host in sorted(hosts) if (fact := find_host(host)) is not None]
    for purpose in (Purpose.MARKETING, Purpose.ANALYTICS):
        found = next((fact for fact in facts if fact.purpose is purpose), None)
        if found is not None:
            return found
    return None


def _is_a_stranger(host: str) -> bool:
    """Tell whether nobody knows what a host does with what it is sent: not in the tables, or anybody's server."""
    fact = find_host(host)
    return fact is None or fact.category in _ANYBODYS


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
    kept_s = math.inf if behaviour.until_deleted else behaviour.lifetime_s
    return kept_s is not None and kept_s >= LONG_LIVED_S
