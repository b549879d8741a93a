"""cookie-list: points to a list of the cookies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import announced
from audits.claims.found import Found, found
from audits.claims.reading import Reading
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "cookie-list"
TRIGGERS = ("list_points",)
_LOOK_AHEAD = 3
"""Sentences or headings that may stand between the pointer and a table below it."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the pointer, with its address where it is a link."""
    hit = reading.first("list_points")
    if (
        hit is None
        or reading.is_heading
        or reading.has("hypothetical", "scope")
        or not reading.has("cookie")
        or _stands_below(reading)
        or (announced(reading, hit) and reading.has("policy") and not reading.segment.links)
    ):
        return
    url = reading.segment.links[0].href if reading.segment.links else None
    yield found(reading, {"url": url}, (hit,))


def _stands_below(reading: Reading) -> bool:
    """Tell whether the list is in the document itself: a table follows."""
    current = reading.following
    for _ in range(_LOOK_AHEAD):
        if current is None:
            return False
        if current.kind is BlockKind.CELL:
            return True
        current = current.following
    return False


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The policy points to a list of its cookies.")
