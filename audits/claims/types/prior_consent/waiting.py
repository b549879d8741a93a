"""Which categories wait for consent, and which are left out of the promise."""

from __future__ import annotations

from audits.claims.categories import (
    LABELS,
    NON_ESSENTIAL,
    PURPOSES,
    label_hits,
    names,
    opening_category,
    section_category,
)
from audits.claims.negation import negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps

_OPENING = 4
"""Words from "if" to the no of its condition."""


def waiting_categories(reading: Reading) -> list[str]:
    """Return the categories that wait for consent; none where none is named."""
    choices = reading.all("change_choice", "tool", "your_choice")  # "… when you allow them in Manage Preferences"
    changed = [hit.last + 1 for hit in reading.all("change")]
    labels = [hit for hit in label_hits(reading) if not overlaps(hit, choices) and hit.first not in changed]
    named = [name for name in names(labels) if name in NON_ESSENTIAL]
    if reading.has("third_party") and not named:
        named = ["third-party"]
    if not named:
        named = _purposes_after_consent(reading)
    if not named:
        section = opening_category(reading) or section_category(reading)
        named = [section] if section in NON_ESSENTIAL else _of_heading_over_several(reading)
    return named


def of_necessary(reading: Reading) -> bool:
    """Tell whether it goes on about necessary cookies ("these are set when you do something, such as to accept")."""
    these = reading.first("these")
    if these is None or these.first > 0 or section_category(reading) != "necessary":
        return False
    return not (reading.has("non_essential") or set(names(label_hits(reading))) & set(NON_ESSENTIAL))


def _of_heading_over_several(reading: Reading) -> list[str]:
    """Return the categories of the heading above when "these cookies" are theirs ("Statistics and marketing")."""
    these, heading = reading.first("these"), reading.nearest_heading
    if these is None or these.first > 0 or heading is None:
        return []
    named = names(label_hits(heading))
    return named if all(name in NON_ESSENTIAL for name in named) else []


def exempt_categories(reading: Reading) -> list[str]:
    """Return the categories that are left out of the promise."""
    exceptions = reading.all("exception")
    exempt = []
    unless = _condition_denied(reading)
    for hit in label_hits(reading):
        name = hit.concept.removeprefix("cat.")
        after_exception = any(0 <= hit.first - e.last <= 8 for e in exceptions)
        if name == "necessary" or after_exception or hit.first in unless:
            exempt.append(name)
    if not exempt and reading.has("non_essential"):
        return ["necessary"]
    return list(dict.fromkeys(exempt))


def _condition_denied(reading: Reading) -> range:
    """Return the words of a condition that opens the sentence and is denied ("if they do not only measure …, …")."""
    opening = reading.first("clause_break")
    if opening is None or opening.first > 0 or reading.has("if_reject"):
        return range(0)
    no = next((no for no in negations(reading) if 0 < no.first <= _OPENING), None)
    needs = reading.first("needs_consent", "legal_consent", "only_if")
    return range(no.first, needs.first) if no is not None and needs is not None else range(0)


def added_consent(reading: Reading, consent: Hit) -> Hit | None:
    """Return the consent that goes with the last of several things alone: "they count visits and, if you agree, …"."""
    if consent.concept not in ("legal_consent", "if_consent") or consent.first < 2:
        return None
    before, comma = reading.words[consent.first - 2], reading.words[consent.first - 1]
    if comma.text != "," or before.text not in reading.language.joiners:
        return None
    named = names([hit for hit in reading.all(*LABELS, *PURPOSES) if hit.first < consent.first])
    return consent if any(name in NON_ESSENTIAL for name in named) else None


def named_after(reading: Reading, consent: Hit) -> list[str]:
    """Return the categories that are named after the consent, by their names or else by what they are for."""
    named = names([hit for hit in label_hits(reading) if hit.first > consent.last])
    return [name for name in named if name in NON_ESSENTIAL] if named else _purposes_after(reading, consent)


def _purposes_after(reading: Reading, consent: Hit) -> list[str]:
    """Return what cookies serve that is told after the consent, of what needs one."""
    later = names([hit for hit in reading.all(*PURPOSES) if hit.first > consent.last])
    return [name for name in later if name in NON_ESSENTIAL]


def _purposes_after_consent(reading: Reading) -> list[str]:
    """Return what cookies serve only with consent: "they make the site work and, if you consent, measure visits"."""
    given = reading.first("if_consent")
    if given is None or not any(hit.last < given.first for hit in reading.all(*PURPOSES)):
        return []
    return _purposes_after(reading, given)
