"""transfer: data stays in the EU/EEA, or may leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import is_hedged, is_statement, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import denial, lead_in_denies, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "transfer"
_LONG = 90
"""Words beyond which a sentence mentions too much to say which of it moves where."""
_SHORT = 14
"""Words of a sentence that goes on about the vendor just named."""
_POSTCODE_REACH = 4
"""Words between a postcode and the country it is in."""
TRIGGERS = ("third_country", "outside", "eea_inside", "outside_eea")


def find(reading: Reading) -> Iterator[Found]:
    """Yield where data goes."""
    if reading.is_heading or not is_statement(reading) or points_elsewhere(reading) or reading.has("address_line"):
        return
    if reading.has_all("scope", "policy") or len(reading.words) > _LONG:
        return
    if not (reading.has("data", "personal_data", "datum.ip", "processing") or _of_vendor(reading)):
        return
    outside = reading.first("outside_eea")
    third = next((hit for hit in reading.all("third_country") if not _in_address(reading, hit)), None)
    moves = reading.all("transfer")
    if outside and moves:
        pair = reading.near(moves, [outside], 14)
        if pair and (negated(reading, pair[0]) or negated(reading, outside, 5)):
            yield found(reading, {"region": "eea-only"}, pair)
            return
    if reading.kind in (BlockKind.CELL, BlockKind.LIST_ITEM) and _of_vendor(reading):
        moves = moves or [hit for hit in (outside, third, reading.first("eea_inside")) if hit]
    goal = reading.near(moves, [hit for hit in (outside, third) if hit], 16)
    inside = reading.near(moves, reading.all("eea_inside"), 10)
    if inside and not goal and not _leaves(reading, *inside):
        yield found(reading, {"region": "eea-only"}, inside, is_hedged(reading))
    elif goal and denial(reading, goal[0], 4):
        yield found(reading, {"region": "eea-only"}, goal)
    elif goal:
        yield found(reading, {"region": "third-country"}, goal, is_hedged(reading))


def _leaves(reading: Reading, move: Hit, inside: Hit) -> bool:
    """Tell whether staying inside is denied: by a no of its own, for "does not leave the EU" holds one that stays."""
    no = denial(reading, move)
    return lead_in_denies(reading) if no is None else not overlaps(no, [inside])


def _of_vendor(reading: Reading) -> bool:
    """Tell whether the sentence is about a vendor: named in it, or in the one before it of the same list item."""
    if reading.vendors:
        return True
    before = reading.previous
    short = len(reading.words) <= _SHORT and reading.kind is BlockKind.LIST_ITEM
    return short and before is not None and before.segment.block == reading.segment.block and bool(before.vendors)


def _in_address(reading: Reading, country: Hit) -> bool:
    """Tell whether the country only ends a postal address ("Mountain View, CA 94043, USA")."""
    near = reading.words[max(0, country.first - _POSTCODE_REACH) : country.first]
    return any(word.text.isdigit() and 4 <= len(word.text) <= 6 for word in near)


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("region") == "eea-only":
        return say("Data stays in the EU or EEA.")
    return say("Data may leave the EU and EEA.")
