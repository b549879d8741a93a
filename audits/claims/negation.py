"""Polarity: whether something found in a sentence is denied.

A denial reaches forward to the end of its clause, over the commas of an enumeration; in languages that put it after
the verb it also reaches back to that verb. It does not cross a full stop, semicolon, colon, bracket or a word that
opens a new clause ("but", "unless", "if"). What is denied in an exception ("no cookies except …") is not denied.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from audits.claims.context import names_signal
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.words import fold

_REACH = 14
"""Words a denial reaches forward."""
_REACH_BACK = 5
_CLAUSE_MARKS = ".;:!?()…–—"


def denial(reading: Reading, hit: Hit, reach: int = _REACH) -> Hit | None:
    """Return the negation that denies `hit` in its own sentence; None when it stands as said."""
    for negation in reversed(negations(reading)):
        if not _is_part(reading, negation, hit) and _reaches(reading, negation, hit, reach):
            return negation
    return None


def negated(reading: Reading, hit: Hit, reach: int = _REACH) -> bool:
    """Tell whether `hit` is denied, in its sentence or by a negated lead-in over its list."""
    return denial(reading, hit, reach) is not None or lead_in_denies(reading)


def _is_part(reading: Reading, negation: Hit, hit: Hit) -> bool:
    """Tell whether the negation is a word of the hit's own pattern ("not work", "if you do not accept")."""
    if negation.first < hit.first or negation.last > hit.last:
        return False
    word = reading.words[negation.first].text
    parts = hit.pattern.replace("|", " ").split()
    # A lone verb that holds its own no ("nepoužívame") is denied by it; in a row of words the no belongs to the row.
    return word in parts or (hit.last > hit.first and any(fnmatchcase(word, fold(part)) for part in parts))


def looks_forward(reading: Reading, negation: Hit) -> bool:
    """Tell whether a negation denies the noun after it ("keine", "geen", "ingen"), and so no noun before it.

    The verb before it is denied all the same: "delar inga uppgifter".
    """
    return any(word.first == negation.first for word in reading.all("negation_forward"))


def negations(reading: Reading) -> list[Hit]:
    """Return the true negations of a sentence: "not only" and the like deny nothing."""
    masks = [*reading.all("not_negation"), *(hit for hit in reading.all("dnt") if names_signal(reading, hit))]
    return [
        hit
        for hit in reading.all("negation")
        if not any(mask.first <= hit.first and hit.last <= mask.last for mask in masks)
    ]


def nothing_without_consent(reading: Reading) -> bool:
    """Tell whether two denials make a promise: "without your consent we set no cookies"."""
    if reading.has("not_without"):
        return True
    free = [hit for hit in reading.all("no_consent_needed") if overlaps(hit, reading.all("if_reject"))]
    if not free:
        return False
    others = [no for no in negations(reading) if no.first > free[0].last and not overlaps(no, free)]
    kept = reading.near(others, reading.all("cookie", "set", "use", "load"), 4)
    return kept is not None and not _broken(reading, free[0].last, kept[0].first)


def lead_in_denies(reading: Reading) -> bool:
    """Tell whether the sentence over the list says no to all its items ("We will not:", "We do not use")."""
    lead = reading.lead_in
    if lead is None or lead.is_heading:
        return False
    found = negations(lead)
    if not found or lead.has("exception"):
        return False
    return len(lead.words) - found[-1].last <= 8 and not _broken(lead, found[-1].last, len(lead.words) - 2)


def _reaches(reading: Reading, negation: Hit, hit: Hit, reach: int) -> bool:
    if negation.first <= hit.first:
        if negation.last >= hit.first:
            return True
        return hit.first - negation.last <= reach and not _broken(reading, negation.last, hit.first)
    if negation.first <= hit.last:  # between the parts of a separable verb: "lämnas inte ut", "slaan geen namen op"
        return True
    if not reading.language.negation_after:
        return False
    back = negation.first - hit.last
    if back > _REACH_BACK or reading.marks_between(hit.last, negation.first, ","):
        return False
    return not _broken(reading, hit.last, negation.first)


def _broken(reading: Reading, low: int, high: int) -> bool:
    """Tell whether a clause ends between words `low` and `high`."""
    if reading.marks_between(low, high, _CLAUSE_MARKS):
        return True
    return any(low < hit.first and hit.last < high for hit in reading.all("clause_break", "exception"))
