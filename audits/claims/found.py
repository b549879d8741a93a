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
    """What decided, as `fired` returns it."""


def found(reading: Reading, params: Mapping[str, Any], hits: Iterable[Hit | None] = (), hedged: bool = False) -> Found:
    """Return a claim whose quote is the whole segment. `hits` are the words that decided."""
    words = tuple(dict.fromkeys(fired(reading, hit) for hit in hits if hit))
    return Found(params, reading.start, reading.end, reading.language.code, hedged, words)


def fired(reading: Reading, hit: Hit) -> str:
    """Return what a language file's words found: `sv:if_consent:om du ... samtyck* = om du samtycker`."""
    entry = f"{reading.language.code}:{hit.concept}:{hit.pattern}"
    words = " ".join(reading.document[hit.start : hit.end].split()).casefold()
    return entry if words == hit.pattern else f"{entry} = {words}"
