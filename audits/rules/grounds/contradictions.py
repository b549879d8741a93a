"""Statements of a site's policies that can't both be true, in one document or in two.

Statements are held against each other only where both speak of the whole site: what is said of one service, of an app,
under a heading that narrows it, or on a condition, may well differ from the rest. Two documents exclude each other
firmly only when both are, by their titles, policies of the whole site, on one host and in one language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.model import Case, Claim
from audits.rules.grounds.exclusions import EXCLUSIONS
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import is_of_this_site
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.subjects import Subject, same_place, subject_of

_OF_VISITS = ("cookie", "tracking", "analytics_tool", "cat.analytics", "dnt", "gpc")
"""Concepts of what comes with a visit to a site, and not with its newsletter, contracts or shop."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that exclude each other."""

    kind: str
    one: Claim
    """What denies."""
    other: Claim
    """What it denies, said all the same."""
    firm: bool
    """False where the two may speak of different times or things."""

    @property
    def in_two_documents(self) -> bool:
        """The two stand in different documents."""
        return self.one.document_sha256 != self.other.document_sha256


@once
def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Return the contradictions within each of the site's documents, then those between two, one for each denial."""
    by_document = {
        digest: [c for c in case.claims if c.document_sha256 == digest and not (c.hedged or c.about)]
        for digest in dict.fromkeys(claim.document_sha256 for claim in case.claims)
        if is_of_this_site(case, digest)
    }
    found = [each for claims in by_document.values() for each in _of_document(case, claims)]
    return (*found, *_of_two(case, by_document, {each.one.quote for each in found}))


def _of_document(case: Case, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """Yield for each denial the firmest that its own document says against it."""
    for one in claims:
        pairs = [
            Contradiction(kind, one, other, firm)
            for kind, against in EXCLUSIONS.items()
            for other, firm in against(case, one, claims)
        ]
        if pairs:
            yield next((pair for pair in pairs if pair.firm), pairs[0])


def _of_two(case: Case, by_document: Mapping[str, Sequence[Claim]], known: set[str]) -> Iterator[Contradiction]:
    """Yield the denials of one document that another belies; each once, and none that its own document belies.

    `known`: quotes of the latter.
    """
    said = set(known)
    titled = {
        digest: claims for digest, claims in by_document.items() if subject_of(case, digest) is not Subject.UNKNOWN
    }
    for digest, claims in titled.items():
        others = {each: titled[each] for each in titled if each != digest}
        for one in claims:
            belied = [
                each
                for kind in EXCLUSIONS
                if (each := _belied(case, kind, one, claims, others)) and one.quote not in said
            ]
            if belied:
                said.add(one.quote)
                yield next((each for each in belied if each.firm), belied[0])


def _belied(
    case: Case, kind: str, one: Claim, beside: Sequence[Claim], others: Mapping[str, Sequence[Claim]]
) -> Contradiction | None:
    """Return the firmest of what other documents say against a statement; None when none does."""
    weak: Contradiction | None = None
    for digest, claims in others.items():
        firm_ground = _on_firm_ground(case, one, digest)
        for other, firm in EXCLUSIONS[kind](case, one, [*beside, *claims]):
            if other.document_sha256 == digest and firm and firm_ground:
                return Contradiction(kind, one, other, firm=True)
            if other.document_sha256 == digest and weak is None:
                weak = Contradiction(kind, one, other, firm=False)
    return weak


def _on_firm_ground(case: Case, one: Claim, other: str) -> bool:
    """Tell whether a statement and another document speak to the same visitors of the same site, of their visits."""
    whole = all(subject_of(case, digest) is Subject.SITE for digest in (one.document_sha256, other))
    reading = reading_of(case, one)
    of_visits = reading is not None and reading.has(*_OF_VISITS)
    return whole and of_visits and same_place(case, one.document_sha256, other)
