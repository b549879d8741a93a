"""Markdown → HTML → blocks. Raw HTML inside is read as HTML; pathological lines fall back to plain text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from crawler.documents.html import read_html
from crawler.documents.plain import read_plain
from crawler.documents.writer import TextWriter

_PLACEHOLDER_UNDERSCORE = re.compile(r"(?<=[A-Za-z0-9])_(?=[{<\[*#])")
_MAX_CHARS = 2_000_000
_MAX_LINE = 50_000
"""Inline parsing can be slow on crafted lines; real paragraphs are below 10,000 characters."""


def read_markdown(source: str, url: str | None, writer: TextWriter) -> None:
    """Write the blocks of a Markdown document."""
    if len(source) > _MAX_CHARS or any(len(line) > _MAX_LINE for line in source.splitlines()):
        read_plain(source, writer)
        return
    # `_name_{id}` is an identifier with a placeholder, not emphasis
    source = _PLACEHOLDER_UNDERSCORE.sub(r"\\_", source)
    read_html(_parser().render(source), url, writer)


@cache
def _parser() -> MarkdownIt:
    # Indented code is off: HTML inside Markdown is often indented, and no policy is a program.
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
