"""Vendors and services named in a text, each under one canonical name however it is written.

The names are those of `audits/knowledge/vendors.toml`; a declension ending ("Googles", "Facebookin") makes no other
name. A name that is also a common word counts only as it is spelled there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from audits.claims.patterns import Hit, PatternIndex
from audits.claims.words import Word, split_words
from audits.knowledge.vendors import vendors

_INFLECTED_FROM = 5
"""Names whose last word is shorter than this many letters are matched exactly: they begin too many other words."""
_LOWER_CASE_FROM = 6
"""Names of at most this many letters are common words too often to count when written in lower case."""
_ENDING = 4
"""Longest declension ending, in letters."""


@dataclass(frozen=True, slots=True)
class VendorHit:
    """A vendor's name in a text."""

    vendor: str
    """Canonical name."""
    first: int
    last: int
    start: int
    end: int
    category: str
    """What the vendor is for: a key of the knowledge tables' categories."""


def find_vendors(document: str, words: Sequence[Word]) -> tuple[VendorHit, ...]:
    """Return the vendors named among `words` of `document`, in order; of overlapping names only the longest."""
    hits = [hit for hit in _index().find(words) if _is_name(document, words, hit)]
    hits.sort(key=lambda hit: (hit.first - hit.last, hit.first, hit.concept))
    taken: set[int] = set()
    found = []
    for hit in hits:
        span = set(range(hit.first, hit.last + 1))
        if span.isdisjoint(taken):
            taken |= span
            category = vendors()[hit.concept].category
            found.append(VendorHit(hit.concept, hit.first, hit.last, hit.start, hit.end, category))
    return tuple(sorted(found, key=lambda hit: hit.first))


def _is_name(document: str, words: Sequence[Word], hit: Hit) -> bool:
    name = hit.pattern.rstrip("*").replace("* s?", "")
    if len(words[hit.last].text) - _last_word_length(name) > _ENDING:
        return False
    if len(words[hit.first].text) - len(name.split()[0]) > _ENDING:
        return False
    fact = vendors()[hit.concept]
    written = document[hit.start : hit.end]
    if fact.case_sensitive and name.casefold() == fact.name.casefold():
        return written.startswith(fact.name)
    if name.isupper() and len(name) <= 4:
        return written == name
    one_word = hit.first == hit.last or not any(letter.isspace() for letter in written)
    return written != written.lower() or (one_word and len(name) > _LOWER_CASE_FROM)


@cache
def _last_word_length(name: str) -> int:
    return len(split_words(name)[-1].text)


@cache
def _index() -> PatternIndex:
    return PatternIndex({name: _patterns((name, *fact.aliases)) for name, fact in vendors().items()})


def _patterns(names: Sequence[str]) -> list[str]:
    patterns = []
    for name in dict.fromkeys(names):
        words = [word.text for word in split_words(name.replace("*", " ").replace("?", " ").replace("|", " "))]
        words = [word for word in words if word[0].isalnum() or word[0] in "_."]
        words = words[:-1] if words and words[-1] == "." else words
        if words:
            plain = name if len(words) == 1 and name.isalnum() else _owned(words)
            inflected = _INFLECTED_FROM - (len(words) > 1)
            patterns.append(plain + ("*" if len(words[-1]) >= inflected and words[-1][-1].isalpha() else ""))
    return patterns


def _owned(words: Sequence[str]) -> str:
    """Return a row of words whose first may stand in the genitive: "Googles Analytics", "Facebook's pixel"."""
    first, *rest = words
    if rest and len(first) >= _INFLECTED_FROM and first.isalpha() and rest[0] != ".":
        first += "* s?"
    return " ".join((first, *rest))
