"""Which parts of a page are not what their tag says: tables that only lay out the page, headers that are menus."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

_ROWS_LOOKED_AT = 200
_LONG_CELL = 200
_MENU_TEXT = 60
"""Characters of a header or footer that may stand outside its links when it is a menu."""


def is_layout_table(table: LexborNode) -> bool:
    """Say whether a table only places things on the page: presentation role, tables inside, or one column of prose."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    if len(table.css("table")) > 1:  # the selection holds the table itself
        return True
    rows = table.css("tr, [role=row]")[:_ROWS_LOOKED_AT]
    cells = [_cells(row) for row in rows]
    if max((len(row) for row in cells), default=0) > 1:
        return False
    return any(len(cell.text()) > _LONG_CELL for row in cells for cell in row)


def is_menu(node: LexborNode) -> bool:
    """Say whether a header or footer holds links, a logo and a line of small print, but no running text."""
    linked = sum(len(link.text().strip()) for link in node.css("a, button"))
    whole = len(" ".join(node.text(separator=" ").split()))
    return whole - linked <= max(_MENU_TEXT, linked) and node.css_first("p, table, h2") is None


def _cells(row: LexborNode) -> list[LexborNode]:
    return [child for child in row.iter() if child.tag in ("td", "th") or child.attributes.get("role")]
