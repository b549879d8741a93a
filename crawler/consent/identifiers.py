"""What the words of a stored name or value say about an answer: `alles`, `nodvandig`, `only_essential`. Pure.

Sites store an answer in words of their own language, mostly without accents. The words are those of
`crawler/languages`, as for controls.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from crawler.consent.grammar import Grammar
from crawler.evidence.model import ControlRole
from crawler.languages import Span, languages, tokens
from crawler.languages.index import WordIndex

MAX_IDENTIFIER = 60
"""Characters; longer values are no words."""

WEIGHTLESS = frozenset({"filler", "no", "cookie", "consent", "selection", "settings"})
NOT_SAID = ("age", "data", "purpose", "back")
"""Concepts that no record's name or value carries."""
LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхъыьэієїґ", "abvgdeziyklmnoprstufhayyeieig", strict=True)),
        **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya", "ё": "e"},
        **dict(zip("αβγδεζηικλμνξοπρσςτυφχω", "avgdeziiklmnxoprsstyfxo", strict=True)),
        **{"θ": "th", "ψ": "ps"},
    }
)
"""Cyrillic and Greek letters as sites write them in identifiers, where nearly all write Latin ones."""
NOTHING = (frozenset({"negation"}), frozenset({"only"}), frozenset({"negation", "only"}))


@lru_cache(maxsize=4096)
def says_yes(text: str) -> bool | None:
    """Return True when the words accept everything, False when they refuse or keep to what is needed.

    None: they say neither, or languages disagree about them.
    """
    words = [_plain(word) for word in tokens(split_words(text[:MAX_IDENTIFIER]))]
    if not words or len(text) > MAX_IDENTIFIER:
        return None
    spans = _index().find(words)
    codes = sorted({span.language for span in spans})
    readings = {_read([span for span in spans if span.language == code], words) for code in codes}
    answers = readings - {None}
    return answers.pop() if len(answers) == 1 else None


def split_words(name: str) -> str:
    """Part an identifier into words: `cookieConsent_given` → `cookie Consent given`."""
    return re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])|[_\-.:/]", " ", name)


def _read(spans: list[Span], words: list[str]) -> bool | None:
    """Read identifiers in one language that knows all of their words."""
    understood = {position for span in spans for position in range(span.start, span.end)}
    if any(position not in understood and not word.isdigit() for position, word in enumerate(words)):
        return None
    concepts = frozenset(span.concept for span in spans) - WEIGHTLESS
    if concepts == {"all"}:
        return True
    if concepts in NOTHING:
        return False
    return {ControlRole.ACCEPT: True, ControlRole.REJECT: False}.get(Grammar(spans, 0, about_cookies=True).role())


def _plain(word: str) -> str:
    """Return a word without its accents."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace("ø", "o").replace("ł", "l")


def _spellings(pattern: str) -> Iterator[str]:
    """Yield a pattern without accents, and in Latin letters where it has others: `όχι` → `οχι`, `oxi`, `ochi`."""
    plain = _plain(pattern)
    latin = plain.translate(LATIN)
    yield plain
    if latin != plain:
        yield latin
    if "χ" in plain:
        yield plain.replace("χ", "ch").translate(LATIN)


@cache
def _index() -> WordIndex:
    """Return the index over the control words of all languages, without accents."""
    return WordIndex(
        (code, concept, spelling)
        for code, language in languages().items()
        for concept, patterns in [*language.controls.items(), *language.banner.items()]
        if concept not in NOT_SAID
        for pattern in patterns
        for spelling in _spellings(pattern)
    )
