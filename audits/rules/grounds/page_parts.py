"""Which parts of a page a statement on where things are loaded from is about: "our fonts are hosted locally"."""

from __future__ import annotations

from dataclasses import dataclass

from audits.inventory.hosts import Asked, fact_of
from audits.model import Case, Claim
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.words import CONTENT, FONTS, PICTURES, PLAYERS, SCRIPTS, text_has

_TYPES = {
    FONTS: frozenset({"font"}),
    SCRIPTS: frozenset({"script"}),
    PICTURES: frozenset({"image"}),
    PLAYERS: frozenset({"media", "document", "iframe", "texttrack"}),
}
"""Types of requests by which each part is loaded."""
_STYLES = "stylesheet"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page that a statement names."""

    named: frozenset[str]
    """Lists of words (`FONTS` …) that its sentence holds."""
    exact: bool
    """Nothing in it speaks of more than these."""

    def cover(self, asked: Asked) -> bool:
        """Tell whether a request is for one of them."""
        kind = asked.request.resource_type
        if kind == _STYLES and FONTS in self.named:
            fact = fact_of(asked)
            return fact is not None and fact.category == FONTS  # others' styles may be of anything
        return any(kind in _TYPES[name] for name in self.named)


def parts_of(case: Case, claim: Claim) -> Parts | None:
    """Return the parts that a statement is about; None when it names none, and is of all that is loaded.

    Where its own sentence names none, those of its heading, lead-in or the sentence before it are most likely meant.
    """
    named = _named_in(claim.quote)
    if named:
        return Parts(named, exact=not text_has(claim.quote, CONTENT))
    reading = reading_of(case, claim)
    if reading is None:
        return None
    before = reading.previous
    beside = before if before is not None and before.segment.block == reading.segment.block else None
    for near in (beside, reading.lead_in, reading.nearest_heading):
        if near is not None and (named := _named_in(near.text)):
            return Parts(named, exact=False)
    return None


def _named_in(text: str) -> frozenset[str]:
    return frozenset(name for name in _TYPES if text_has(text, name))
