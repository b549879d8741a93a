"""DOCX and ODT: what stands in them is read as in a page, and no file takes long or costs much."""

from __future__ import annotations

import io
import zipfile

import pytest

from crawler.documents import read_document, unread_format
from crawler.evidence.text import BlockKind, DocumentText

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style></w:styles>"""
LINKS = '<Relationships><Relationship Id="rId7" Target="https://x.example/a" TargetMode="External"/></Relationships>'
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def docx(body: str, **parts: str) -> bytes:
    """Return a DOCX file with `body`; `parts` are further parts of `word/`."""
    document = f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document, **{f"word/{name}.xml": text for name, text in parts.items()}})


def packed(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def read(raw: bytes) -> DocumentText:
    return read_document(raw, media_type="application/octet-stream", url="https://x.example/policy")


def shape(document: DocumentText) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_headings_lists_tables_and_links_of_word_are_read() -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("_ga", "2 years"))
    link = '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>More</w:t></w:r></w:hyperlink></w:p>'
    body = "".join(
        (
            paragraph("Cookies", '<w:pStyle w:val="Eigen"/>'),
            paragraph("no title", '<w:pStyle w:val="Ring"/>'),
            paragraph("one", numbered),
            paragraph("two", numbered),
            f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
            link,
        )
    )
    raw = packed(
        {
            "word/_rels/document.xml.rels": LINKS,
            "word/styles.xml": STYLES,
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        }
    )
    document = read(raw)
    assert shape(document) == [
        (BlockKind.HEADING, "Cookies"),
        (BlockKind.PARAGRAPH, "no title"),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.CELL, "_ga"),
        (BlockKind.CELL, "2 years"),
        (BlockKind.PARAGRAPH, "More"),
    ]
    assert len({block.list for block in document.blocks if block.kind is BlockKind.LIST_ITEM}) == 1
    assert [link.href for block in document.blocks for link in block.links] == ["https://x.example/a"]


def test_what_was_deleted_in_word_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>We use </w:t></w:r><w:del><w:r><w:delText>no </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>few </w:t></w:r></w:moveFrom><w:ins><w:r><w:t>cookies.</w:t></w:r></w:ins></w:p>"
    )
    assert read(docx(body)).text == "We use cookies."


def test_headings_lists_and_links_of_opendocument_are_read() -> None:
    body = (
        '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h text:outline-level="2">Cookies'
        "</text:h><text:p>We<text:s/>use <text:span>no</text:span> cookies &amp; no &lt;b&gt;.</text:p><text:list>"
        "<text:list-item><text:p>one</text:p></text:list-item></text:list>"
    )
    content = f"<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>"
    raw = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert shape(read(raw)) == [
        (BlockKind.HEADING, "Cookies"),
        (BlockKind.PARAGRAPH, "We use no cookies & no <b>."),
        (BlockKind.LIST_ITEM, "one"),
    ]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "raw",
    [
        docx("<w:p/>" * 600_000),
        docx("<w:tbl><w:tr><w:tc>" * 100_000),
        docx(paragraph("x") * 10)[:-200],
        packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'}),
        packed({"word/document.xml": "no xml"}),
        packed({"word/documents": "x"}),
    ],
    ids=["a bomb", "nested", "cut off", "entities", "no xml", "no text"],
)
def test_hostile_files_give_no_text(raw: bytes) -> None:
    assert read(raw).text == ""


def test_a_part_that_breaks_off_gives_what_stands_before() -> None:
    raw = packed({"word/document.xml": f"<w:document {W}><w:body>{paragraph('We use no cookies.')}<w:p"})
    whole = packed({"word/document.xml": f"<w:document {W}><w:body>{paragraph('We use no cookies.')}</w:oops>"})
    assert read(raw).text == "We use no cookies."
    assert read(whole).text == "We use no cookies."
    assert read(whole).truncated


def test_forms_that_are_not_read_are_called_by_their_names() -> None:
    assert "Word" in (unread_format(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) or "")
    assert "Rich Text" in (unread_format(rb"{\rtf1\ansi We use no cookies.}") or "")
    assert read(rb"{\rtf1\ansi We use no cookies and this is long enough to be taken for a text.}").text == ""
    assert unread_format(b"<p>text</p>") is None
