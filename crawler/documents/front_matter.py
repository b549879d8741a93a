"""The block of YAML that static sites put before a page: its title, and any policy text kept in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.documents.writer import TextWriter
from crawler.evidence.text import BlockKind

_FENCE = re.compile(r"\ufeff?\s{0,20}---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M)
_ENTRY = re.compile(r"^(\s*)((?:- )*)([\w.@-]{1,60})[ \t]*:(?:[ \t]+(.*)|)$")
_FOLDED = frozenset((">-", ">", "|", "|-"))
_MAX_CHARS = 200_000


def split_front_matter(source: str, writer: TextWriter) -> tuple[str, str | None]:
    """Return the source without its front matter, and the title found in it.

    Some sites keep the whole policy there: then its running text is written as paragraphs, its lists of records
    (cookies) as terms and definitions. Settings of the site generator are left out.
    """
    opening = _FENCE.match(source)
    if opening is None:
        return source, None
    closing = _END.search(source, opening.end(), opening.end() + _MAX_CHARS)
    if closing is None:
        return source, None
    entries = _entries(source[opening.end() : closing.start()])
    title = next((entry.value for entry in entries if entry.key == "title" and not entry.indent), None)
    if not source[closing.end() :].strip() or any(entry.indent and len(entry.value) > 80 for entry in entries):
        _write(entries, writer)
    return source[closing.end() :], title


@dataclass(slots=True)
class _Entry:
    """One `key: value` of the YAML."""

    indent: int
    key: str
    value: str
    listed: bool
    """It belongs to an entry of a list (`- name: …`): key and value are a record, not a setting."""


def _write(entries: list[_Entry], writer: TextWriter) -> None:
    """Write records as terms and definitions, running text as paragraphs; settings are left out."""
    for entry in entries:
        if entry.listed and entry.value:
            writer.add_text(BlockKind.TERM, entry.key)
            writer.add_text(BlockKind.DEFINITION, entry.value)
        elif " " in entry.value and (entry.indent or entry.key not in ("title", "date")):
            writer.add_text(BlockKind.PARAGRAPH, entry.value)


def _entries(yaml: str) -> list[_Entry]:
    """Read `key: value` lines with their indent; further lines of a value are joined to it."""
    entries: list[_Entry] = []
    for line in yaml.splitlines():
        match = _ENTRY.match(line)
        if match:
            value = (match[4] or "").strip()
            indent = len(match[1]) + len(match[2])
            before = entries[-1] if entries else None
            listed = bool(match[2]) or (before is not None and before.listed and before.indent == indent)
            entries.append(_Entry(indent, match[3], "" if value in _FOLDED else value, listed))
        elif entries and line.strip():
            entries[-1].value = f"{entries[-1].value} {line.strip()}".strip()
    for entry in entries:
        entry.value = _unquoted(entry.value)
    return entries


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
