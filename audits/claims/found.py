"""What a claim type hands back: a claim without its document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from audits.claims.patterns import Hit
from audits.claims.reading import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A claim found in one segment."""

    params: Mapping[str, Any]
    start: int
    end: int
    language: str
    hedged: bool = False
    fired: tuple[str, ...] = field(default=())
    """`language:concept:pattern` of the words that decided."""


def found(reading: Reading, params: Mapping[str, Any], hits: Iterable[Hit | None] = (), hedged: bool = False) -> Found:
    """Return a claim whose quote is the whole segment. `hits` are the words that decided."""
    code = reading.language.code
    fired = tuple(dict.fromkeys(f"{code}:{hit.concept}:{hit.pattern}" for hit in hits if hit))
    return Found(params, reading.start, reading.end, code, hedged, fired)
