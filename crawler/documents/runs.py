"""Lines between blank lines → runs that belong together: headings, lists that are set in, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.documents.listing import GLYPHS
from crawler.documents.wrapping import is_full

BULLET = re.compile(rf"^([ \t]*)(?:[{GLYPHS}][ \t]*|(?:[·*+–—-]|\(?\d{{1,3}}[.)]|\(?[a-z]\)|o)[ \t]+)(?=\S)")
"""What an item of a list begins with; its indent is the first group."""
_NUMBERED = re.compile(r"^(?:(?P<figure>\d{1,2})|(?P<small>[a-z])(?=\))|[A-Z]|[IVX]{1,4})[.)][ \t]+(?=\S)")
_FIELD = re.compile(r"[^\W\d][^:]{0,30}: \S")
"""The line of a card: "Duration: 1 year"."""
_HEADING_CHARS = 80
_HEADING_WORDS = 12
_WIDE = 45
"""Characters of a line that is too long for one of a list of short lines."""
_INDENT = 3
"""Characters that a list without bullets is set in from the text before it."""


@dataclass(slots=True)
class Setting:
    """How a text is set, and what was written last."""

    width: int = 0
    """Characters of its longest lines, nearly; 0 where it is not broken to a width."""
    before: list[str] = field(default_factory=list)
    """The lines of the group before."""
    titled: bool = False
    """A heading was written: the first is the document's title, which stands over the others."""

    @property
    def listing(self) -> bool:
        """What stands before announces a list: "We use cookies to:"."""
        return bool(self.before) and self.before[-1].rstrip().endswith(":")


def parts_of(group: list[str], setting: Setting) -> Iterator[list[str]]:
    """Yield a group's headings, lists that are set in, and the rest: print-outs set them close to one another."""
    numbered = [line for line in group if _NUMBERED.match(line)]
    lone = numbered if len(numbered) == 1 and _is_numbered_title(numbered[0]) else []
    bullets = any(BULLET.match(line) and line not in lone for line in group)
    for run in [group] if bullets else _by_indent(group, setting):
        yield from _by_heading(run, setting)


def _by_indent(group: list[str], setting: Setting) -> Iterator[list[str]]:
    """Yield runs of lines of about one indent; a line that is full, or goes on in small letters, ends none."""
    run: list[str] = []
    for line in group:
        if run and abs(_indent(line) - _indent(run[-1])) >= _INDENT:
            goes_on = is_full(run[-1], line, setting.width) or (line.lstrip()[0].islower() and _indent(line) == 0)
            if not goes_on:
                yield run
                run = []
        run.append(line)
    if run:
        yield run


def _by_heading(group: list[str], setting: Setting) -> Iterator[list[str]]:
    """Yield the headings in a group by themselves: its first line, or its last after a full sentence or a field."""
    part: list[str] = []
    for index, line in enumerate(group):
        last = index == len(group) - 1
        first = not part and not setting.listing
        after = bool(part) and (part[-1].rstrip().endswith((".", "!", "?")) or (last and ":" in part[-1]))
        titled = is_heading(line) or _is_numbered_title(line)
        if (first or after) and len(group) > 1 and titled and (last or _is_title_of(line, group[index + 1])):
            if part:
                yield part
            yield [line]
            part = []
        else:
            part.append(line)
    if part:
        yield part


def _is_title_of(line: str, below: str) -> bool:
    """Tell whether a line may be the title of the text in the line below it, which is longer and begins anew."""
    text = below.strip()
    return not text[0].islower() and not BULLET.match(below) and len(text) > max(_WIDE, len(line.strip()))


def is_set_in(group: list[str], setting: Setting) -> bool:
    """Tell whether all lines of a group are set in from what stands before it, and none has a bullet."""
    margin = min((_indent(line) for line in setting.before), default=0)
    return bool(setting.before) and all(_indent(line) >= margin + _INDENT and not BULLET.match(line) for line in group)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def is_heading(line: str) -> bool:
    """Tell whether a line looks like a heading: short, begun with a capital or a figure, without an end mark."""
    text = line.strip()
    if len(text) > _HEADING_CHARS or len(text.split()) > _HEADING_WORDS or BULLET.match(line) or _FIELD.match(text):
        return False
    return text[-1] not in ".,;:!…" and (text[0].isupper() or text[0].isdigit()) and text.count("(") == text.count(")")


def _is_numbered_title(line: str) -> bool:
    numbered = _NUMBERED.match(line)
    return numbered is not None and line[numbered.end()].isupper() and is_heading(line[numbered.end() :])


def is_numbered_heading(line: str, before: list[str], following: list[str]) -> bool:
    """Tell whether a line of its own is a numbered heading and no item of a list: its neighbours are not so numbered.

    "a) …" may stand right under "1. …".
    """
    alone = not any(_numbering(each[0]) == _numbering(line) for each in (before, following) if each)
    return alone and bool(following) and _is_numbered_title(line)


def _numbering(line: str) -> str | None:
    """Return how a line is numbered: in figures, small letters or else; None where it is not."""
    numbered = _NUMBERED.match(line)
    return None if numbered is None else numbered.lastgroup or "else"
