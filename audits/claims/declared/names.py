"""What looks like the name of a cookie or storage key.

Three grades: STRONG is a shape that nothing but a technical name has (`_ga`, `rc::a`, `hj*`, `haveSeenPopUp`), MEDIUM
one that brands and abbreviations share (`NID`, `YouTube`, `csrf-token`), WEAK a plain word (`session`). How much is
needed depends on where it stands.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

_CHARACTERS = r"[\w.\-:*#%@/!$~|&?+=\[\]()…]"
_PLACEHOLDER = r"\{[^{}<>\n]{0,40}\}|<[^<>{}\n]{0,40}>|\[[^\[\]\n]{1,40}\]|\(\w{1,20}\)"
_NAME = re.compile(rf"(?:{_PLACEHOLDER}|{_CHARACTERS}){{1,120}}")
_SEPARATOR = re.compile(
    r"\s*(?:[,;\n]|\s[/|+&•·–—-]\s|(?<=\S)/(?=[_A-Z]\w*_)|\s(?:and|och|og|en|und|et|ja|y|e|i|or|eller|of|oder|ou|tai|samt)\s)\s*"
)
_QUOTES = " \t\n`'\"“”„«»‘’*:;,•·–—→›"
_NOT_NAMES = re.compile(
    r"https?:|www\.|@\w+\.|^\d[\d.,/\-: ]*$|^[\W\d_]+$|\.(?:html?|php|pdf|aspx?)$|^\(|"
    r"^(?:(?:local|session)storage|indexeddb|javascript|n/?a|etc\.?|m\.?m\.?|e\.?g\.?|i\.?e\.?)$",
    re.I,
)
_NOTE = re.compile(r"\s+[(\[–—-].*$|\s*\((?![\w-]{1,12}\)\S)[^()]*\)$", re.S)
_LETTERS = re.compile(r"[^\W\d_]")
_DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|eu|[a-z]{2})$")
_MAX_NAME = 120
_MAX_CELL = 2_000
"""Characters of a cell that are looked at for names."""
_MAX_NAMES = 60


class Shape(IntEnum):
    """How much a text looks like a technical name by itself."""

    NONE = 0
    WEAK = 1
    MEDIUM = 2
    STRONG = 3


def shape(text: str) -> Shape:
    """Grade a text as a name."""
    return _shape(text) if 1 <= len(text) <= _MAX_NAME else Shape.NONE


@lru_cache(maxsize=1024)
def _shape(text: str) -> Shape:
    if _NOT_NAMES.search(text) or not _NAME.fullmatch(text):
        return Shape.NONE
    core = re.sub(r"[{<\[][^{}<>\[\]]*[}>\]]", "", text)
    if not _LETTERS.search(core) or text.count("(") != text.count(")"):
        return Shape.NONE
    if (
        "_" in core
        or "::" in core
        or (re.search(r"\w[*#.]|[*#]\w", core[:-1] if core[:1].isupper() else core) and re.search("[*#]", core))
    ):
        return Shape.STRONG
    if re.fullmatch(r"(?:[A-Z]{1,6}|ASPX?)?SESS(?:ION)?_?ID\w{0,12}", core):
        return Shape.STRONG  # PHPSESSID, JSESSIONID
    if re.match(r"[a-z]{3,}\d*[A-Z]", core) or re.match(r"[a-z]+(?:-[a-z\d]+){2,}$", core):
        return Shape.STRONG
    if _DOMAIN.match(core):
        return Shape.WEAK
    if re.search(r"[a-z][A-Z]|[A-Z]{2}|\d[a-z]|[a-z]\d|\w[.\-]\w|^[.\-]", core):
        return Shape.MEDIUM
    return Shape.WEAK if "/" not in core or len(core) > 3 else Shape.NONE


def split_names(text: str, start: int = 0) -> list[tuple[str, int, int]]:
    """Split a cell or the head of an item into names with their places; a part that is no name gives none.

    `start` is where `text` begins in the document.
    """
    found: list[tuple[str, int, int]] = []
    position = 0
    text = text[:_MAX_CELL]
    for part_start, part_end in _parts(text):
        name, offset = _clean(text[part_start:part_end])
        if shape(name) is not Shape.NONE and len(found) < _MAX_NAMES:
            at = start + part_start + offset
            found.append((name, at, at + len(name)))
        elif " " in name and (several := _spaced(name)):
            at = part_start + offset
            for piece in several:
                at = text.index(piece, at)
                found.append((piece, start + at, start + at + len(piece)))
                at += len(piece)
        position = part_end
    return found[:_MAX_NAMES] if position else []


def _parts(text: str) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    position = 0
    for match in _SEPARATOR.finditer(text):
        if _open_brackets(text[position : match.start()]):
            continue
        parts.append((position, match.start()))
        position = match.end()
    parts.append((position, len(text)))
    return parts


def _open_brackets(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("()", "[]", "{}", "<>"))


def _clean(part: str) -> tuple[str, int]:
    """Strip quotes and a remark in brackets; return the name and how far into the part it begins."""
    stripped = _NOTE.sub("", part) if shape(part.strip(_QUOTES)) is Shape.NONE else part
    name = stripped.strip(_QUOTES.replace("*", "")).removesuffix(".").rstrip(_QUOTES.replace("*", ""))
    if name.startswith("**") or (name.startswith("*") and name.endswith("*") and name.count("*") == 2):
        name = name.strip("*")
    return name, part.find(name) if name else 0


def _spaced(text: str) -> list[str]:
    """Split on white space when every word is a technical name."""
    words = text.split()
    return words if 2 <= len(words) <= _MAX_NAMES and all(shape(word) is Shape.STRONG for word in words) else []
