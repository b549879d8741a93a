"""Plain text → blocks: paragraphs by blank lines, bullets, headings, and rows set with pipes, tabs or quotes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from crawler.documents.writer import Line, TextWriter, join_lines
from crawler.evidence.text import Block, BlockKind

_BULLET = re.compile(r"^([ \t]*)(?:[•●▪◦‣∙·■○➢✓*+–—-]|\(?\d{1,3}[.)]|\(?[a-z]\)|[o])[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"^([=\-*~^#+\"])\1{2,}[ \t]*$")
_PIPE_RULE = re.compile(r"^[\s|:+=-]+$")
_DIRECTIVE = re.compile(r"^\.\. [\w-]+::|^[ \t]+:(?!header)[\w-]+:")
_CSV_HEADER = re.compile(r"^[ \t]+:header(?:-rows)?:[ \t]*(?=\")")
_HEADING_CHARS = 80
_HEADING_WORDS = 12
_MAX_CELLS = 50
_WRAPPED_AT = 160
"""Text with a line longer than this (characters) isn't wrapped by hand: there each line is a paragraph of its own."""


def read_plain(source: str, writer: TextWriter) -> None:
    """Write the blocks of a plain text document."""
    wrapped = all(len(line) <= _WRAPPED_AT for line in source.splitlines())
    for group in _groups(source):
        if writer.full:
            writer.truncated = True
            return
        rows = _rows(group)
        if rows:
            _write_table(rows, writer)
        elif wrapped:
            _write_group(group, writer)
        else:
            _write_unwrapped(group, writer)


def _groups(source: str) -> Iterator[list[str]]:
    """Yield runs of lines between blank lines; a line that underlines the one before is a blank line."""
    group: list[str] = []
    for line in re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", source):
        if _UNDERLINE.match(line) or not line.strip() or _DIRECTIVE.match(line):
            if group:
                yield group
            group = []
            continue
        group.append(line)
    if group:
        yield group


def _rows(group: list[str]) -> list[tuple[bool, list[str]]]:
    """Return the cells of each line, with whether it is a header, when all lines are rows of a table; else nothing."""
    for split in (_pipe_cells, _tab_cells, _quoted_cells):
        rows = [cells for line in group if (cells := split(line)) is not None]
        if len(rows) == len(group) and any(len(cells) > 1 for cells in rows):
            ruled = any(_PIPE_RULE.match(line) for line in group)
            kept = [
                (bool(_CSV_HEADER.match(line)), cells) for line, cells in zip(group, rows, strict=True) if any(cells)
            ]
            return [(header or (ruled and index == 0), cells) for index, (header, cells) in enumerate(kept)]
    return []


def _pipe_cells(line: str) -> list[str] | None:
    if "|" not in line:
        return [] if _PIPE_RULE.match(line) else None
    if _PIPE_RULE.match(line):
        return []
    return [cell.strip() for cell in line.strip().strip("|").split("|")][:_MAX_CELLS]


def _tab_cells(line: str) -> list[str] | None:
    cells = [cell.strip() for cell in re.split(r"\t+", line.strip())]
    return cells[:_MAX_CELLS] if len(cells) > 1 else None


def _quoted_cells(line: str) -> list[str] | None:
    text = _CSV_HEADER.sub("", line).strip()
    if not text.startswith('"'):
        return None
    try:
        cells = next(csv.reader([text[:20_000]], skipinitialspace=True), [])
    except csv.Error:
        return None
    return [cell.strip() for cell in cells][:_MAX_CELLS] if len(cells) > 1 else None


def _write_table(rows: list[tuple[bool, list[str]]], writer: TextWriter) -> None:
    number = writer.number("table")
    for index, (header, cells) in enumerate(rows):
        for column, cell in enumerate(cells):
            line = Line()
            line.add(cell)
            writer.add(
                Block(kind=BlockKind.CELL, start=0, end=0, table=number, row=index, column=column, header=header), line
            )


def _write_group(group: list[str], writer: TextWriter) -> None:
    """Write a paragraph, its first line as a heading where it looks like one, its bullets as list items."""
    if len(group) == 1 and _is_heading(group[0]):
        writer.add_text(BlockKind.HEADING, group[0], level=2)
        return
    number: int | None = None
    indents: list[int] = []
    pending: list[Line] = []
    template = Block(kind=BlockKind.PARAGRAPH, start=0, end=0)
    for text in group:
        bullet = _BULLET.match(text)
        if bullet:
            _write_lines(pending, template, writer)
            pending = []
            number = number if number is not None else writer.number("list")
            level = _level(indents, len(bullet[1].expandtabs(4)))
            template = Block(kind=BlockKind.LIST_ITEM, start=0, end=0, list=number, level=level)
        line = Line()
        line.add(text[bullet.end() :] if bullet else text)
        pending.append(line)
    _write_lines(pending, template, writer)


def _write_unwrapped(group: list[str], writer: TextWriter) -> None:
    """Write lines that are paragraphs of their own: a line after an item's does not belong to the item."""
    run: list[str] = []
    for text in group:
        if _BULLET.match(text):
            run.append(text)
            continue
        if run:
            _write_group(run, writer)
            run = []
        _write_group([text], writer)
    if run:
        _write_group(run, writer)


def _write_lines(lines: list[Line], template: Block, writer: TextWriter) -> None:
    for line in join_lines(lines, loosely=True):
        writer.add(template, line)


def _level(indents: list[int], indent: int) -> int:
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1


def _is_heading(line: str) -> bool:
    text = line.strip()
    if len(text) > _HEADING_CHARS or len(text.split()) > _HEADING_WORDS or _BULLET.match(line):
        return False
    return text[-1] not in ".,;:!…)" and (text[0].isupper() or text[0].isdigit())
