"""How sure a finding is: by how the purpose of what decides it is known, and how steadily it showed.

That is apart from severity, which goes by what happened.
"""

from __future__ import annotations

from collections.abc import Iterable

from audits.model import Confidence, Item, PurposeSource

_BY_SOURCE = {
    PurposeSource.MANAGER: Confidence.HIGH,
    PurposeSource.KNOWLEDGE: Confidence.HIGH,
    PurposeSource.POLICY: Confidence.MEDIUM,  # the table may have been misread
    PurposeSource.USER_FILE: Confidence.MEDIUM,
    PurposeSource.HOST: Confidence.MEDIUM,
    PurposeSource.BEHAVIOUR: Confidence.LOW,
    PurposeSource.NONE: Confidence.LOW,
}


def certainty_of(item: Item, *, known: bool = False) -> Confidence:
    """Return how sure an item's purpose and presence are. `known`: its name is publicly known for that purpose.

    What was stored in some of the looks at the home page and not in others is a step less sure.
    """
    confidence = Confidence.HIGH if known else _BY_SOURCE[item.purpose_source]
    return lowered(confidence) if 0 < item.looks_seen < item.looks else confidence


def lowered(confidence: Confidence) -> Confidence:
    """Return the next lower confidence."""
    order = tuple(Confidence)
    return order[max(0, order.index(confidence) - 1)]


def surest(certain: Iterable[Confidence]) -> Confidence:
    """Return the highest of several; high when there are none, as then nothing is in doubt."""
    order = tuple(Confidence)
    return max(certain, key=order.index, default=Confidence.HIGH)
