"""Statements of a site's policies that can't both be true, in one document or in two.

Statements are held against each other only where both speak of the whole site: what is said of one service, of an app,
under a heading that narrows it, or on a condition, may well differ from the rest. Two documents exclude each other
firmly only when both are, by their titles, policies of the whole site, on one host and in one language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.claims.categories import label_hits
from audits.model import Case, Claim
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import is_of_this_site, listed
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.subjects import Subject, same_place, subject_of

_OPTIONAL = frozenset({"analytics", "marketing", "social"})
_CONDITIONS = ("consent", "if_consent", "if_reject", "needs_consent", "hypothetical", "exception")
_DAYS = re.compile(r"P(?:\d+[YMWD])+")
"""A duration of a day or more."""


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
    return (*found, *_of_two(case, by_document, {(each.kind, each.one.quote) for each in found}))


def _of_document(case: Case, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    for one in claims:
        for kind, against in _KINDS.items():
            pairs = list(against(case, one, claims))
            if pairs:
                other, firm = next((pair for pair in pairs if pair[1]), pairs[0])
                yield Contradiction(kind, one, other, firm)


def _of_two(
    case: Case, by_document: Mapping[str, Sequence[Claim]], known: set[tuple[str, str]]
) -> Iterator[Contradiction]:
    """Yield the denials of one document that another belies; each once, and none that its own document belies."""
    said = set(known)
    titled = {
        digest: claims for digest, claims in by_document.items() if subject_of(case, digest) is not Subject.UNKNOWN
    }
    for digest, claims in titled.items():
        others = {each: titled[each] for each in titled if each != digest}
        for one in claims:
            for kind in _KINDS:
                if (kind, one.quote) not in said and (found := _belied(case, kind, one, claims, others)) is not None:
                    said.add((kind, one.quote))
                    yield found


def _belied(
    case: Case, kind: str, one: Claim, beside: Sequence[Claim], others: Mapping[str, Sequence[Claim]]
) -> Contradiction | None:
    """Return the firmest of what other documents say against a statement; None when none does."""
    weak: Contradiction | None = None
    for digest, claims in others.items():
        firm_ground = _on_firm_ground(case, one, digest)
        for other, firm in _KINDS[kind](case, one, [*beside, *claims]):
            if other.document_sha256 == digest and firm and firm_ground:
                return Contradiction(kind, one, other, firm=True)
            if other.document_sha256 == digest and weak is None:
                weak = Contradiction(kind, one, other, firm=False)
    return weak


def _on_firm_ground(case: Case, one: Claim, other: str) -> bool:
    """Tell whether a statement and another document speak to the same visitors of the same site, of cookies."""
    whole = all(subject_of(case, digest) is Subject.SITE for digest in (one.document_sha256, other))
    reading = reading_of(case, one)
    of_cookies = reading is not None and reading.has("cookie", "tracking", "dnt", "gpc")
    return whole and of_cookies and same_place(case, one.document_sha256, other)


Pairs = Iterable[tuple[Claim, bool]]
"""What a statement excludes, and whether firmly."""


def _against_no_cookies(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No cookies, yet a list of them."""
    denies = one.type == "no-cookies" and listed(one, "kind") == ("all",) and one.params.get("by") == "any"
    if denies and _is_of_all(case, one):
        storage = any(claim.type == "similar-tech" for claim in claims)  # the list may be of local storage
        yield from ((row, not storage) for row in _rows(claims))


def _against_only_necessary(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """Only necessary cookies, yet one for marketing in the list."""
    if one.type == "no-cookies" and "all-but-necessary" in listed(one, "kind") and _is_of_all(case, one):
        asks = any(claim.type in ("prior-consent", "consent-choice") for claim in claims)
        rows = [row for row in _rows(claims) if row.params.get("category") in _OPTIONAL]
        yield from ((row, not asks) for row in rows)  # before an answer only necessary ones, the rest after it
        yield from ((said, not asks) for said in _uses(case, claims, _OPTIONAL))


def _against_no_category(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No marketing cookies, yet one in the list."""
    kinds = set(listed(one, "kind"))
    if one.type == "no-cookies" and kinds & _OPTIONAL and not kinds & {"third-party", "all"} and _is_of_all(case, one):
        yield from ((row, True) for row in _rows(claims) if row.params.get("category") in kinds & _OPTIONAL)
        yield from ((said, True) for said in _uses(case, claims, kinds & _OPTIONAL))


def _against_no_third_party(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No third-party cookies, yet one in the list, or said to be set."""
    denies = one.type == "no-cookies" and listed(one, "kind") == ("third-party",)
    if (denies or (one.type == "party" and one.params.get("party") == "first-only")) and _is_of_all(case, one):
        yield from ((row, True) for row in _rows(claims) if row.params.get("party") == "third")
        for claim in claims:
            if claim.type == "party" and claim.params.get("party") == "third" and _is_stated(case, claim):
                yield claim, True
            if claim.type == "embedded" and claim.params.get("vendor") and _is_stated(case, claim):
                reading = reading_of(case, claim)
                yield claim, reading is not None and reading.has("cookie")


def _against_session(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """All cookies deleted when the browser is closed, yet one for days in the list."""
    if one.type == "lifetime" and one.params.get("duration") == "session" and one.params.get("subject") == "cookies":
        reading = reading_of(case, one)
        if reading is None or not reading.has("cookie") or not _is_of_all(case, one):
            return
        if reading.has("session_cookie", "persistent_cookie", "purpose.necessary") or _told_apart(claims):
            return
        yield from ((row, True) for row in _rows(claims) if _DAYS.fullmatch(str(row.params.get("lifetime", ""))))


def _against_no_sharing(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No data shared with others, yet shared with advertisers."""
    if one.type != "sharing" or one.params.get("shared") or one.params.get("exceptions") or not _is_of_all(case, one):
        return
    for claim in claims:
        if claim.type == "sharing" and claim.params.get("shared") and _is_stated(case, claim):
            reading = reading_of(case, claim)
            if reading is not None and reading.has("third_party") and reading.has("cookie", "visit_data"):
                yield claim, reading.has("cat.marketing", "purpose.marketing") and not reading.vendors


def _against_signal(_: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """Yield a signal honoured that is said not to be."""
    if one.type == "signal" and one.params.get("honours") is False:
        said = {"signal": one.params.get("signal"), "honours": True}
        yield from ((claim, True) for claim in claims if claim.type == "signal" and dict(claim.params) == said)


_KINDS: dict[str, Callable[[Case, Claim, Sequence[Claim]], Pairs]] = {
    "no-cookies": _against_no_cookies,
    "only-necessary": _against_only_necessary,
    "no-category": _against_no_category,
    "no-third-party": _against_no_third_party,
    "session": _against_session,
    "no-sharing": _against_no_sharing,
    "signal": _against_signal,
}


def _rows(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if claim.type == "cookie" and claim.params.get("storage") in (None, "cookie"))


def _uses(case: Case, claims: Iterable[Claim], kinds: Iterable[str]) -> Iterator[Claim]:
    """Yield statements of this site that it uses cookies of one of `kinds`, without condition."""
    wanted = set(kinds)
    for claim in claims:
        if claim.type == "category" and claim.params.get("category") in wanted and _is_stated(case, claim):
            reading = reading_of(case, claim)
            if reading is not None and reading.has("cookie") and label_hits(reading):
                yield claim


def _is_of_all(case: Case, claim: Claim) -> bool:
    """Tell whether a statement is one on the whole site: no service, list, narrower heading or condition above it."""
    reading = reading_of(case, claim)
    if reading is None or reading.vendors or reading.lead_in is not None or reading.has(*_CONDITIONS):
        return False
    if not (reading.has("this_site") or reading.names_site):
        return False
    return not any(head.vendors or label_hits(head) or head.has("third_party") for head in reading.headings)


def _is_stated(case: Case, claim: Claim) -> bool:
    """Tell whether a sentence says what this site does, on no condition."""
    reading = reading_of(case, claim)
    if reading is None or reading.has(*_CONDITIONS) or not reading.has("use", "set", "share", "embed"):
        return False
    return reading.has("this_site") or reading.names_site


def _told_apart(claims: Iterable[Claim]) -> bool:
    """Tell whether the policy speaks of session cookies, or others, by name elsewhere."""
    return any(claim.type == "lifetime" and claim.params.get("subject") != "cookies" for claim in claims)
