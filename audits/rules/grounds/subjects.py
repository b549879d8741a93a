"""What a document is the policy of, by its title: the whole site, or something narrower (an app, applicants)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from audits.claims.extraction import read
from audits.claims.language import document_language
from audits.claims.languages import UNKNOWN, load_language
from audits.claims.reading import Reading
from audits.inventory.site import host_of
from audits.model import Case, DocumentCase
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import site_of
from crawler.evidence.hosts import plain_host
from crawler.evidence.model import DocumentKind
from crawler.evidence.text import BlockKind, DocumentText

_TITLE_BLOCKS = 12
"""Blocks at a document's start among which its title stands."""
_TITLE_WORDS = 14
_POLICY_WORDS = ("cookie", "privacy", "policy", "personal_data")
_PLAIN_WORDS = (
    *_POLICY_WORDS,
    *("this_site", "website", "data", "visitor", "use", "processing", "similar", "tracking", "list_word"),
    *("list_points", "announces", "types_of", "tool", "your_choice", "consent", "choice", "updated"),
)
"""Concepts that a title may hold and yet narrow nothing down: "How we use cookies on this website"."""
_SHORTEST = 3
"""Letters that a word has at least to narrow a title down."""
_SMALL = 5
"""Letters that a word which the language's patterns hold ("how", "sulla") has at most to be taken for a small one."""
_APP = re.compile(r"app|apli|anwend|toepass|sovell|rakend|progra|lietot|εφαρμ|прилож|feidhm")
"""What the word for an app begins with: language files name it among the things that a site has."""


class Subject(StrEnum):
    """What a document is the policy of."""

    SITE = "site"
    """The whole site: its title names nothing else, or it is the consent manager's own list."""
    PERHAPS_NARROWER = "perhaps-narrower"
    """Its title holds other words besides: "Cookie policy of our app"."""
    UNKNOWN = "unknown"
    """It has no title that names a policy."""


@once
def subject_of(case: Case, document_sha256: str) -> Subject:
    """Return what a document is the policy of, by the digest of its raw bytes."""
    for document in case.documents:
        if document.document.sha256 == document_sha256:
            return _subject(case, document)
    return Subject.UNKNOWN


def same_place(case: Case, one: str, other: str) -> bool:
    """Tell whether two documents (digests) stand on one host and are in one language: for the same visitors."""
    first, second = _place(case, one), _place(case, other)
    return first is not None and first == second


def _place(case: Case, digest: str) -> tuple[str, str] | None:
    for each in case.documents:
        if each.document.sha256 == digest and each.text is not None:
            host = plain_host(host_of(each.document.final_url or each.document.url)).removeprefix("www.")
            return host, document_language(each.text.text, each.text.language)
    return None


def _subject(case: Case, document: DocumentCase) -> Subject:
    if document.document.kind is DocumentKind.CMP_DECLARATION:
        return Subject.SITE
    title = _title(document.text) if document.text is not None else None
    if title is None or not title.has(*_POLICY_WORDS):
        return Subject.UNKNOWN
    return Subject.PERHAPS_NARROWER if _narrowing(case, title) else Subject.SITE


def _title(text: DocumentText) -> Reading | None:
    """Return the document's first heading as read; None when it begins with none, or in an unknown language."""
    heading = next((block for block in text.blocks[:_TITLE_BLOCKS] if block.kind is BlockKind.HEADING), None)
    if heading is None or document_language(text.text, text.language) == UNKNOWN:
        return None
    found = [reading for reading in read(text) if heading.start <= reading.start < heading.end]
    return found[0] if len(found) == 1 and len(found[0].words) <= _TITLE_WORDS else None


def _narrowing(case: Case, title: Reading) -> list[str]:
    """Return the words of a title that may narrow it down: no policy words, no small words, not the site's name."""
    plain = {index for hit in title.all(*_PLAIN_WORDS) for index in range(hit.first, hit.last + 1)}
    own = {domain.split(".")[0] for domain in site_of(case).domains} | set(title.site_names)
    small = _small_words(title.language.code)
    narrowing = []
    for index, word in enumerate(title.words):
        known = index in plain or word.text in small or len(word.text) < _SHORTEST or not word.text.isalpha()
        named = any(word.text in name or name in word.text for name in own)
        if _APP.match(word.text) or not (known or named):
            narrowing.append(word.text)
    return narrowing


@cache
def _small_words(code: str) -> frozenset[str]:
    """Return a language's commonest words, and the short ones among the words of its patterns of several words."""
    language = load_language(code)
    rows = (pattern for patterns in language.concepts.values() for pattern in patterns if " " in pattern)
    words = (word for row in rows for element in row.split() for word in element.strip("?").split("|"))
    return language.function_words | {word for word in words if len(word) <= _SMALL and word.isalpha()}
