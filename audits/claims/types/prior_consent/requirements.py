"""Consent as a requirement: said to be needed, the legal basis, or what turns on what is off by default."""

from __future__ import annotations

import re

from audits.claims.categories import NON_ESSENTIAL, label_hits, section_category
from audits.claims.context import is_generic, records_choice
from audits.claims.negation import denial, lead_in_denies, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.types.prior_consent.conditions import in_banner
from crawler.evidence.text import BlockKind

_TO_OTHER_GROUND = 3
"""Words from one ground for processing to another ("legitimate interests or consent")."""
_REACH_OF_DEFAULT = 8
"""Words between a kind of cookies and "off by default"."""
_DENIED_WITHIN = 3
"""Words from a no to "off by default"."""
_CELL_WORDS = 3
"""Words that may follow the consent in a cell of its own ("consent of the visitor")."""
_AGAIN = 3
"""Words from asking for consent to "again"."""
_TO_ONLY = 3
"""Words from "by default" to "only the necessary ones"."""


def requirement(reading: Reading) -> tuple[Hit] | None:
    """Return the words that make consent a requirement, or the legal basis."""
    needs = reading.first("needs_consent")
    if (
        reading.is_heading
        and not label_hits(reading)
        and not (needs and (reading.has("cookie") or _is_all(reading, needs)))
    ):
        return None  # "Consent of the visitor"; not "Cookies that need your consent"
    if needs and not is_generic(reading) and not _needless(reading, needs) and not _asked_again(reading, needs):
        return (needs,)
    legal = reading.first("legal_consent")
    withdrawn = reading.first("withdraw")
    if legal is None or negated(reading, legal, 5) or _one_of_several(reading):
        return None
    if is_generic(reading) or in_banner(reading, legal):
        return None
    record = records_choice(reading)
    if record is not None and overlaps(legal, [record[1]]):  # it is the consent that is stored
        return None
    return (legal,) if withdrawn is None or legal.last < withdrawn.first else None


def _is_all(reading: Reading, needs: Hit) -> bool:
    """Tell whether a line says only that consent is needed, for the kind of cookies that the heading above names."""
    words = [index for index, word in enumerate(reading.words) if not word.is_mark]
    whole = words == list(range(needs.first, needs.last + 1))
    return whole and section_category(reading) in NON_ESSENTIAL


def _asked_again(reading: Reading, needs: Hit) -> bool:
    """Tell whether it is once more that consent is asked for, after a change: nothing is said of the first time."""
    return reading.near([needs], reading.all("shown_again"), _AGAIN) is not None and not reading.has("first_visit")


def _one_of_several(reading: Reading) -> bool:
    """Tell whether consent is but one of the grounds that are named: "legitimate interests or consent"."""
    pair = reading.near(reading.all("legal_interest"), reading.all("consent"), _TO_OTHER_GROUND)
    if pair is None:
        return False
    low, high = sorted((pair[0], pair[1]), key=lambda hit: hit.first)
    return any(word.text in reading.language.joiners for word in reading.words[low.last + 1 : high.first]) or any(
        low.last < hit.first < high.first for hit in reading.all("either")
    )


def _needless(reading: Reading, needs: Hit) -> bool:
    """Tell whether the need of consent is denied, and not what needs it ("cookies that aren't necessary")."""
    if overlaps(needs, reading.all("if_needed")):  # "where consent is required"
        return True
    no = denial(reading, needs, 4)
    if no is None:
        return lead_in_denies(reading)
    kind = [hit for hit in reading.all("non_essential") if overlaps(no, [hit])]
    return not (kind and any(no.last < thing.first < needs.first for thing in reading.all("cookie", "these")))


def cell(reading: Reading) -> tuple[Hit] | None:
    """Return the consent that a row on a category names as what it needs, in a cell of its own."""
    if reading.kind is not BlockKind.CELL or reading.has("no_consent_needed"):
        return None
    kinds = [hit for hit in label_hits(reading)[:1] if hit.first <= 2 and hit.concept != "cat.necessary"]
    denials = negations(reading)
    for hit in reading.all("consent") if kinds else ():
        before = reading.document[reading.start : hit.start].rpartition("\n")[2]
        alone = len(re.findall(r"\w+", before)) <= 1  # "Yes – consent first"
        behind = re.split(r"[\n(]", reading.document[hit.end : reading.end], maxsplit=1)[0].split()
        if (
            alone
            and len(behind) <= _CELL_WORDS
            and hit.first > kinds[0].last
            and not any(-3 <= no.first - hit.last <= 3 for no in denials)
        ):
            return (hit,)
    return None


def off(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the words by which other than necessary cookies are off until they are chosen ("off by default")."""
    off = reading.first("off_by_default")
    if off is None or reading.has("browser", "browser_way"):
        return None
    left = reading.near([off], reading.all("only_necessary"), _TO_ONLY)
    if left is not None:  # "by default only the necessary ones are used"
        return left
    kinds = [hit for hit in label_hits(reading) if hit.concept != "cat.necessary"]
    pair = reading.near([off], [*reading.all("non_essential"), *kinds], _REACH_OF_DEFAULT)
    no = denial(reading, off, _DENIED_WITHIN)
    return pair if no is None or overlaps(no, [off, *reading.all("non_essential")]) else None
