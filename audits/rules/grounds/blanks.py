"""Blanks of a template that nobody filled in: "[Your Website URL]", "{{ site.title }}", "XXX", "lorem ipsum"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audits.rules.grounds.words import BLANK, label_has
from crawler.evidence.text import Block, BlockKind, DocumentText

_SCANNED = 400_000
_MOST = 200
"""Blanks of a document that are looked at."""
_MOST_WORDS = 6
_AROUND = 90
"""Characters shown on each side of a blank."""

_BRACKETS = re.compile(r"(?<![\w\]!\\])\[([^\[\]\n]{2,60})\](?![(\[:\w])")
_BRACES = re.compile(r"\{\{[ \w.|'\"-]{2,60}\}\}")
_SHOUTED = re.compile(r"[^\W\d_]{3,}(?:[ _-][^\W\d_]{2,})+")
"""Two words or more, all in capitals: "COMPANY NAME"."""
_SHORTCODE = re.compile(r"[a-z]+(?:[_-][a-z]+)+")
_CROSSES = re.compile(r"(?<![\w./:@=?&%#-])(?:X{3,}|\+?\d[\d -]{0,12}-X{3,}(?:-X{3,})*)(?![\w./:@=?&%#-])")
_SAMPLES = re.compile(
    r"lorem ipsum|(?<![\w.])(?:www\.)?(?:your|my)-?(?:domain|website|site|company)\.(?:com|org|net|eu)(?!\w)"
    r"|\bmuster(?:mann|firma|stra(?:ß|ss)e|stadt)\b",
    re.IGNORECASE,
)
_HIDDEN_ADDRESS = "protected"
"""What Cloudflare puts for an e-mail address: "[email protected]"."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank, and the words it stands in."""

    words: str
    """The blank itself, exactly as it stands at `start`."""
    quote: str
    """The text around it, exactly as it stands."""
    start: int
    firm: bool
    """False where a script may fill it in after the page has loaded."""


def blanks_in(text: DocumentText) -> tuple[Blank, ...]:
    """Return the blanks of a document that were never filled in, in reading order."""
    found: list[Blank] = []
    for block in text.blocks:
        if block.start > _SCANNED or len(found) >= _MOST:
            break
        if block.kind is not BlockKind.CODE:
            found += (_blank(text.text, block, start, end, firm) for start, end, firm in _places(text.text, block))
    return tuple(found)


def _places(text: str, block: Block) -> Iterator[tuple[int, int, bool]]:
    end = min(block.end, _SCANNED)
    places = [(m.start(), m.end(), True) for m in _SAMPLES.finditer(text, block.start, end)]
    places += [(m.start(), m.end(), False) for m in _BRACES.finditer(text, block.start, end)]
    if block.kind is not BlockKind.CELL:  # a table of cookies holds names like "_ga_[id]" and "XXX"
        places += [(m.start(), m.end(), True) for m in _CROSSES.finditer(text, block.start, end)]
        places += [
            (m.start(), m.end(), True)
            for m in _BRACKETS.finditer(text, block.start, end)
            if _asks(m[1]) and not _is_label(block, m.start(), m.end())
        ]
    yield from sorted(places)


def _asks(content: str) -> bool:
    """Tell whether what stands in brackets asks to be filled in, or is the name of a part that did not appear."""
    if len(content.split()) > _MOST_WORDS or any(mark in content for mark in ",;@"):
        return False
    if _HIDDEN_ADDRESS in content:
        return False
    shouted = content.isupper() and _SHOUTED.fullmatch(content.strip())
    code = "_" in content and _SHORTCODE.fullmatch(content)
    return bool(shouted or code or label_has(content, BLANK))


def _is_label(block: Block, start: int, end: int) -> bool:
    """Tell whether the brackets are a link's, or a lone word's that makes a line of its own ("[Website]")."""
    if any(link.start < end and start < link.end for link in block.links):
        return True
    return end - start == block.end - block.start and end - start < 12


def _blank(text: str, block: Block, start: int, end: int, firm: bool) -> Blank:
    low, high = max(block.start, start - _AROUND), min(block.end, end + _AROUND)
    if low > block.start:
        low = min(start, text.find(" ", low, start) + 1 or start)
    if high < block.end:
        high = max(end, text.rfind(" ", end, high))
    return Blank(text[start:end], text[low:high], start, firm)
