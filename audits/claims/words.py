"""Text → words: the one tokeniser that language files and policies go through alike.

Words keep their offsets in the document. Hyphens, slashes, quotes and markup characters separate words and leave
no trace, so that "third-party", "third party" and "third‑party" are read alike; punctuation that ends a clause is
kept as a token of its own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"(?:https?://|www\.)[^\s<>()\"]+|[\w\u0300-\u036f{_INVISIBLE}]+|[.,;:!?()…]|[–—](?=\s)")
_STRIP = re.compile(f"[{_INVISIBLE}]")
_CEDILLAS = str.maketrans("şţ", "șț")
"""Romanian letters as older fonts and keyboards write them."""


class Word(NamedTuple):
    """A word or a mark of punctuation, with its place in the document text."""

    text: str
    """Case-folded, composed, without soft hyphens and zero-width characters."""
    start: int
    end: int
    is_mark: bool = False


def fold(text: str) -> str:
    """Return `text` in the form that words are compared in."""
    return unicodedata.normalize("NFC", _STRIP.sub("", text)).casefold().translate(_CEDILLAS)


def without_marks(text: str) -> str:
    """Return folded `text` without accents, as haste ("sa" for "să") and Greek capitals write it."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def folded_words(text: str) -> list[str]:
    """Return the words and marks of a text as they are compared, without their places: a third of the work."""
    return [raw.casefold() if raw.isascii() else fold(raw) for raw in _WORD.findall(text)]


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Return the words and punctuation marks of `text[start:end]`, in order, offsets counted from `text`'s start."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        folded = raw.casefold() if raw.isascii() else fold(raw)
        if folded:
            is_mark = not (folded[0].isalnum() or folded[0] == "_") and len(folded) == 1
            found.append(Word(folded, match.start(), match.end(), is_mark))
    return tuple(found)
