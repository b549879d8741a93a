"""Tables set with spaces alone, as in print-outs: columns are told by the gutters that run through all their lines."""

from __future__ import annotations

_GUTTER = 2
"""Spaces between two columns, at least."""
_MIN_LINES = 2
_MAX_COLUMNS = 12
_MAX_LINES = 400
_MAX_WIDTH = 400
_FILLED = 0.5
"""Part of the lines that hold more than one cell."""


def spaced_rows(lines: list[str]) -> list[list[str]]:
    """Return the cells of each row when the lines are a table set with spaces; else nothing.

    A line whose first column is empty goes on with the row above it, cell by cell.
    """
    lines = [line.expandtabs(4).rstrip() for line in lines]
    if not _MIN_LINES <= len(lines) <= _MAX_LINES or max(map(len, lines)) > _MAX_WIDTH:
        return []
    columns = _columns(lines)
    if not 2 <= len(columns) <= _MAX_COLUMNS:
        return []
    rows: list[list[str]] = []
    for line in lines:
        cells = [line[low:high].strip() for low, high in columns]
        if cells[0] or not rows:
            rows.append(cells)
        else:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
    filled = sum(1 for row in rows if sum(1 for cell in row if cell) > 1)
    return rows if len(rows) >= _MIN_LINES and filled > _FILLED * len(lines) else []


def _columns(lines: list[str]) -> list[tuple[int, int]]:
    """Return where each column begins and ends: between gutters that are blank in every line."""
    width = max(map(len, lines))
    blank = [all(len(line) <= at or line[at] == " " for line in lines) for at in range(width)]
    columns: list[tuple[int, int]] = []
    start, gap = None, _GUTTER
    for at, empty in enumerate([*blank, True, True]):
        if not empty:
            start = at if start is None else start
            gap = 0
            continue
        gap += 1
        if start is not None and gap == _GUTTER:
            columns.append((start, at + 1))
            start = None
    return columns
