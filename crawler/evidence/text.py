"""A policy as text that can be quoted: one string, and the blocks (headings, items, table cells) it is made of.

Offsets count Unicode code points of `DocumentText.text`. Every quote that a report shows is a slice of that
string, so it is stored beside the raw bytes and never normalised again afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in the structure of its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TERM = "term"
    """The name in a definition list or on a card (`<dt>`, `<summary>`)."""
    DEFINITION = "definition"
    CELL = "cell"
    """One cell of a table; `table`, `row` and `column` say where."""
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink inside a block."""

    start: int
    """Offset of the first character of the link's text in the document text."""
    end: int
    href: str
    """Absolute address where the document's address is known, else as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text: `text[start:end]` of its document, without leading or trailing white space."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Heading level 1–6; nesting depth of a list item (0 = outermost); else 0."""
    list: int | None = None
    """Number of the list an item belongs to, unique in the document; None outside lists."""
    table: int | None = None
    """Number of the table a cell belongs to, unique in the document; None outside tables."""
    row: int | None = None
    """Row in the table's grid from 0, rowspans resolved to their first row."""
    column: int | None = None
    """Column in the table's grid from 0, colspans resolved to their first column."""
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    """The page itself marks the cell as a header (`<th>`, `<thead>`, Markdown's first row)."""
    hidden: bool = False
    """The page hides the block until something is opened (`hidden`, closed `<details>`)."""
    language: str | None = None
    """Language the markup declares for the block (BCP 47); None where it declares none."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """The text of one policy document and its structure, in reading order."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    language: str | None = None
    """Language the document declares for itself (`<html lang>`); None where it declares none."""
    truncated: bool = False
    """The document was longer than the bound; the rest was left out."""
