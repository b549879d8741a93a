"""PDF → blocks, through pypdf's text of each page as it is laid out; bounded in size, pages and time."""

from __future__ import annotations

import io
import logging
import re
import time
import warnings
from typing import TYPE_CHECKING

from crawler.documents.pages import joined_pages
from crawler.documents.plain import read_plain
from crawler.documents.writer import MAX_CHARS, TextWriter
from crawler.evidence.text import DocumentText

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PDF_BYTES = 20_000_000
MAX_PAGES = 300
MAX_SECONDS = 20.0
"""After this many seconds no further page is begun."""
_MAX_PAGE = 20_000
"""Characters of a page that is laid out; a printed page holds some five thousand."""
_KEPT = 0.9
"""Part of a page's letters that its layout must hold."""
_TWO_COLUMNS = re.compile(r"\S(?:\S| \S){24,}\s{3,}\S(?:\S| \S){24,}")
"""A line in which prose stands on both sides of a gutter."""
_MAX_LINE = 300
_PARALLEL = 0.4
"""Part of the lines that stand beside others on a page set in two columns."""


def read_pdf(raw: bytes) -> DocumentText:
    """Read a PDF; what can't be read (damaged, encrypted, scanned) gives an empty text."""
    writer = TextWriter()
    pages, truncated = _page_texts(raw[:MAX_PDF_BYTES])
    read_plain(joined_pages(pages), writer)
    writer.truncated = writer.truncated or truncated or len(raw) > MAX_PDF_BYTES
    return writer.finish()


def _page_texts(raw: bytes) -> tuple[list[str], bool]:
    from pypdf import PdfReader  # noqa: PLC0415  # heavy, and few policies are PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # damage shows as missing text, not as log lines
    texts: list[str] = []
    deadline = time.monotonic() + MAX_SECONDS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages = PdfReader(io.BytesIO(raw)).pages
            for number, page in enumerate(pages):
                if number >= MAX_PAGES or time.monotonic() > deadline or sum(map(len, texts)) > MAX_CHARS:
                    return texts, True
                texts.append(_text_of(page))
    except Exception:  # a hostile PDF can raise anything out of pypdf, RecursionError included
        return texts, True
    return texts, False


def _text_of(page: PageObject) -> str:
    """Return a page's text as laid out: with blank lines, indents and columns where the page has them.

    A page set in two columns of prose, or one whose layout loses text, is read in the order in which it was written.
    """
    written = page.extract_text()
    if len(written) > _MAX_PAGE:
        return written
    try:
        laid_out = page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False)
    except Exception:  # fonts without the measures that the layout needs
        return written
    lines = [line.strip()[:_MAX_LINE] for line in laid_out.splitlines() if line.strip()]
    lost = len("".join(laid_out.split())) < _KEPT * len("".join(written.split()))
    parallel = sum(1 for line in lines if _TWO_COLUMNS.fullmatch(line))
    return written if lost or parallel > len(lines) * _PARALLEL else laid_out
