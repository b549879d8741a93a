"""Policies in PDF are read as text."""

from __future__ import annotations

from crawler.documents import read_document
from crawler.evidence.text import BlockKind


def pdf(*lines: str) -> bytes:
    """Return a PDF of one page with the given lines of text."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def test_a_pdf_is_read_whatever_its_media_type_says() -> None:
    raw = pdf("We use cookies to keep you signed in on this site.", "- first item", "- second item")
    for media_type in ("application/pdf", "text/html", None):
        document = read_document(raw, media_type=media_type, url=None)
        assert [document.text[block.start : block.end] for block in document.blocks] == [
            "We use cookies to keep you signed in on this site.",
            "first item",
            "second item",
        ]
        assert [block.kind for block in document.blocks[1:]] == [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_a_cut_pdf_gives_an_empty_text_that_says_so_or_what_is_left() -> None:
    raw = pdf("We use cookies to keep you signed in on this site.")
    for length in (20, len(raw) // 2, len(raw) - 40):
        document = read_document(raw[:length], media_type="application/pdf", url=None)
        assert document.truncated or "cookies" in document.text
