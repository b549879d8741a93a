"""cookie-list: points to a list of the cookies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.found import Found, found
from audits.claims.reading import Reading
from audits.translation import say

TYPE = "cookie-list"
TRIGGERS = ("list_points",)


def find(reading: Reading) -> Iterator[Found]:
    """Yield the pointer, with its address where it is a link."""
    hit = reading.first("list_points")
    if hit is None or reading.is_heading or not reading.has("cookie"):
        return
    url = reading.segment.links[0].href if reading.segment.links else None
    yield found(reading, {"url": url}, (hit,))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The policy points to a list of its cookies.")
