"""Which format a document is in: by its first bytes, its declared type, its name, and the marks found in it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

_SAMPLE_BYTES = 200_000
_MARKDOWN_SUFFIXES = {".md", ".markdown", ".mdx", ".mdown", ".qmd"}
_HTML_SUFFIXES = {
    ".html", ".htm", ".xhtml", ".php", ".vue", ".svelte", ".astro", ".jsx", ".tsx", ".erb", ".hbs", ".twig", ".liquid",
    ".ejs", ".njk", ".aspx", ".jsp", ".tpl", ".cshtml",
}  # fmt: skip
_DOCUMENT_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.{0,5000}?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BLOCK_TAG = re.compile(
    r"<(?:p|div|h[1-6]|li|ul|ol|table|tr|td|section|article|main|br|body|span|dl|details)\b[^<>]{0,2000}>", re.I
)
_ANY_TAG = re.compile(r"<[a-z][\w-]{0,60}(?:\s[^<>]{0,2000})?/?>", re.I)
_MARKDOWN_MARKS = (
    re.compile(r"^#{1,6} \S", re.M),
    re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}"),
    re.compile(r"\*\*[^*\n]{1,200}\*\*"),
    re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.M),
    re.compile(r"^[*-] {1,3}\S", re.M),
    re.compile(r"`[^`\n]{1,100}`"),
)


class Format(StrEnum):
    """A format that can be read."""

    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    PDF = "pdf"
    OFFICE = "office"
    """A word processor's, DOCX or ODT."""


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Word 97 to 2003 begins, or one of later editions that is locked with a password."""
_RTF = b"{\\rtf"
_ZIP = b"PK\x03\x04"


def is_office(raw: bytes) -> bool:
    """Tell whether bytes are a word processor's document that can be read (DOCX, ODT)."""
    return raw.startswith(_ZIP) and (b"word/document" in raw or b"content.xml" in raw)


def unread_format(raw: bytes) -> str | None:
    """Return what a document is that holds text, but in a form that is not read here; None when it is none."""
    if raw.startswith(OLD_WORD):
        return "a Word document of the old form (.doc) or one that is locked"
    return "a Rich Text document (.rtf)" if raw.lstrip()[:5] == _RTF else None


def sniff(raw: bytes, media_type: str | None, name: str | None) -> Format:
    """Return the format; what the content shows outweighs the declared type, which outweighs the name's ending."""
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return Format.PDF
    if is_office(raw):
        return Format.OFFICE
    sample = raw[:_SAMPLE_BYTES].decode("utf-8", errors="replace").replace("\x00", "")
    if _DOCUMENT_START.match(sample.lstrip("\ufeff")):
        return Format.HTML
    declared = (media_type or "").split(";")[0].strip().lower()
    suffix = _suffix(name)
    tags = len(_BLOCK_TAG.findall(sample))
    if declared == "text/markdown" or suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if "html" in declared and not tags and _ANY_TAG.search(sample):
        return Format.HTML
    if tags and ("html" in declared or suffix in _HTML_SUFFIXES or tags * 400 > len(sample)):
        return Format.HTML
    marks = sum(1 for mark in _MARKDOWN_MARKS if mark.search(sample))
    return Format.MARKDOWN if marks >= 2 else Format.PLAIN


def _suffix(name: str | None) -> str:
    if not name:
        return ""
    try:
        path = urlsplit(name).path
    except ValueError:
        return ""
    return PurePosixPath(path).suffix.lower()
