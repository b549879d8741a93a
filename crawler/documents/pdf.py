"""PDF → blocks, through pypdf's text of each page; bounded in size, pages and time."""

from __future__ import annotations

import io
import logging
import time
import warnings

from crawler.documents.plain import read_plain
from crawler.documents.writer import MAX_CHARS, TextWriter
from crawler.evidence.text import DocumentText

MAX_PDF_BYTES = 20_000_000
MAX_PAGES = 300
MAX_SECONDS = 20.0
"""After this many seconds no further page is begun."""


def read_pdf(raw: bytes) -> DocumentText:
    """Read a PDF; what can't be read (damaged, encrypted, scanned) gives an empty text."""
    writer = TextWriter()
    pages, truncated = _page_texts(raw[:MAX_PDF_BYTES])
    read_plain("\n\n".join(pages), writer)
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
                texts.append(page.extract_text())
    except Exception:  # a hostile PDF can raise anything out of pypdf, RecursionError included
        return texts, True
    return texts, False
