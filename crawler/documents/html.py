"""HTML → blocks, by one iterative walk over Lexbor's tree (any depth of nesting, linear time)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.documents import tags
from crawler.documents.grid import Grid, parse_span
from crawler.documents.layout import is_layout_table, is_menu
from crawler.documents.nesting import limit_nesting
from crawler.documents.overlay import is_overlay
from crawler.documents.writer import Line, TextWriter, join_lines
from crawler.evidence.text import Block, BlockKind

MIN_CHARS = 200
"""With less text than this, what looked like menus and templates is read as well: it may be the policy."""
MAX_NODES = 2_000_000
_HEADING_CHARS = 90


def read_html(source: str, url: str | None, writer: TextWriter) -> None:
    """Write the blocks of an HTML document or fragment; `url` makes its links absolute."""
    source = limit_nesting(source)
    read = _walk(source, url, writer, keep_menus=False)
    if read < MIN_CHARS and _walk(source, url, TextWriter(), keep_menus=True) > 2 * read:
        writer.restart()
        _walk(source, url, writer, keep_menus=True)


def _walk(source: str, url: str | None, writer: TextWriter, *, keep_menus: bool) -> int:
    if keep_menus:
        source = source.replace("<template", "<div").replace("</template", "</div")
    root = LexborHTMLParser(source).root
    if root is None:
        return 0
    writer.language = root.attributes.get("lang") or None
    before = writer.length
    _Walker(writer, url, keep_menus=keep_menus).run(root)
    return writer.length - before


@dataclass(slots=True)
class _Frame:
    """What the blocks inside an element inherit."""

    block: Block
    table: Grid | None = None
    layout: bool = False
    """The innermost table only lays out the page."""
    head: bool = False
    """Inside `<thead>`."""
    tables: int = 0
    """How many tables are around."""
    preformatted: bool = False
    heading_at: int = 0
    """Where the text stood when the heading around was opened."""
    article: bool = False
    """Inside `<main>` or `<article>`, where headers and footers belong to the text."""


class _Walker:
    """Carries the line being read and the frames of the open elements."""

    def __init__(self, writer: TextWriter, url: str | None, *, keep_menus: bool) -> None:
        self.writer = writer
        self.url = url
        self.keep_menus = keep_menus
        self.frame = _Frame(Block(kind=BlockKind.PARAGRAPH, start=0, end=0))
        self.lines: list[Line] = []
        self.line = Line()
        self.link: tuple[int, str] | None = None
        self.bold = 0
        self.whole = 0
        """Characters of text in the whole tree."""

    def run(self, root: LexborNode) -> None:
        """Walk the tree; `stack` holds the open elements and what to restore when each closes."""
        self.whole = len(root.text(deep=True))
        stack: list[tuple[LexborNode, str, _Frame | None]] = []
        node: LexborNode | None = root
        for _ in range(MAX_NODES):
            if node is None or self.writer.full:
                break
            child = None
            if node.is_text_node:
                self.text(node.text_content or "")
            elif node.is_element_node and (opened := self.open(node)):
                child = node.first_child
                if child is not None:
                    stack.append((node, *opened))
                    node = child
                    continue
                self.close(*opened)
            while node is not None and node.next is None:
                if not stack:
                    node = None
                    break
                node, tag, frame = stack.pop()
                self.close(tag, frame)
            node = node.next if node is not None else None
        else:
            self.writer.truncated = True
        if node is not None:
            self.writer.truncated = True
        self.flush()

    def text(self, text: str) -> None:
        """Take a text node; line feeds break lines in preformatted text only."""
        if not self.frame.preformatted or "\n" not in text:
            self.line.add(text, bold=self.bold > 0)
            return
        for index, part in enumerate(text.split("\n")):
            if index:
                self.break_line()
            self.line.add(part)

    def open(self, node: LexborNode) -> tuple[str, _Frame | None] | None:
        """Enter an element. Returns its reading tag and the frame to restore, or None to leave it out."""
        tag = node.tag or ""
        attributes = node.attributes
        role = attributes.get("role")
        if role and (tag in ("div", "span", "section", "ul", "li", "form") or role == "navigation"):
            tag = tags.ROLE_TAGS.get(role, tag)
        if tag in tags.SKIPPED:
            return self._skip(node, tag)
        if tag in tags.INLINE:
            self._open_inline(tag, attributes)
            return tag, None
        if tag in {"br", "hr"}:
            self.break_line()
            if tag == "hr":
                self.flush()
            return None
        if is_overlay(node, tag, attributes, self.whole):
            self.flush()
            return None
        if tag in tags.MENU_HOLDERS and not (self.keep_menus or self.frame.article) and is_menu(node):
            self.flush()
            return None
        self.flush()
        before = self.frame
        self.frame = self._inner_frame(node, tag, attributes)
        return tag, before

    def close(self, tag: str, before: _Frame | None) -> None:
        """Leave an element."""
        if before is not None:
            self.flush()
            self.frame = before
        elif tag in tags.BOLD:
            self.bold -= 1
        elif tag in tags.LINKS:
            self._end_link()
            self.link = None

    def break_line(self) -> None:
        """End the line at a `<br>`."""
        self._end_link()
        self.lines.append(self.line)
        self.line = Line()
        if self.link is not None:
            self.link = (0, self.link[1])

    def flush(self) -> None:
        """End the block: write its lines, each a block of its own unless a sentence runs over the break."""
        if not self.line.length and not self.lines:
            return
        self.break_line()
        lines, self.lines = self.lines, []
        for line in lines if self.frame.preformatted else join_lines(lines):
            self.writer.add(self._template(line), line)

    def _template(self, line: Line) -> Block:
        block = self.frame.block
        if block.kind is not BlockKind.PARAGRAPH or line.bold < line.length - len(line.pieces) or not line.bold:
            return block
        if line.length > _HEADING_CHARS or line.pieces[-1][-1] in ".,;:!":
            return block
        return replace(block, kind=BlockKind.HEADING, level=6)  # a line all in bold is a heading in all but name

    def _skip(self, node: LexborNode, tag: str) -> tuple[str, _Frame | None] | None:
        if tag == "head":
            title = node.css_first("title")
            if title is not None and self.writer.title is None:
                self.writer.title = " ".join(title.text().split())[:500] or None
            return None
        if self.keep_menus and tag == "nav":
            self.flush()
            return tag, self.frame
        return None

    def _open_inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in tags.BOLD:
            self.bold += 1
        elif tag in tags.LINKS:
            href = (attributes.get("href") or attributes.get("to") or "").strip()
            if href:
                self.link = (self.line.next_start, _absolute(self.url, href))

    def _end_link(self) -> None:
        if self.link is not None and self.link[0] < self.line.length:
            self.line.links.append((self.link[0], self.line.length, self.link[1]))

    def _inner_frame(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> _Frame:
        frame = replace(self.frame)
        block = frame.block
        changes: dict[str, object] = {}
        if attributes.get("lang"):
            changes["language"] = attributes["lang"]
        if _is_hidden(tag, attributes):
            changes["hidden"] = True
        if tag == "summary":
            changes["hidden"] = False
        in_cell = block.kind is BlockKind.CELL
        if not in_cell and (heading := self._heading_changes(frame, tag)):
            changes.update(heading)
        elif tag in tags.KINDS and not in_cell:
            changes["kind"] = tags.KINDS[tag]
        elif tag in tags.LISTS:
            changes.update(list=self.writer.number("list"), level=block.level + 1 if block.list is not None else 0)
        elif tag == "table":
            frame.tables += 1
            frame.layout = frame.tables > 3 or is_layout_table(node)
            frame.table = None if frame.layout else Grid(self.writer.number("table"))
        elif frame.table is not None:
            changes.update(_cell_changes(frame, frame.table, tag, attributes))
        frame.preformatted = frame.preformatted or tag == "pre"
        frame.article = frame.article or tag in ("main", "article")
        if changes:
            frame.block = replace(block, **changes)  # type: ignore[arg-type]  # the keys are Block's own fields
        return frame

    def _heading_changes(self, frame: _Frame, tag: str) -> dict[str, object]:
        """Return what becomes of the block where a heading begins, or a paragraph after one that was never closed."""
        if tag in tags.HEADINGS:
            frame.heading_at = self.writer.length
            return {"kind": BlockKind.HEADING, "level": tags.HEADINGS[tag]}
        unclosed = frame.block.kind is BlockKind.HEADING and self.writer.length > frame.heading_at
        return {"kind": BlockKind.PARAGRAPH, "level": 0} if tag == "p" and unclosed else {}


def _cell_changes(
    frame: _Frame, grid: Grid, tag: str, attributes: dict[str, str | None]
) -> Iterator[tuple[str, object]]:
    """Yield what becomes of the block at a table's inner tags."""
    if tag == "tr":
        grid.start_row()
    elif tag == "thead":
        frame.head = True
    elif tag in tags.CELLS and frame.block.kind is not BlockKind.CELL:
        row_span, column_span = parse_span(attributes.get("rowspan")), parse_span(attributes.get("colspan"))
        row, column = grid.place(row_span, column_span)
        yield from (("kind", BlockKind.CELL), ("table", grid.number), ("row", row), ("column", column))
        yield from (("row_span", row_span), ("column_span", column_span), ("header", frame.head or tag == "th"))
        yield from (("list", None), ("level", 0))


def _is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag == "details":
        return "open" not in attributes
    style = attributes.get("style") or ""
    return "hidden" in attributes or ("display" in style and "display:none" in style.replace(" ", "").lower())


def _absolute(url: str | None, href: str) -> str:
    if url is None:
        return href
    try:
        return urljoin(url, href)
    except ValueError:
        return href
