"""Markdown → HTML → blocks. Raw HTML inside is read as HTML; pathological lines fall back to plain text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from crawler.documents.html import read_html
from crawler.documents.listing import GLYPHS
from crawler.documents.plain import read_plain
from crawler.documents.writer import TextWriter

_IDENTIFIER = re.compile(
    r"`[^`\n]{0,2000}`|(?<![\w\\])_[A-Za-z0-9]{1,60}(?:\\?_[A-Za-z0-9]{1,60}){1,10}\\?_(?!\w)|(?<=[A-Za-z0-9])_(?=[{<*#\[])"
)
"""Inline code, `_conv_t_`, `_name_{id}`: the last two are names of cookies, not emphasis."""
_BULLET = re.compile(rf"^([ \t]*)[{GLYPHS}]\ufe0f?[ \t\u00a0]*(?=\S)", re.M)
"""A bullet as a text processor sets it, which Markdown would read as a word of one long paragraph."""
_MAX_CHARS = 2_000_000
_MAX_LINE = 50_000
"""Inline parsing can be slow on crafted lines; real paragraphs are below 10,000 characters."""


def read_markdown(source: str, url: str | None, writer: TextWriter) -> None:
    """Write the blocks of a Markdown document."""
    if len(source) > _MAX_CHARS or any(len(line) > _MAX_LINE for line in source.splitlines()):
        read_plain(source, writer)
        return
    read_html(_parser().render(_IDENTIFIER.sub(_escape, _BULLET.sub(r"\1- ", source))), url, writer)


def _escape(match: re.Match[str]) -> str:
    """Escape the underscores of an identifier, which Markdown would take for emphasis; code stays as it is."""
    if match[0].startswith("`"):
        return match[0]
    return re.sub(r"(?<!\\)_", r"\\_", match[0])


@cache
def _parser() -> MarkdownIt:
    # Indented code is off: HTML inside Markdown is often indented, and no policy is a program.
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
