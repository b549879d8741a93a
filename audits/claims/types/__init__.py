"""Claim types: one module each, discovered by being in this folder.

A module holds `TYPE` (the taxonomy's name), `TRIGGERS` (concepts, one of which must be in a segment for it to be
looked at; `vendor` stands for any vendor's name, `item` for being under a lead-in), `find(reading)` which yields what
it found, and `meaning(params)`, one plain English sentence.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from audits.claims.found import Found
from audits.claims.reading import Reading


class Find(Protocol):
    """Looks for one type of claim in a segment."""

    def __call__(self, reading: Reading) -> Iterable[Found]:
        """Yield the claims of this type that the segment makes."""
        ...


class Meaning(Protocol):
    """Says what a claim means."""

    def __call__(self, params: Mapping[str, Any]) -> str:
        """Return one plain English sentence."""
        ...


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One type of claim."""

    name: str
    triggers: frozenset[str]
    find: Find
    meaning: Meaning


@cache
def claim_types() -> tuple[ClaimType, ...]:
    """Return all claim types found, sorted by name."""
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    types = [ClaimType(module.TYPE, frozenset(module.TRIGGERS), module.find, module.meaning) for module in modules]
    return tuple(sorted(types, key=lambda claim_type: claim_type.name))
