"""The block of YAML that static sites put before a page: its title, and any policy text kept in it."""

from __future__ import annotations

import re

from crawler.documents.writer import TextWriter
from crawler.evidence.text import BlockKind

_FENCE = re.compile(r"\ufeff?\s{0,20}---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M)
_ENTRY = re.compile(r"^(\s*)((?:- )*)([\w.@-]{1,60})[ \t]*:(?:[ \t]+(.*)|)$")
_ITEM = re.compile(r"^\s*- +(.+)$")
_MAX_CHARS = 200_000


def split_front_matter(source: str, writer: TextWriter) -> tuple[str, str | None]:
    """Return the source without its front matter, and the title found in it.

    Nested entries are written as terms and definitions: some sites keep the cookie list there. Flat entries are
    settings of the site generator and are left out.
    """
    opening = _FENCE.match(source)
    if opening is None:
        return source, None
    closing = _END.search(source, opening.end(), opening.end() + _MAX_CHARS)
    if closing is None:
        return source, None
    entries = _entries(source[opening.end() : closing.start()])
    title = next((value for indent, key, value in entries if key == "title" and not indent), None)
    if not source[closing.end() :].strip() or any(indent and len(value) > 80 for indent, _, value in entries):
        for indent, key, value in entries:
            if not value or (not indent and key in ("title", "layout", "date")):
                continue
            writer.add_text(BlockKind.TERM, key)
            writer.add_text(BlockKind.DEFINITION, value)
    return source[closing.end() :], title


def _entries(yaml: str) -> list[tuple[int, str, str]]:
    """Read `key: value` lines with their indent; further lines of a value are joined to it."""
    entries: list[tuple[int, str, str]] = []
    for line in yaml.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            value = (entry[4] or "").strip()
            entries.append((len(entry[1]) + len(entry[2]), entry[3], "" if value in (">-", ">", "|", "|-") else value))
        elif entries and line.strip():
            indent, key, value = entries[-1]
            entries[-1] = (indent, key, f"{value} {line.strip()}".strip())
    return [(indent, key, _unquoted(value)) for indent, key, value in entries]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
