"""A policy's text → its claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from audits.claims.about import WHOLE_SITE, narrowed
from audits.claims.categories import PURPOSES, label_hits
from audits.claims.context import names_cookies
from audits.claims.declared import DeclaredCookie, read_declaration
from audits.claims.found import Found
from audits.claims.language import block_language, document_language
from audits.claims.languages import UNKNOWN, load_language
from audits.claims.reading import Reading, overlaps
from audits.claims.segments import Segment, segment
from audits.claims.site_names import site_names
from audits.claims.types import claim_types
from audits.model import Claim
from crawler.evidence.text import BlockKind, DocumentText

_COOKIE_PARAMS = ("name", "provider", "purpose", "lifetime", "party", "category", "storage")
_BETWEEN_ROWS = 400
"""Characters between two declared cookies that can be fields of a card (provider, type, duration)."""
_ONCE_A_SECTION = frozenset({"service"})
"""Types whose repetition under the same heading says nothing new."""
_ONCE_A_DOCUMENT = frozenset({"scope"})
"""Types whose repetition anywhere says nothing new."""
_IN_ROWS = frozenset({"service", "consent-record", "anonymous"})
"""Types that a row of a list of cookies can make beside declaring its cookie."""

_OPENING = 1
"""Word (from 0) by which a sentence on a vendor names it."""
_REMEMBERED = 4
"""Documents whose reading is kept: rules read again what the claims of the same site were just taken from."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A claim found, with its type."""

    type: str
    found: Found
    about: str = WHOLE_SITE


def extract_claims(text: DocumentText, document_sha256: str) -> tuple[Claim, ...]:
    """Return the claims of a policy, sorted by place, none twice.

    `document_sha256` is the digest of the document's raw bytes. Blocks in a language that has no file are not read.
    """
    languages = _languages_of(text)
    declaration = read_declaration(text, {index: languages.of_block(index) for index in range(len(text.blocks))})
    declared_at = [*declaration.consumed, *((cookie.start, cookie.end) for cookie in declaration.cookies)]
    rows = _Ranges(_joined(declared_at, sorted(_headings(text))))
    providers = _Ranges(sorted((cookie.start, cookie.end) for cookie in declaration.cookies if cookie.provider))
    said = _claims_of_section(read(text), rows, providers)
    prose = [_claim(named, text, document_sha256) for named in said]
    declared = [_cookie_claim(cookie, text, document_sha256) for cookie in declaration.cookies]
    return tuple(_distinct(sorted([*prose, *declared], key=_place)))


def _headings(text: DocumentText) -> set[int]:
    """Return where headings begin, and lines that head what follows by a kind of cookies ("Functional cookies")."""
    marked = {block.start for block in text.blocks if block.kind is BlockKind.HEADING}
    lines = (line for reading in read(text) for line in reading.headings if line.kind is BlockKind.PARAGRAPH)
    return marked | {line.start for line in lines if line.has("cookie") and label_hits(line)}


@lru_cache(maxsize=_REMEMBERED)
def read(text: DocumentText) -> tuple[Reading, ...]:
    """Return every segment of a document as read, those of unknown languages left out."""
    spoken = _languages_of(text)
    segments = segment(text, spoken.abbreviations)
    names = site_names(text)
    readings: dict[int, Reading] = {}
    for index, part in enumerate(segments):
        code = spoken.of_block(part.block)
        if code != UNKNOWN:
            readings[index] = _read(part, index, text.text, code, readings, names)
    return tuple(readings.values())


def _read(
    part: Segment, index: int, document: str, code: str, readings: dict[int, Reading], names: frozenset[str]
) -> Reading:
    previous = readings.get(index - 1)
    if previous is not None and previous.segment.headings != part.headings and index - 1 not in part.headings:
        previous = None
    reading = Reading(
        segment=part,
        document=document,
        language=load_language(code),
        headings=tuple(readings[i] for i in part.headings if i in readings),
        lead_in=readings.get(part.lead_in) if part.lead_in is not None else None,
        previous=previous,
        site_names=names,
    )
    if previous is not None:
        previous.following = reading
    return reading


@lru_cache(maxsize=_REMEMBERED)
def _languages_of(text: DocumentText) -> _Languages:
    return _Languages(text)


class _Languages:
    """The language of each block, told once."""

    def __init__(self, text: DocumentText) -> None:
        self._text = text
        self._document = document_language(text.text, text.language)
        self._known: dict[int, str] = {}

    def of_block(self, index: int) -> str:
        """Return the language of block `index`."""
        if index not in self._known:
            block = self._text.blocks[index]
            self._known[index] = block_language(self._text.text[block.start : block.end], self._document)
        return self._known[index]

    def abbreviations(self, index: int) -> frozenset[str]:
        """Return the abbreviations of block `index`'s language."""
        code = self.of_block(index)
        return load_language(code).abbreviations if code != UNKNOWN else frozenset()


def _claims(reading: Reading) -> Iterator[_Named]:
    here = set(reading.hits)
    heading = reading.nearest_heading
    if reading.vendors or (heading is not None and heading.vendors):
        here.add("vendor")
    if reading.lead_in is not None:
        here.add("item")
    for claim_type in claim_types():
        if not claim_type.triggers.isdisjoint(here):
            for item in claim_type.find(reading):
                params, about = narrowed(claim_type.name, item.params, reading)
                yield _Named(claim_type.name, replace(item, params=params), about)


class _Ranges:
    """Ranges of a text, sorted, to look a place up in."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def meet(self, start: int, end: int) -> bool:
        """Tell whether one of the ranges overlaps `start`–`end`."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and start < self._ends[index]


def _joined(ranges: Iterable[tuple[int, int]], headings: Sequence[int]) -> list[tuple[int, int]]:
    """Return the ranges sorted, near neighbours joined: between two rows of cookies stands nothing but their fields.

    Where one of the `headings` (their starts, in order) stands between, a new table begins and prose may lead it in.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        parted = joined and bisect_left(headings, joined[-1][1]) < bisect_left(headings, start)
        if joined and start - joined[-1][1] <= _BETWEEN_ROWS and not parted:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cookie_claim(cookie: DeclaredCookie, text: DocumentText, document_sha256: str) -> Claim:
    params = {name: value for name in _COOKIE_PARAMS if (value := getattr(cookie, name)) is not None}
    return Claim(
        type="cookie",
        params=params,
        quote=text.text[cookie.start : cookie.end],
        document_sha256=document_sha256,
        start=cookie.start,
        end=cookie.end,
        language=cookie.language,
        fired=cookie.fired,
    )


def _claim(named: _Named, text: DocumentText, document_sha256: str) -> Claim:
    item = named.found
    return Claim(
        type=named.type,
        params=dict(item.params),
        quote=text.text[item.start : item.end],
        document_sha256=document_sha256,
        start=item.start,
        end=item.end,
        language=item.language,
        hedged=item.hedged,
        about=named.about,
        fired=item.fired,
    )


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return claim.start, claim.end, claim.type, repr(sorted(claim.params.items(), key=lambda pair: pair[0]))


def _distinct(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Drop what was found twice at one place."""
    seen: set[tuple[int, int, str, str]] = set()
    for claim in claims:
        if _place(claim) not in seen:
            seen.add(_place(claim))
            yield claim


def _claims_of_section(readings: Sequence[Reading], rows: _Ranges, providers: _Ranges) -> Iterator[_Named]:
    """Yield the claims of all readings; one that a section repeats of the same type and params only once.

    `rows` are the places that were read as rows of a list of cookies: there only what a row says beside its cookie
    is a claim. `providers` are the rows that name their cookie's provider: that is said with the cookie.
    """
    said: set[tuple[tuple[int, ...], str, str]] = set()
    for reading in readings:
        in_row = rows.meet(reading.start, reading.end) and not _is_prose(reading)
        known = in_row and providers.meet(reading.start, reading.end)
        for named in _of_row(_claims(reading)) if in_row else _claims(reading):
            if known and named.type == "service":
                continue
            what = repr(sorted(named.found.params.items(), key=str))
            section = () if named.type in _ONCE_A_DOCUMENT else reading.segment.headings
            keys = ((section, named.type, what), ((), named.type, what))
            in_list = in_row and named.type in _ONCE_A_SECTION
            if keys[in_list] in said and (in_list or (not in_row and _says_nothing_new(named, reading))):
                continue
            said.update(keys)
            yield named


def _is_prose(reading: Reading) -> bool:
    """Tell whether it is a sentence that says who uses cookies, and names one in brackets: "X sets cookies (`_x`)"."""
    verb = reading.first("use", "set")
    bracket = next((index for index, word in enumerate(reading.words) if word.text == "("), 0)
    if reading.kind is not BlockKind.PARAGRAPH or verb is None or not 0 < verb.last < bracket or not reading.vendors:
        return False
    return reading.vendors[0].first <= _OPENING and any(
        verb.last < hit.first < bracket for hit in reading.all("cookie")
    )


def _of_row(claims: Iterable[_Named]) -> Iterator[_Named]:
    """Yield what a row says beside its cookie: one service (its provider), not all that its purpose mentions."""
    types: set[str] = set()
    for named in claims:
        if named.type in _IN_ROWS and not (named.type == "service" and named.type in types):
            types.add(named.type)
            yield named


def _says_nothing_new(named: _Named, reading: Reading) -> bool:
    """Tell whether a repeated claim only goes on about the first ("They also help us …")."""
    if named.type == "category":
        return reading.lead_in is None and (not names_cookies(reading) or _goes_on(reading))
    return named.type in _ONCE_A_SECTION or named.type in _ONCE_A_DOCUMENT


def _goes_on(reading: Reading) -> bool:
    """Tell whether the sentence speaks of cookies just spoken of: "these cookies …", or a name without a purpose."""
    own = reading.all("this_site")  # "on this site we use cookies to …" goes on about nothing
    these = next((hit for hit in reading.all("these") if not overlaps(hit, own)), None)
    return (these is not None and these.first <= 1) or not reading.has(*PURPOSES)
