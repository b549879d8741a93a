"""The pages of a print-out → one plain text: margins and running heads off, sentences whole over a page's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2
"""Lines at the top and at the foot of a page that may be a running head or a page number."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:\w+:/\S+ )?(?:[^\W\d]{1,12}\.? ?)?[-–]? ?\d{1,3}(?: ?(?:/|[^\W\d]{1,4}) ?\d{1,3})? ?[-–]?"
)
"""A page's last line that is only its number, maybe with an address before it: "Page 2 of 5", "- 3 -", "2/5"."""
_MAX_EDGE = 300
"""Characters of a line that can be a page's foot."""
_SENTENCE_ENDS = ".:;!?"
_BLANKS = re.compile(r"\n{3,}")


def joined_pages(pages: Sequence[str]) -> str:
    """Return the text of all pages; a page that ends in mid-sentence is joined to the next without a blank line."""
    split = [_dedented(page.splitlines()) for page in pages]
    running = _running(split)
    text = ""
    for page in split:
        body = "\n".join(_without_edges(page, running)).strip("\n")
        if not body.strip():
            continue
        text += ("\n" if _breaks_off(text, body) else "\n\n" if text else "") + body
    return _BLANKS.sub("\n\n", text)


def _dedented(lines: list[str]) -> list[str]:
    """Take the margin off: the indent that most lines have; a running head may stand further out."""
    lines = [line.rstrip() for line in lines]
    indents = Counter(len(line) - len(line.lstrip()) for line in lines if line.strip())
    many = [indent for indent, count in indents.items() if count >= max(indents.values()) / 4]
    margin = min(many, default=0)
    return [line[min(margin, len(line) - len(line.lstrip())) :] for line in lines]


def _edges(lines: list[str]) -> list[int]:
    """Return which lines of a page stand at its top or foot."""
    written = [index for index, line in enumerate(lines) if line.strip()]
    return sorted({*written[:_EDGE], *written[-_EDGE:]})


def _pattern(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()))


def _running(pages: Sequence[list[str]]) -> frozenset[str]:
    """Return the lines, numbers aside, that stand at the edge of at least two pages and of half of them."""
    counts = Counter(pattern for page in pages for pattern in {_pattern(page[index]) for index in _edges(page)})
    return frozenset(line for line, count in counts.items() if count >= max(2, len(pages) / 2))


def _without_edges(lines: list[str], running: frozenset[str]) -> list[str]:
    edges = _edges(lines)
    gone = {index for index in edges if _pattern(lines[index]) in running}
    if edges and len(lines[edges[-1]]) < _MAX_EDGE and _PAGE_NUMBER.fullmatch(" ".join(lines[edges[-1]].split())):
        gone.add(edges[-1])
    return [line for index, line in enumerate(lines) if index not in gone]


def _breaks_off(before: str, after: str) -> bool:
    last, first = before.rstrip()[-1:], after.lstrip()[:1]
    return bool(last) and last not in _SENTENCE_ENDS and first.islower()
