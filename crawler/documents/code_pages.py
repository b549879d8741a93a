"""Which of the one-byte encodings a page is in, told by its letters: what pages say of it themselves is often wrong.

A byte above 0x7F means another letter in each encoding. In the right one nearly all of them are letters of one
language's alphabet; in a wrong one Polish has "³" and "¹" in its words, and Czech "ø".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_SAMPLE_BYTES = 400_000
_LEAST_LETTERS = 6
"""With fewer letters beyond ASCII than this, what the page says stands."""
_SURE = 0.97
"""Share of those letters that must belong to the alphabet; the rest are foreign names."""
_BETTER = 0.05
"""By how much an encoding must beat the one that the page names."""
_MARKS = frozenset("\xa0–—‘’‚“”„«»‹›…•·§©®™°€£±×¿¡ªº²³½¼¾†‰´¨")
"""Signs of texts in any language, which tell nothing."""
_TELLING = frozenset("¿¡ªº²³½¼¾±´¨†‰")
"""Those among them that other encodings have letters for: inside a word they tell against an encoding."""
_IN_WORD = re.compile(rb"(?<=[A-Za-z\x80-\xff])[\x80-\xff]|[\x80-\xff](?=[A-Za-z\x80-\xff])")
_MIXED = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")

_WESTERN, _CENTRAL = ("cp1252",), ("cp1250", "iso8859-2")
_BALTIC, _CYRILLIC, _GREEK = ("cp1257",), ("cp1251",), ("cp1253", "iso8859-7")
_ALPHABETS = {
    "sv": (_WESTERN, "åäöé"),
    "da": (_WESTERN, "æøåé"),
    "nb": (_WESTERN, "æøåéèòôó"),
    "fi": (_WESTERN, "äöåšž"),
    "is": (_WESTERN, "áðéíóúýþæö"),
    "de": (_WESTERN, "äöüß"),
    "nl": (_WESTERN, "éëïóöüèêá"),
    "fr": (_WESTERN, "àâçéèêëîïôûùüÿœæ"),
    "es": (_WESTERN, "áéíñóúü"),
    "pt": (_WESTERN, "áâãàçéêíóôõúü"),
    "it": (_WESTERN, "àèéìíîòóùú"),
    "en": (_WESTERN, "éèêïñ"),
    "ga": (_WESTERN, "áéíóú"),
    "et": (_WESTERN + _BALTIC, "äöõüšž"),
    "pl": (_CENTRAL, "ąćęłńóśźż"),
    "cs": (_CENTRAL, "áčďéěíňóřšťúůýž"),
    "sk": (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),
    "hu": (_CENTRAL, "áéíóöőúüű"),
    "sl": (_CENTRAL, "čšžćđ"),
    "ro": (_CENTRAL, "ăâîşţ"),
    "lv": (_BALTIC, "āčēģīķļņšūž"),
    "lt": (_BALTIC, "ąčęėįšųūž"),
    "bg": (_CYRILLIC, "абвгдежзийклмнопрстуфхцчшщъьюя"),
    "el": (_GREEK, "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"),
}
"""The letters beyond ASCII of a language's own words, and the encodings that its pages come in."""
_APART = frozenset(("bg", "el"))
"""Languages whose words have no ASCII letters in them."""


def code_page(raw: bytes, said: str) -> str:
    """Return the encoding that fits the letters of `raw`; `said`, which the page names, unless another fits better."""
    sample = raw[:_SAMPLE_BYTES]
    counts = Counter(match[0][0] for match in _IN_WORD.finditer(sample))
    if sum(counts.values()) < _LEAST_LETTERS:
        return said
    apart = len(_MIXED.findall(sample)) < 0.2 * sum(counts.values())
    fitting = [
        (_share(counts, encoding, language), encoding)
        for language, (encodings, _) in _ALPHABETS.items()
        if (language in _APART) is apart
        for encoding in encodings
    ]
    best, encoding = max(fitting, key=lambda each: each[0])
    own = max((share for share, each in fitting if each == _plain(said)), default=0.0)
    return encoding if best >= _SURE and best >= own + _BETTER else said


def _share(counts: Counter[int], encoding: str, language: str) -> float:
    """Return the share of the bytes in words that are letters of a language, signs of any language left out."""
    letters, marks = _bytes_of(encoding, language)
    told = sum(count for byte, count in counts.items() if byte not in marks)
    return sum(count for byte, count in counts.items() if byte in letters) / told if told else 0.0


@cache
def _bytes_of(encoding: str, language: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the bytes that are a language's letters in an encoding, and those that are signs."""
    signs = {byte: bytes((byte,)).decode(encoding, "replace") for byte in range(0x80, 0x100)}
    letters = _ALPHABETS[language][1]
    return (
        frozenset(byte for byte, sign in signs.items() if sign.lower() in letters),
        frozenset(byte for byte, sign in signs.items() if sign in _MARKS - _TELLING),
    )


def _plain(encoding: str) -> str:
    """Return the name by which an encoding stands in the table: browsers read Latin-1 as Windows-1252."""
    name = encoding.lower().replace("_", "-")
    if name in ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252"):
        return "cp1252"
    return name.replace("windows-", "cp").replace("iso-8859-", "iso8859-")
