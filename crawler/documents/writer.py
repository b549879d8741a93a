"""The one place where text is normalised and offsets are made: lines go in, blocks with offsets come out.

Normal form: NFC; zero-width characters, soft hyphens, direction marks and control characters removed; every run of
white space one space; blocks separated by one line feed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from crawler.documents.listing import itemised
from crawler.evidence.text import Block, BlockKind, DocumentText, Link

MAX_CHARS = 2_000_000
"""Characters of text that a document may have."""
MAX_HREF = 2_000

_REMOVED = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
    + list(range(0xD800, 0xE000))
)
_WRAPPED_LINE = 40
"""A line at least this long may have been broken in mid-sentence."""


@dataclass(slots=True)
class Line:
    """A line being collected: its pieces with white space folded, and the links in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    space: bool = False
    """White space was seen after the last piece."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    bold: int = 0
    """Characters of it set in bold type."""

    def add(self, text: str, *, bold: bool = False) -> None:
        """Append text, folding its white space; a word may go on in the next piece."""
        if not text.isprintable():
            text = text.translate(_REMOVED)
        folded = " ".join(text.split())
        if not folded:
            self.space = self.space or bool(text)
            return
        if self.length and (self.space or text[0].isspace()):
            self.pieces.append(" ")
            self.length += 1
        self.pieces.append(folded)
        self.length += len(folded)
        self.bold += len(folded) if bold else 0
        self.space = text[-1].isspace()

    @property
    def next_start(self) -> int:
        """Offset in the line at which the next word will begin, if white space comes before it."""
        return self.length + (1 if self.length and self.space else 0)


class TextWriter:
    """Collects blocks in reading order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._numbers = {"list": 0, "table": 0}
        self.truncated = False
        self.title: str | None = None
        self.language: str | None = None

    @property
    def full(self) -> bool:
        """No more text will be taken."""
        return self._length >= MAX_CHARS

    @property
    def length(self) -> int:
        """Characters written."""
        return self._length

    def restart(self) -> None:
        """Forget all that was written."""
        self._parts, self._length, self._blocks, self.truncated = [], 0, [], False

    def number(self, of: str) -> int:
        """Return the next free number of a `list` or `table`."""
        self._numbers[of] += 1
        return self._numbers[of]

    def add(self, template: Block, line: Line) -> None:
        """Append one block: `template` says what it is, `line` gives its text. An empty line gives no block."""
        raw = "".join(line.pieces)
        if not raw:
            return
        if self.full:
            self.truncated = True
            return
        text, links = _compose(raw, line.links)
        text = text.strip()
        if not text:
            return
        if len(text) > MAX_CHARS - self._length:
            text = text[: MAX_CHARS - self._length].rstrip()
            self.truncated = True
        self._append(template, text, links)

    def add_text(self, kind: BlockKind, text: str, *, level: int = 0, in_list: int | None = None) -> None:
        """Append one block of plain text."""
        line = Line()
        line.add(text)
        self.add(Block(kind=kind, start=0, end=0, level=level, list=in_list), line)

    def finish(self, *, title: str | None = None) -> DocumentText:
        """Return what was collected."""
        text = "".join(self._parts)
        return DocumentText(
            text=text,
            blocks=itemised(text, self._blocks),
            title=self.title or title,
            language=self.language,
            truncated=self.truncated,
        )

    def _append(self, template: Block, text: str, links: list[tuple[int, int, str]]) -> None:
        if not text:
            return
        if self._parts:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._blocks.append(
            Block(
                kind=template.kind,
                start=start,
                end=self._length,
                level=template.level,
                list=template.list,
                table=template.table,
                row=template.row,
                column=template.column,
                row_span=template.row_span,
                column_span=template.column_span,
                header=template.header,
                hidden=template.hidden,
                language=template.language,
                links=tuple(
                    Link(start=start + first, end=start + min(last, len(text)), href=href[:MAX_HREF])
                    for first, last, href in links
                    if first < min(last, len(text))
                ),
            )
        )


def join_lines(lines: list[Line]) -> list[Line]:
    """Join lines that were broken in mid-sentence."""
    joined: list[Line] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line):
            _extend(joined[-1], line)
        elif line.length:
            joined.append(line)
    return joined


def _goes_on(before: Line, line: Line) -> bool:
    if not line.length or before.length < _WRAPPED_LINE:
        return False
    last, first = before.pieces[-1][-1], line.pieces[0][0]
    return last not in ".:;!?" and first.islower() and "_" not in line.pieces[0].split(" ", 1)[0]


def _extend(before: Line, line: Line) -> None:
    shift = before.length + 1
    before.links += [(start + shift, end + shift, href) for start, end, href in line.links]
    before.pieces += [" ", *line.pieces]
    before.length = shift + line.length
    before.bold += line.bold


def _compose(raw: str, links: list[tuple[int, int, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """Bring the text into NFC and move the links' offsets along."""
    if unicodedata.is_normalized("NFC", raw):
        return raw, links
    if len(raw) > 50_000:
        return unicodedata.normalize("NFC", raw), []  # moving many links in so long a block would take quadratic time
    moved = [(_composed_length(raw[:start]), _composed_length(raw[:end]), href) for start, end, href in links[:200]]
    return unicodedata.normalize("NFC", raw), moved


def _composed_length(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))
