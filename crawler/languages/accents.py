"""Words as they are written where accents are left out: in capitals, in old systems and by those in a hurry."""

from __future__ import annotations

import unicodedata

LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ħ": "h", "ð": "d"})
"""Letters that Unicode doesn't take apart into a plain one and its accent."""

DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""Two letters that German and the Nordic languages write for one where it is missing."""

SHORTEST = 4
"""Letters of the shortest word that is known without its accents: "si", "är" and "på" are other words then."""


def without_accents(text: str) -> str:
    """Return folded `text` with plain letters for accented ones."""
    parts = unicodedata.normalize("NFD", text.translate(LETTERS))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def plain_variants(pattern: str) -> set[str]:
    """Return the ways in which a pattern's words are written without accents; none where a short word needs them."""
    words = pattern.split()
    if any(len(word.strip("*")) < SHORTEST and without_accents(word) != word for word in words):
        return set()
    return {without_accents(pattern), without_accents(pattern.translate(DIGRAPHS))}
