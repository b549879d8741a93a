"""Blocks → segments: the sentences, list items, headings and table rows that claims are read from.

A segment knows what it stands under: the headings above it, and for a list item the lead-in over its list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crawler.evidence.text import Block, BlockKind, DocumentText, Link

_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s)|\n")
_LINE_BREAK_WIDTH = 60
"""A line shorter than this (characters) was broken on purpose; a longer one may just have been wrapped."""
_MAX_SEGMENT = 1_500
"""Characters after which a sentence is cut at the next space: no policy needs longer, hostile text has them."""
_INITIAL = re.compile(r"(?:^|[\s(.])\w\.$")
_IN_A_DATE = re.compile(r"\s?\d{1,2}\.\s\w{3,12}\.?\s(?:19|20)\d\d\b")
"""A day, a month and a year as German writes them ("12. März 2024"): the full stop ends no sentence."""
_SOFT_HEADING_WORDS = 9


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, item, heading or table row: `text[start:end]` of the document."""

    start: int
    end: int
    kind: BlockKind
    block: int
    """Index of its (first) block."""
    headings: tuple[int, ...]
    """Indices of the segments that head it, outermost first."""
    lead_in: int | None
    """Index of the segment that introduces the list, or names the definition, it belongs to."""
    links: tuple[Link, ...] = ()


def segment(text: DocumentText, abbreviations: Callable[[int], frozenset[str]]) -> tuple[Segment, ...]:
    """Return the segments of a document in reading order. `abbreviations(block index)` are its language's."""
    segments: list[Segment] = []
    trail = _Trail()
    for index, group in _groups(text.blocks):
        block = group[0]
        pieces: Sequence[tuple[int, int]]
        if block.kind is BlockKind.CELL:
            pieces = [(block.start, group[-1].end)]
        else:
            pieces = list(_sentences(text.text, block.start, block.end, abbreviations(index)))
        links = tuple(link for member in group for link in member.links)
        soft = _is_soft_heading(text.text, block, pieces)
        for position, (start, end) in enumerate(pieces):
            headings, lead_in = trail.place(block, soft, position, text.text[start:end])
            inside = tuple(link for link in links if link.start < end and link.end > start)
            segments.append(Segment(start, end, block.kind, index, headings, lead_in, inside))
            trail.passed(block, soft, len(segments) - 1, text.text[start:end])
    return tuple(segments)


class _Trail:
    """Where in the document we are: open headings and lead-ins."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, int]] = []
        self._soft: int | None = None
        self._before_list: int | None = None
        self._items: dict[int, int] = {}
        self._term: int | None = None
        self._list: int | None = None
        self._opened: int | None = None
        """A paragraph that ends in a colon, while what it opens goes on in paragraphs that begin in lower case."""

    def place(self, block: Block, soft: bool, position: int, text: str) -> tuple[tuple[int, ...], int | None]:
        """Return (headings, lead-in) of the next piece of `block`."""
        if block.kind is BlockKind.HEADING:
            while position == 0 and self._headings and self._headings[-1][0] >= (block.level or 6):
                self._headings.pop()
            return tuple(index for _, index in self._headings), None
        headings = tuple(index for _, index in self._headings)
        if self._soft is not None and not soft:
            headings += (self._soft,)
        if block.kind is BlockKind.LIST_ITEM:
            return headings, self._items.get(block.level - 1, self._before_list)
        if block.kind is BlockKind.DEFINITION:
            return headings, self._term
        return headings, self._opened if _goes_on(block, text) and position == 0 else None

    def passed(self, block: Block, soft: bool, index: int, text: str) -> None:
        """Note that segment `index` was passed."""
        if block.kind is BlockKind.HEADING:
            self._headings.append((block.level or 6, index))
            self._soft, self._before_list, self._items = None, index, {}
        elif block.kind is BlockKind.LIST_ITEM:
            if block.level == 0:
                self._items = {}
            self._items.setdefault(block.level, index)
        elif block.kind is BlockKind.TERM:
            self._term = index
        else:
            if soft:
                self._soft = index
            self._before_list, self._items = index, {}
            if not _goes_on(block, text):
                self._opened = index if block.kind is BlockKind.PARAGRAPH and text.endswith(":") else None


def _goes_on(block: Block, text: str) -> bool:
    """Tell whether a paragraph goes on with what one before it began: a list that has lost its bullets."""
    return block.kind is BlockKind.PARAGRAPH and text[:1].islower()


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Yield (index of the first block, blocks): the cells of one table row together, all else alone."""
    group: list[Block] = []
    first = 0
    for index, block in enumerate(blocks):
        same = group and block.kind is BlockKind.CELL and group[-1].kind is BlockKind.CELL
        if same and (block.table, block.row) == (group[-1].table, group[-1].row) and block.start >= group[-1].end:
            group.append(block)
            continue
        if group:
            yield first, group
        group, first = [block], index
    if group:
        yield first, group


def _sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence of `text[start:end]`, trimmed, none empty."""
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() < begin or not _ends_sentence(text, begin, match, end, abbreviations):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, mark: re.Match[str], end: int, abbreviations: frozenset[str]) -> bool:
    following = text[mark.end() : min(end, mark.end() + 40)].lstrip(" \t*_\"'“”«»(")
    if not following:
        return True
    if mark.group() == "\n":
        line = text[text.rfind("\n", begin, mark.start()) + 1 : mark.start()].strip()
        if not line:
            return True
        broken = len(line) < _LINE_BREAK_WIDTH or line[-1] in ".:!?;"
        return (broken and not following[0].islower()) or following[0] in "•◦▪·-–*"
    if _IN_A_DATE.match(text, max(begin, mark.start() - 2), min(end, mark.end() + 24)):
        return False
    word = text[max(begin, mark.start() - 15) : mark.end()].rsplit(maxsplit=1)[-1].casefold().strip("(\"'“”«»*_")
    if word in abbreviations or _INITIAL.search(word):
        return False
    asked = mark.group()[0] in "!?" and mark.group()[-1] not in ")]\"'”’»"  # (see “What is a cookie?”) and so on
    return not following[0].islower() or asked


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without white space at its ends, cut into pieces of bounded length."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _MAX_SEGMENT:
        cut = text.rfind(" ", start + 1, start + _MAX_SEGMENT)
        cut = cut if cut > start else start + _MAX_SEGMENT
        yield start, cut
        start = cut + (text[cut] == " ")
    if start < end:
        yield start, end


def _is_soft_heading(text: str, block: Block, pieces: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a paragraph is a heading in all but its markup: short, alone, without an end mark."""
    if block.kind is not BlockKind.PARAGRAPH or len(pieces) != 1:
        return False
    content = text[block.start : block.end].strip("*_ ")
    if content[:1].islower():
        return False
    return len(content.split()) <= _SOFT_HEADING_WORDS and not content.endswith((".", "!", ":", ";", ","))
