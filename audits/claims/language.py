"""Which language a block of a policy is in.

Function words decide where they are plain; where they are not, letters that only one language has, and lingua, which
knows no Maltese, are asked. Lingua is loaded when first needed (it costs memory and a second) and knows only the
languages that have a file: a text in any other language is unknown (`und`), never read as if it were one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from audits.claims.languages import UNKNOWN, known_languages, load_language
from audits.claims.words import folded_words

_SAMPLE = 6_000
"""Characters of a document that are looked at to find its own language."""
_SHORT = 60
"""Blocks shorter than this (characters) take the language of their document."""
_PLAIN_SHARE = 0.2
"""Share of function words in running text from which no further proof is needed."""
_FEW_WORDS = 8
_SHORT_SHARE = 0.3
"""The same for text of fewer than `_FEW_WORDS` words."""
_LEAD = 1.6
"""How many times more function words than the runner-up: nearer relatives are left to lingua."""
_OWN_LETTERS = 0.15
"""Share of words with a letter that only one language has, from which they are its words and not borrowed names."""
_CERTAIN = 0.45
"""Probability below which lingua's answer is not taken."""
_CONVINCED = 0.75
"""The same for a block to be read in another language than its document."""
_KIN = (frozenset({"da", "nb", "nn"}), frozenset({"hr", "sl"}), frozenset({"cs", "sk"}))
"""Languages so near that a block takes its document's rather than the other on a word or two."""
_OWN_WORDS = 2
"""Function words of its own that a block must show to be read in another language than its document."""
_OWN_WORDS_OF_KIN = 3
_MANY_WORDS = 12
"""Words from which a block can be in a language that has no file."""


def document_language(text: str, declared: str | None = None) -> str:
    """Return the main language of a document: a known code, or `und`.

    `declared` is what the markup says (BCP 47); it only decides when the words leave the question open.
    """
    sample = text[:_SAMPLE] if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[len(text) // 2 :][:_SAMPLE]
    code = (declared or "").casefold().split("-")[0]
    code = {"no": "nb"}.get(code, code)
    found = _by_words(sample)
    if found:
        return found
    found = _by_lingua(sample)
    if found:
        return code if _are_kin(found, code) else found
    return code if code in known_languages() and len(text) < _SHORT else UNKNOWN


def block_language(text: str, document: str) -> str:
    """Return the language of one block of a document whose main language is `document`."""
    if len(text) < _SHORT:
        return document
    words = _plain_words(text[:_SAMPLE])
    if len(words) < _FEW_WORDS:
        return document
    if document != UNKNOWN and _share(words, document) >= _PLAIN_SHARE and _best(words) == document:
        return document
    certain = _CERTAIN if document == UNKNOWN else _CONVINCED
    found = _by_words(text[:_SAMPLE]) or _by_lingua(text[:_SAMPLE], certain)
    return found if found and _is_shown(words, found, document) else document


def _is_shown(words: Sequence[str], found: str, document: str) -> bool:
    """Tell whether words that only `found` has show that a block isn't in its document's language.

    A line of names ("Example Consulting AB · Stockholm") looks to lingua like any language.
    """
    if document in (UNKNOWN, found):
        return True
    if found == UNKNOWN:
        return len(words) >= _MANY_WORDS and _share(words, document) < _PLAIN_SHARE / 2
    own = load_language(found).function_words - load_language(document).function_words
    needed = _OWN_WORDS_OF_KIN if _are_kin(found, document) else _OWN_WORDS
    return sum(word in own for word in words) >= needed


def _are_kin(one: str, other: str) -> bool:
    return any(one in near and other in near for near in _KIN)


def _by_words(text: str) -> str | None:
    """Return the language whose function words clearly rule `text`; None when two are near or none rules."""
    words = _plain_words(text)
    if not words:
        return None
    shares = _shares(words)
    (first, share), *rest = sorted(shares.items(), key=lambda item: -item[1])
    second = rest[0][1] if rest else 0.0
    plain = _PLAIN_SHARE if len(words) >= _FEW_WORDS else _SHORT_SHARE
    return first if share >= plain and share >= _LEAD * second else None


def _best(words: Sequence[str]) -> str:
    shares = _shares(words)
    return max(known_languages(), key=lambda code: shares[code])


def _shares(words: Sequence[str]) -> dict[str, float]:
    """Return the share of function words of each language among `words`."""
    speakers = _speakers()
    counts = Counter(code for word in words for code in speakers.get(word, ()))
    return {code: counts[code] / len(words) for code in known_languages()}


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Return each function word with the languages it is one of."""
    speakers: dict[str, tuple[str, ...]] = {}
    for code in known_languages():
        for word in load_language(code).function_words:
            speakers[word] = (*speakers.get(word, ()), code)
    return speakers


def _by_letters(text: str) -> str | None:
    """Return the language whose own letters stand in many words of `text`; None when there is none."""
    words = _plain_words(text)
    for code in known_languages():
        own = load_language(code).own_letters
        if own and sum(not own.isdisjoint(word) for word in words) >= _OWN_LETTERS * max(len(words), _FEW_WORDS):
            return code
    return None


def _share(words: Sequence[str], code: str) -> float:
    known = load_language(code).function_words
    return sum(word in known for word in words) / len(words)


def _by_lingua(text: str, certain: float = _CERTAIN) -> str | None:
    """Return lingua's answer, `und` for a language without a file; None when it is less than `certain`.

    Where letters tell a language that lingua doesn't know, it isn't asked.
    """
    own = _by_letters(text[:2000])
    plain = " ".join(_plain_words(text[:2000]))
    if own or not plain:
        return own
    for value in _detector().compute_language_confidence_values(plain):
        code = str(value.language.iso_code_639_1.name).lower()
        if value.value < certain:
            return None
        return code if code in known_languages() else UNKNOWN
    return None


def _plain_words(text: str) -> list[str]:
    """Return the words of a text that can be of a language: no addresses, names of cookies, numbers."""
    return [word for word in folded_words(text) if word.replace("\u0307", "").isalpha()]


@cache
def _detector() -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # noqa: PLC0415 - heavy, and often not needed

    codes = [getattr(IsoCode639_1, code) for code in _neighbours(known_languages()) if hasattr(IsoCode639_1, code)]
    # Trigrams alone: a tenth of the memory and a twentieth of the start (36 MB against 333, 0.07 s against 1.7),
    # and blocks as short as need more are never asked about (_SHORT).
    return (
        LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().with_low_accuracy_mode().build()
    )


def _neighbours(codes: Iterable[str]) -> list[str]:
    """Known languages and the commonest others, so that a foreign text has somewhere else to go."""
    others = ("en", "de", "fr", "es", "it", "pt", "pl", "ru", "tr", "nn", "da", "fi")
    return sorted({code.upper() for code in (*codes, *others)})
