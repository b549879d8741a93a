"""Plain text → blocks: paragraphs by blank lines, bullets, headings; rows set with pipes, tabs, quotes or spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.documents.listing import GLYPHS
from crawler.documents.rows import rows_of
from crawler.documents.runs import BULLET, Setting, is_heading, is_numbered_heading, is_set_in, parts_of
from crawler.documents.wrapping import unwrapped, width_of
from crawler.documents.writer import Line, TextWriter
from crawler.evidence.text import Block, BlockKind

_LONE_BULLET = re.compile(rf"^[ \t]*[{GLYPHS}·o-][ \t]*$")
_UNDERLINE = re.compile(r"^([=\-*~^#+\"])\1{2,}[ \t]*$")
_DIRECTIVE = re.compile(r"^\.\. [\w-]+::|^[ \t]+:(?!header)[\w-]+:")
_WRAPPED_AT = 160
"""Text with a line longer than this (characters) isn't wrapped by hand: there each line is a paragraph of its own."""


def read_plain(source: str, writer: TextWriter) -> None:
    """Write the blocks of a plain text document."""
    wrapped = all(len(line) <= _WRAPPED_AT for line in source.splitlines())
    setting = Setting(width_of(source.splitlines()))
    groups = list(_groups(source))
    for index, group in enumerate(groups):
        if writer.full:
            writer.truncated = True
            return
        rows = rows_of(group)
        following = groups[index + 1] if index + 1 < len(groups) else []
        if rows:
            _write_table(rows, writer)
        elif wrapped:
            for part in parts_of(group, setting):
                _write_group(part, writer, setting, following if part[-1] is group[-1] else [])
                setting.before = part
        else:
            _write_unwrapped(group, following, writer, setting)
        setting.before = group


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


def _write_table(rows: list[tuple[bool, list[str]]], writer: TextWriter) -> None:
    number = writer.number("table")
    for index, (header, cells) in enumerate(rows):
        for column, cell in enumerate(cells):
            line = Line()
            line.add(cell)
            writer.add(
                Block(kind=BlockKind.CELL, start=0, end=0, table=number, row=index, column=column, header=header), line
            )


def _write_group(group: list[str], writer: TextWriter, setting: Setting, following: list[str]) -> None:
    """Write a paragraph, a line by itself as a heading where it looks like one, its bullets as list items."""
    if len(group) == 1 and (is_heading(group[0]) or is_numbered_heading(group[0], setting.before, following)):
        writer.add_text(BlockKind.HEADING, group[0], level=2 if setting.titled else 1)
        setting.titled = True
        return
    if is_set_in(group, setting):
        items = unwrapped(group, setting.width, listing=True)
        if setting.listing or len(items) > 1:
            in_list = writer.number("list")
            for item in items:
                writer.add_text(BlockKind.LIST_ITEM, item, in_list=in_list)
            return
    number: int | None = None
    indents: list[int] = []
    pending: list[str] = []
    template = Block(kind=BlockKind.PARAGRAPH, start=0, end=0)
    for text in _with_bullets(group):
        bullet = BULLET.match(text)
        if bullet:
            _write_lines(pending, template, writer, setting)
            pending = []
            number = number if number is not None else writer.number("list")
            level = _level(indents, len(bullet[1].expandtabs(4)))
            template = Block(kind=BlockKind.LIST_ITEM, start=0, end=0, list=number, level=level)
        pending.append(text[bullet.end() :] if bullet else text)
    _write_lines(pending, template, writer, setting)


def _with_bullets(group: list[str]) -> Iterator[str]:
    """Yield the lines, a bullet that stands on a line of its own put before the next."""
    lone = ""
    for line in group:
        if not lone and _LONE_BULLET.match(line):
            lone = line.rstrip()
            continue
        yield f"{lone} {line.strip()}" if lone else line
        lone = ""


def _write_unwrapped(group: list[str], following: list[str], writer: TextWriter, setting: Setting) -> None:
    """Write lines that are paragraphs of their own: a line after an item's does not belong to the item.

    `following` is the group after it, which tells whether its last line is the title of that.
    """
    run: list[str] = []
    before = setting.before[-1:]
    for text, after in zip(group, [*group[1:], *following[:1], None], strict=False):
        listed = BULLET.match(text) and not is_numbered_heading(text, before, [after] if after else [])
        before = [text]
        if listed:
            run.append(text)
            continue
        if run:
            _write_group(run, writer, Setting(), [])
            run = []
        if BULLET.match(text):
            writer.add_text(BlockKind.HEADING, text, level=2 if setting.titled else 1)
            setting.titled = True
        else:
            _write_group([text], writer, Setting(titled=setting.titled), [])
    if run:
        _write_group(run, writer, Setting(), [])


def _write_lines(lines: list[str], template: Block, writer: TextWriter, setting: Setting) -> None:
    listing = setting.listing and template.kind is not BlockKind.LIST_ITEM  # a marked item's next line is no item
    for text in unwrapped(lines, setting.width, listing=listing):
        line = Line()
        line.add(text)
        writer.add(template, line)


def _level(indents: list[int], indent: int) -> int:
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1
