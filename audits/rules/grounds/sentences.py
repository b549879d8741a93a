"""The sentences of the site's documents as read, for rules that need more of a claim than its words."""

from __future__ import annotations

from audits.claims.extraction import read
from audits.claims.reading import Reading
from audits.model import Case, Claim
from audits.rules.grounds.once import once


def reading_of(case: Case, claim: Claim) -> Reading | None:
    """Return the sentence that a claim stands in; None where its document's text is not at hand."""
    for reading in _readings(case, claim.document_sha256):
        if reading.start <= claim.start < reading.end:
            return reading if claim.quote in reading.document else None
    return None


@once
def _readings(case: Case, document_sha256: str) -> tuple[Reading, ...]:
    texts = [each.text for each in case.documents if each.text and each.document.sha256 == document_sha256]
    return read(texts[0]) if texts else ()
