"""Documents of word processors (DOCX, ODT) → HTML, which is then read as any page is; bounded in size and depth.

Both are ZIP archives of XML. Only the parts that hold text are unpacked, each up to a bound whatever the archive says
of itself, and a part that is cut off or damaged gives what stands before the damage. A reader of our own because it
has to hold against hostile files: converters that build a tree of Python objects took half a minute for 4 MB of XML.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from crawler.documents.opendocument import opendocument_html
from crawler.documents.word import word_html

MAX_PART_BYTES = 3_000_000
"""Bytes of a part that are read, unpacked; the longest real policies have a tenth of it."""
_MAX_PARTS = 5_000
_STYLES, _LINKS = "word/styles.xml", "word/_rels/document.xml.rels"


def office_html(raw: bytes) -> tuple[str, bool]:
    """Return a DOCX or ODT file as HTML, and whether a part of it is missing. Never raises: unreadable gives ""."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _html_of(archive)
    except Exception:  # a hostile archive can raise anything out of zipfile and zlib
        return "", True


def _html_of(archive: zipfile.ZipFile) -> tuple[str, bool]:
    names = archive.namelist()[:_MAX_PARTS]
    main = next((name for name in sorted(names) if _is_word_text(name)), None)
    if main is None:
        content, cut = _part(archive, "content.xml", names)
        return opendocument_html(content) if content is not None else "", cut
    document, cut = _part(archive, main, names)
    styles, links = (_part(archive, name, names)[0] for name in (_STYLES, _LINKS))
    return word_html(document, styles, links) if document is not None else "", cut


def _is_word_text(name: str) -> bool:
    """Tell whether a part holds a DOCX file's text: some programs number it."""
    return name.startswith("word/document") and name.endswith(".xml") and name.count("/") == 1


def _part(archive: zipfile.ZipFile, name: str, names: list[str]) -> tuple[Element | None, bool]:
    """Return the tree of a part (None: there is none, or nothing in it) and whether it ends before its end."""
    if name not in names:
        return None, False
    with archive.open(name) as stream:
        source = stream.read(MAX_PART_BYTES + 1)
    if b"<!ENTITY" in source:  # no word processor writes any; a few lines of them can stand for gigabytes
        return None, True
    parser: XMLPullParser[Any] = XMLPullParser(("start",))
    parser.feed(source[:MAX_PART_BYTES])
    return _root_of(parser)


def _root_of(parser: XMLPullParser[Any]) -> tuple[Element | None, bool]:
    """Return the root as far as it was read, and whether the XML breaks off or is none."""
    root: Element | None = None
    try:
        for event in parser.read_events():
            root = cast("Element", event[-1]) if root is None else root
        parser.close()
    except ParseError:
        return root, True
    return root, False
