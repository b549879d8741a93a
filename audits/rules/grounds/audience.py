"""For whom a statement is made: for all visitors, or for those of some places and laws."""

from __future__ import annotations

from audits.model import Case, Claim
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.words import SOME_VISITORS, text_has


def is_for_some(case: Case, claim: Claim) -> bool:
    """Tell whether a statement, or a heading over it, is for some visitors alone ("for residents of California").

    Which visitors a visit counts among can't be told, so it breaks no such statement.
    """
    if text_has(claim.quote, SOME_VISITORS):
        return True
    reading = reading_of(case, claim)
    return reading is not None and any(text_has(heading.text, SOME_VISITORS) for heading in reading.headings)
