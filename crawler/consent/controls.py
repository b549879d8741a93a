"""What a banner's control does, read from its words: pure, in every language of `crawler/languages`.

A text is read as concepts (accept, not, all, only, necessary, save …), whose combination gives the role: "accept
only necessary cookies" refuses, "accept selected" saves, "continue without accepting" refuses. Words that no
concept knows make a text something else: a control is only called consent when nearly all of it is understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.consent.grammar import Grammar
from crawler.evidence.model import ControlRole
from crawler.languages import Span, languages, tokens
from crawler.languages.accents import plain_variants, without_accents
from crawler.languages.index import WordIndex

MAX_WORDS = 16
"""Longer texts are sentences, not the words of a button."""


@dataclass(frozen=True, slots=True)
class ControlReading:
    """What a control's words mean."""

    role: ControlRole
    language: str | None = None
    """Language whose words gave the role; None when no language knew it."""
    concepts: frozenset[str] = frozenset()
    certainty: float = 0.0
    """Share of the words that the language understood, 0–1."""
    leaning: ControlRole = ControlRole.UNKNOWN
    """The role if the words that are not understood say nothing: for whoever knows what the control stands on."""
    entire: bool = False
    """One phrase explains the whole text."""


ABOUT = ("cookie", "consent")
"""Concepts of a banner's sentences that its controls have too."""

LENDER = "en"
"""The language whose words stand in the banners of all others: "Consent-Einstellungen"."""

SHADES = frozenset({"thing", "view"})
"""Concepts that say more of words that others explain."""

WEIGHTLESS = frozenset({"filler", "thing", "view"})
UNANSWERING = frozenset({ControlRole.UNKNOWN, ControlRole.LINK})
CHOOSING = frozenset({ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SETTINGS, ControlRole.SAVE})

UNREAD = ControlReading(role=ControlRole.UNKNOWN)


def classify_control(text: str, languages: Sequence[str] | None = None) -> ControlRole:
    """Return the role that a control's words give it.

    `languages` are the codes to prefer when several read the text (the page's own first); None: no preference.
    """
    return read_control(text, tuple(languages or ())).role


@lru_cache(maxsize=4096)
def read_control(text: str, preferred: tuple[str, ...] = ()) -> ControlReading:
    """Return what a control's words mean in the language that understands most of them."""
    words = _named_last(_without_repetition(_without_icons(tokens(text))))
    if not words or len(words) > MAX_WORDS:
        return UNREAD
    reading = _best_reading(words, _index(), preferred)
    if reading.certainty == 1:
        return reading
    plain = _best_reading([without_accents(word) for word in words], _plain_index(), preferred)
    return plain if _explains_more(plain, reading) else reading


def _explains_more(plain: ControlReading, reading: ControlReading) -> bool:
    """Tell whether a text is better read as one without accents: "fara a accepta" is "fără a accepta", no consent."""
    if reading.role in UNANSWERING:
        return plain.role in CHOOSING and plain.certainty == 1
    return plain.certainty > reading.certainty


def _best_reading(words: list[str], index: WordIndex, preferred: tuple[str, ...]) -> ControlReading:
    """Return the reading of the language that understands most of these words."""
    spans = index.find(words)
    readings = [_read_in(code, _with_loanwords(code, spans, words), words) for code in _codes(spans)]
    known = [reading for reading in readings if reading.concepts - WEIGHTLESS]
    return max(known, key=lambda reading: _rank(reading, preferred), default=UNREAD)


def _without_icons(words: list[str]) -> list[str]:
    """Drop the names of icons ("done_all", drawn by a font), but keep a text that has nothing else."""
    return [word for word in words if "_" not in word.strip("_")] or words


def _without_repetition(words: list[str]) -> list[str]:
    """Drop the second half of a text that says itself twice (visible text and label)."""
    half = len(words) // 2
    return words[:half] if len(words) % 2 == 0 and half and words[:half] == words[half:] else words


def _named_last(words: list[str]) -> list[str]:
    """Return the words of the button that a long label names: "… does the same as the button Reject all"."""
    if not MAX_WORDS // 2 < len(words) <= 2 * MAX_WORDS:
        return words
    ends = [span.end for span in _index().find(words) if span.concept == "same"]
    return words[max(ends, default=0) :]


@cache
def _index() -> WordIndex:
    """Return the index over the control words of all languages."""
    return WordIndex(_patterns())


@cache
def _plain_index() -> WordIndex:
    """Return the index over the same words as they are written where accents are left out: capitals, old systems."""
    return WordIndex(
        (code, concept, variant) for code, concept, pattern in _patterns() for variant in plain_variants(pattern)
    )


def _patterns() -> Iterator[tuple[str, str, str]]:
    """Return language, concept and pattern of every control word."""
    for code, language in languages().items():
        for concept, patterns in [*language.controls.items(), *((name, language.banner[name]) for name in ABOUT)]:
            for pattern in patterns:
                yield code, concept, pattern


def _codes(spans: Iterable[Span]) -> list[str]:
    return sorted({span.language for span in spans})


def _with_loanwords(code: str, spans: Sequence[Span], words: Sequence[str]) -> list[Span]:
    """Return a language's spans, with those of English for words that the language itself doesn't know.

    Not where it knows nothing but words without weight: those are like words of other languages.
    """
    own = [span for span in spans if span.language == code]
    if code == LENDER or all(span.concept in WEIGHTLESS for span in own):
        return own
    known = {position for span in own if not span.loose for position in range(span.start, span.end)}
    lent = [
        span
        for span in spans
        if span.language == LENDER and known.isdisjoint(range(span.start, span.end)) and len(words[span.start]) >= 4
    ]
    return sorted([*own, *lent], key=lambda span: (span.start, span.end, span.concept))


def _rank(reading: ControlReading, preferred: tuple[str, ...]) -> tuple[float, bool, bool, bool, bool]:
    """Order the languages' readings: most understood, then as one phrase, a role, a preferred language, refusal.

    Between equally good readings the one that can't turn a refusal into consent wins.
    """
    return (
        round(reading.certainty + (0.15 if reading.language in preferred else 0), 3),
        reading.entire,
        reading.role is not ControlRole.UNKNOWN,
        reading.language == (preferred[0] if preferred else "en"),
        reading.role is not ControlRole.ACCEPT,
    )


def _read_in(code: str, spans: list[Span], words: Sequence[str]) -> ControlReading:
    """Read a text in one language."""
    explaining = [span for span in spans if not span.loose and span.concept not in SHADES]
    understood = {position for span in explaining for position in range(span.start, span.end)}
    unknown = sum(1 for position, word in enumerate(words) if position not in understood and not word.isdigit())
    concepts = frozenset(span.concept for span in spans)
    grammar = Grammar(spans, unknown)
    role = grammar.role()
    leaning = Grammar(spans, unknown, about_cookies=True).role()
    return ControlReading(
        role=role if grammar.is_sure(role) else ControlRole.UNKNOWN,
        language=code,
        concepts=concepts,
        certainty=1 - unknown / len(words),
        leaning=leaning,
        entire=any(span.end - span.start == len(words) > 1 for span in spans),
    )
