"""Policies in PDF are read as text."""

from __future__ import annotations

from crawler.documents import read_document
from crawler.evidence.text import BlockKind


def pdf(*lines: str) -> bytes:
    """Return a PDF of one page with the given lines of text."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return written([f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"])


def placed(*pages: list[tuple[int, int, str]]) -> bytes:
    """Return a PDF whose pages hold lines of text at places (x, y from the foot of the page, in points)."""
    return written(
        [" ".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in page) for page in pages]
    )


def written(streams: list[str]) -> bytes:
    """Return a PDF of one page for each content stream."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, stream in enumerate(streams):
        raw = stream.encode("latin-1")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * index)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(raw), raw))
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body
        + head
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            len(body),
        )
    )


def texts(raw: bytes, kind: BlockKind | None = None) -> list[str]:
    document = read_document(raw, media_type="application/pdf", url=None)
    return [document.text[block.start : block.end] for block in document.blocks if kind in (None, block.kind)]


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


def test_a_page_keeps_its_headings_lists_and_tables() -> None:
    page = [
        (60, 780, "Cookies at the harbour"),
        (60, 750, "We use cookies for these purposes, which we have put in a list so that they are easy to"),
        (60, 738, "find:"),
        (90, 718, "keeping you logged in"),
        (90, 706, "counting visits"),
        (60, 680, "The list"),
        (62, 650, "Name"),
        (160, 650, "Purpose"),
        (330, 650, "Duration"),
        (62, 636, "harbour_sid"),
        (160, 636, "Keeps your basket"),
        (330, 636, "1 year"),
    ]
    raw = placed(page)
    assert texts(raw, BlockKind.HEADING) == ["Cookies at the harbour", "The list"]
    assert texts(raw, BlockKind.LIST_ITEM) == ["keeping you logged in", "counting visits"]
    assert texts(raw, BlockKind.CELL)[3:] == ["harbour_sid", "Keeps your basket", "1 year"]
    assert texts(raw, BlockKind.PARAGRAPH)[0].endswith("so that they are easy to find:")


def test_running_heads_go_and_a_sentence_goes_on_over_the_page() -> None:
    def page(number: int, *lines: str) -> list[tuple[int, int, str]]:
        body = [(60, 740 - 12 * index, line) for index, line in enumerate(lines)]
        return [(60, 800, "Harbour Ltd"), *body, (280, 40, f"Page {number} of 2")]

    whole = "We store the choice that you make in our banner for as long as the law tells us, and"
    raw = placed(page(1, whole), page(2, "no longer than a year."))
    assert texts(raw) == [f"{whole} no longer than a year."]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [f"left column of prose number {index} goes on and" for index in range(6)]
    right = [f"right column of prose number {index} goes on and" for index in range(6)]
    column = [(50, 700 - 12 * index, line) for index, line in enumerate(left)]
    beside = [(320, 700 - 12 * index, line) for index, line in enumerate(right)]
    text = " ".join(texts(placed(column + beside)))
    assert text.index("left column of prose number 5") < text.index("right column of prose number 0")
