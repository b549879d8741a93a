"""Cookie tables, whatever their columns: each row gives its names and what its cells say."""

from __future__ import annotations

import re
from itertools import pairwise

from audits.claims.declared.columns import Columns, assign_columns, is_answer
from audits.claims.declared.context import Page, category_of, label_role
from audits.claims.declared.model import Row
from audits.claims.declared.names import Shape, shape, split_names
from audits.claims.durations import parse_duration
from crawler.evidence.text import Block, BlockKind

_Cells = dict[int, list[int]]
"""Column → indexes of the blocks in its cell."""
_Grid = dict[int, _Cells]
"""Row → cells."""
_DIVIDER_CHARS = 200
_WIDE = 3
"""Columns of a table in which a row of one cell can be no row of its own."""
_HEADS_ROWS = re.compile(r"[^\W\d_][a-zà-ÿ]{1,30}(?:[ -][a-zà-ÿ]{1,30}){1,4}")
"""Plain words, as a heading over rows has them ("Must-haves"), and names of cookies rarely."""


def read_tables(page: Page) -> list[Row]:
    """Read every table that lists cookies; tables of vendors, purposes or personal data are left alone."""
    rows: list[Row] = []
    grids = _grids(page)
    headings: tuple[int, dict[int, str]] | None = None
    for number, grid in sorted(grids.items()):
        if _is_vertical(page, grid):
            rows += _read_vertical(page, grid)
            continue
        head, body = _split_head(page, grid)
        if not body and head:  # a heading row that stands in a table of its own
            headings = (number, _texts(page, grid[head[-1]]))
            continue
        names = _texts(page, grid[head[-1]]) if head else {}
        if not names and headings is not None and headings[0] == number - 1:
            names = headings[1]
        rows += _read_grid(page, {row: grid[row] for row in body}, names, [grid[row] for row in head])
    return rows


def _grids(page: Page) -> dict[int, _Grid]:
    grids: dict[int, _Grid] = {}
    for index, block in enumerate(page.blocks):
        if block.kind is BlockKind.CELL and block.table is not None and block.row is not None:
            cells = grids.setdefault(block.table, {}).setdefault(block.row, {})
            cells.setdefault(block.column or 0, []).append(index)
    return grids


def _texts(page: Page, cells: _Cells) -> dict[int, str]:
    return {column: "\n".join(page.words(index) for index in blocks) for column, blocks in cells.items()}


def _split_head(page: Page, grid: _Grid) -> tuple[list[int], list[int]]:
    """Return the heading rows and the body rows of a table."""
    rows = sorted(grid)
    head: list[int] = []
    for row in rows:
        marked = all(page.blocks[index].header for blocks in grid[row].values() for index in blocks)
        if not marked or _holds_strong_name(page, grid[row]):
            break
        head.append(row)
    if not head and rows and not _holds_strong_name(page, grid[rows[0]]) and _is_heading_row(page, grid[rows[0]]):
        head = [rows[0]]
    return head, rows[len(head) :]


def _is_heading_row(page: Page, cells: _Cells) -> bool:
    roles = [label_role(text, page.language(cells[column][0])) for column, text in _texts(page, cells).items()]
    return len(cells) > 1 and sum(1 for role in roles if role and role[1] >= 2) * 2 >= len(roles)


def _holds_strong_name(page: Page, cells: _Cells) -> bool:
    return any(shape(name) is Shape.STRONG for text in _texts(page, cells).values() for name, _, _ in split_names(text))


def _read_grid(page: Page, body: _Grid, headings: dict[int, str], head: list[_Cells]) -> list[Row]:
    body = {row: _without_labels(page, cells, headings) for row, cells in body.items()}
    full = [cells for cells in body.values() if len(cells) > 1] or list(body.values())
    if not full:
        return []
    language = page.language(next(iter(full[0].values()))[0])
    texts: dict[int, list[str]] = {}
    for cells in full:
        for column, text in _texts(page, cells).items():
            texts.setdefault(column, []).append(text)
    columns = assign_columns(headings, texts, language)
    if not _lists_cookies(page, columns, texts, next(iter(full[0].values()))[0]):
        return []
    rows: list[Row] = []
    section: list[tuple[int, int]] = []
    above: _Cells = {}
    for cells in body.values():
        if len(cells) == 1 and (divider := _divider(page, cells, columns)):
            section = [divider]
            continue
        row = _read_row(page, _with_cells_above(page, cells, above, columns), cells, columns)
        above = {**above, **cells}
        if row is not None:
            row.values["section"] = section
            rows.append(row)
    if rows:
        page.use([index for cells in [*head, *body.values()] for blocks in cells.values() for index in blocks])
    return rows


def _without_labels(page: Page, cells: _Cells, headings: dict[int, str]) -> _Cells:
    """Leave out the column's heading where each cell repeats it, as layouts for narrow screens do."""
    kept: _Cells = {}
    for column, blocks in cells.items():
        repeated = len(blocks) > 1 and page.words(blocks[0]).strip(" :") == headings.get(column, "").strip(" :")
        kept[column] = blocks[1:] if repeated else blocks
    return kept


def _lists_cookies(page: Page, columns: Columns, texts: dict[int, list[str]], first: int) -> bool:
    """Say whether the table's rows name cookies, not vendors, purposes or data."""
    if "name" not in columns.roles or columns.name_share < 0.5:
        return False
    if columns.strong_share >= 0.3:
        return True
    cells = texts[columns.roles["name"]]
    brands = sum(1 for text in cells if text[:1].isupper() and text[1:].islower())
    described = "lifetime" in columns.roles or "storage" in columns.roles or "party" in columns.roles
    if not columns.named or brands * 2 >= len(cells):
        return False
    technical = sum(1 for text in cells if all(shape(name) >= Shape.MEDIUM for name, _, _ in split_names(text)))
    return described or (technical * 10 >= len(cells) * 6 and page.is_about_cookies(first))


def _divider(page: Page, cells: _Cells, columns: Columns) -> tuple[int, int] | None:
    """Return the place of a row's only cell when it heads the rows that follow."""
    ((column, blocks),) = cells.items()
    text = " ".join(page.words(index) for index in blocks)
    names = split_names(text)
    if len(columns.headings) >= _WIDE and _HEADS_ROWS.fullmatch(text.strip()):
        return page.blocks[blocks[0]].start, page.blocks[blocks[-1]].end
    is_name = column == columns.roles["name"] and names and shape(names[0][0]) is Shape.STRONG
    if is_name or (
        column == columns.roles["name"]
        and names
        and category_of(text[:_DIVIDER_CHARS], page.language(blocks[0])) is None
    ):
        return None
    return page.blocks[blocks[0]].start, page.blocks[blocks[-1]].end


def _with_cells_above(page: Page, cells: _Cells, above: _Cells, columns: Columns) -> _Cells:
    """Fill in cells that reach down from a row above: rowspans, and vendors written once for several rows."""
    filled = dict(cells)
    row = min((page.blocks[blocks[0]].row or 0) for blocks in cells.values())
    for column, blocks in above.items():
        block = page.blocks[blocks[0]]
        spans = (block.row or 0) + block.row_span > row
        first = column == columns.roles.get("provider") and column < columns.roles["name"]
        if column not in filled and (spans or first):
            filled[column] = blocks
    return filled


def _read_row(page: Page, filled: _Cells, own: _Cells, columns: Columns) -> Row | None:
    blocks = filled.get(columns.roles["name"], [])
    names = [name for index in blocks for name in split_names(page.words(index), page.blocks[index].start)]
    if not names:
        return None
    language = page.language(blocks[0])
    values = {
        role: [(page.blocks[index].start, page.blocks[index].end) for index in filled[column]]
        for role, column in columns.roles.items()
        if role != "name" and column in filled
    }
    answer = values.pop("in_use", [])
    if answer and is_answer(page.text[answer[0][0] : answer[0][1]], language) is False:
        return None
    _find_misplaced(page, filled, columns, values, language)
    ordered = sorted(index for cell in own.values() for index in cell)
    inside = [page.blocks[index] for index in sorted({*ordered, *blocks})]
    return Row(
        names=names,
        start=min(names[0][1], inside[0].start) if _is_contiguous(inside) else names[0][1],
        end=inside[-1].end if _is_contiguous(inside) else page.blocks[blocks[-1]].end,
        values=values,
        block=blocks[0],
        lifetime_unit=columns.headings.get(columns.roles.get("lifetime", -1), ""),
    )


def _is_contiguous(inside: list[Block]) -> bool:
    """Say whether nothing stands between the blocks: a quote of them all is the row alone."""
    return all(after.start <= before.end + 1 for before, after in pairwise(inside))


def _find_misplaced(
    page: Page, cells: _Cells, columns: Columns, values: dict[str, list[tuple[int, int]]], language: str
) -> None:
    """Find a lifetime or purpose in another column than the heading says, as in rows with fewer cells."""

    def text_of(ranges: list[tuple[int, int]]) -> str:
        return " ".join(page.text[start:end] for start, end in ranges)

    others = {
        column: [(page.blocks[index].start, page.blocks[index].end) for index in blocks]
        for column, blocks in cells.items()
        if column != columns.roles["name"]
    }
    stated = values.get("lifetime")
    if "lifetime" in columns.roles and (not stated or parse_duration(text_of(stated), language) is None):
        for ranges in others.values():
            text = text_of(ranges)
            if len(text) <= 60 and parse_duration(text, language) is not None:
                values["lifetime"] = ranges
                break
    if "purpose" not in values:
        longest = max((ranges for ranges in others.values()), key=lambda ranges: len(text_of(ranges)), default=[])
        taken = next((role for role, ranges in values.items() if ranges == longest), None)
        is_short_row = len(cells) < len(columns.headings) and taken == "provider"
        if longest and len(text_of(longest).split()) >= 3 and (taken is None or is_short_row):
            values["purpose"] = longest
            if taken is not None:
                del values[taken]


def _is_vertical(page: Page, grid: _Grid) -> bool:
    """Say whether the first column holds the labels: one table a cookie, or records one below the other."""
    rows = [cells for cells in grid.values() if len(cells) == 2]
    if len(rows) < 2 or len(rows) * 5 < len(grid) * 4:
        return False
    labels = [_label(page, cells) for cells in rows]
    distinct = {label for label in labels if label}
    known = sum(1 for label in labels if label)
    return known * 10 >= len(rows) * 6 and len(distinct) >= 2 and "name" in distinct and known > 1


def _label(page: Page, cells: _Cells) -> str | None:
    first = min(cells)
    found = label_role(" ".join(page.words(index) for index in cells[first]), page.language(cells[first][0]))
    return found[0] if found and found[1] >= 2 else None


def _read_vertical(page: Page, grid: _Grid) -> list[Row]:
    rows: list[Row] = []
    before: dict[str, list[tuple[int, int]]] = {}
    for cells in grid.values():
        if len(cells) != 2:
            continue
        role, blocks = _label(page, cells), cells[max(cells)]
        ranges = [(page.blocks[index].start, page.blocks[index].end) for index in blocks]
        if role == "name":
            names = [name for index in blocks for name in split_names(page.words(index), page.blocks[index].start)]
            if names:
                rows.append(Row(names=names, start=names[0][1], end=ranges[-1][1], values={}, block=blocks[0]))
        elif role:
            (rows[-1].values if rows else before).setdefault(role, ranges)
        if rows:
            rows[-1].end = max(rows[-1].end, ranges[-1][1])
    if len(rows) == 1:  # the table is of one cookie: what stands above its name is said of it too
        rows[0].values = {**before, **rows[0].values}
    strong = [
        row
        for row in rows
        if row.values and (any(shape(name) >= Shape.MEDIUM for name, _, _ in row.names) or "lifetime" in row.values)
    ]
    if strong:
        page.use([index for cells in grid.values() for blocks in cells.values() for index in blocks])
    return strong
