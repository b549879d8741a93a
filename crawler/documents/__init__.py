"""Bytes of a policy document (HTML, Markdown, plain text, PDF, DOCX, ODT) → `DocumentText`.

Pure: no network, no clock in results.

Whatever the bytes are, the answer comes in bounded time and memory: input beyond `MAX_BYTES` and text beyond the
writer's bound are left out and `truncated` says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crawler.documents.encoding import decode, looks_binary
from crawler.documents.formats import Format, is_office, sniff, unread_format
from crawler.documents.front_matter import split_front_matter
from crawler.documents.html import read_html
from crawler.documents.markdown import read_markdown
from crawler.documents.office import office_html
from crawler.documents.pdf import read_pdf
from crawler.documents.plain import read_plain
from crawler.documents.source import strip_code
from crawler.documents.writer import TextWriter
from crawler.evidence.text import BlockKind, DocumentText

__all__ = ["MAX_BYTES", "MIN_TEXT_CHARS", "is_html", "is_office", "looks_empty", "read_document", "unread_format"]

MAX_BYTES = 8_000_000
"""Bytes of a document that are read; the longest real policies are below 2 MB of HTML."""

MIN_POLICY_CHARS = 200
"""A page with less running text than this may be one that only shows after its scripts have run."""
MIN_TEXT_CHARS = 40
"""A page with less running text than this is no policy, however it was read."""


def read_document(raw: bytes, *, media_type: str | None, url: str | None, file_name: str | None = None) -> DocumentText:
    """Read a document as text with blocks, whatever its format; a wrong or missing `media_type` is sniffed.

    `media_type` is the Content-Type header's value (its charset counts), `url` makes links absolute, `file_name`
    helps to tell the format. Never raises for any bytes: what can't be read, binary data too, gives an empty text.
    """
    clipped = raw[:MAX_BYTES]
    truncated = len(raw) > MAX_BYTES
    form = sniff(clipped, media_type, file_name or url)
    if form is Format.PDF:
        document = read_pdf(raw)
    elif form is Format.OFFICE:
        document = _read_office(raw, url)
    elif looks_binary(clipped) or unread_format(clipped):
        document = DocumentText(text="", blocks=())
    else:
        source = decode(clipped, media_type, is_html=form is Format.HTML)
        document = _read_source(strip_code(source), form, url)
    return replace(document, truncated=True) if truncated else document


def is_html(raw: bytes, media_type: str | None, url: str | None) -> bool:
    """Tell whether bytes are read as an HTML page."""
    return sniff(raw[:MAX_BYTES], media_type, url) is Format.HTML


def looks_empty(text: DocumentText, least: int = MIN_POLICY_CHARS) -> bool:
    """Say whether there's so little running text that scripts may have to write the rest: try it in a browser."""
    prose = sum(block.end - block.start for block in text.blocks if block.kind is not BlockKind.HEADING)
    return prose < least


def _read_source(source: str, form: Format, url: str | None) -> DocumentText:
    writer = TextWriter()
    body, title = split_front_matter(source, writer)
    _READERS[form](body, url, writer)
    return writer.finish(title=title)


def _read_office(raw: bytes, url: str | None) -> DocumentText:
    writer = TextWriter()
    source, cut = office_html(raw)
    read_html(source, url, writer)
    document = writer.finish()
    return replace(document, truncated=True) if cut else document


def _plain(source: str, url: str | None, writer: TextWriter) -> None:
    read_plain(source, writer)


_READERS: dict[Format, Callable[[str, str | None, TextWriter], None]] = {
    Format.HTML: read_html,
    Format.MARKDOWN: read_markdown,
    Format.PLAIN: _plain,
}
