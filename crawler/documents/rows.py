"""Lines of plain text → the rows of a table: set with pipes, tabs, quotes or spaces."""

from __future__ import annotations

import csv
import re

from crawler.documents.columns import spaced_rows
from crawler.documents.runs import BULLET

CSV_HEADER = re.compile(r"^[ \t]+:header(?:-rows)?:[ \t]*(?=\")")
"""The head of a table that reStructuredText reads from quoted cells."""
_PIPE_RULE = re.compile(r"^[\s|:+=-]+$")
_MAX_CELLS = 50


def rows_of(group: list[str]) -> list[tuple[bool, list[str]]]:
    """Return the cells of each line, with whether it is a header, when all lines are rows of a table; else nothing."""
    for split in (_pipe_cells, _tab_cells, _quoted_cells):
        rows = [cells for line in group if (cells := split(line)) is not None]
        if len(rows) == len(group) and any(len(cells) > 1 for cells in rows):
            ruled = any(_PIPE_RULE.match(line) for line in group)
            kept = [
                (bool(CSV_HEADER.match(line)), cells) for line, cells in zip(group, rows, strict=True) if any(cells)
            ]
            return [(header or (ruled and index == 0), cells) for index, (header, cells) in enumerate(kept)]
    if any(BULLET.match(line) for line in group):
        return []
    return [(False, cells) for cells in spaced_rows(group)]


def _pipe_cells(line: str) -> list[str] | None:
    if "|" not in line:
        return [] if _PIPE_RULE.match(line) else None
    if _PIPE_RULE.match(line):
        return []
    return [cell.strip() for cell in line.strip().strip("|").split("|")][:_MAX_CELLS]


def _tab_cells(line: str) -> list[str] | None:
    cells = [cell.strip() for cell in re.split(r"\t+", line.strip())]
    return cells[:_MAX_CELLS] if len(cells) > 1 else None


def _quoted_cells(line: str) -> list[str] | None:
    text = CSV_HEADER.sub("", line).strip()
    if not text.startswith('"'):
        return None
    try:
        cells = next(csv.reader([text[:20_000]], skipinitialspace=True), [])
    except csv.Error:
        return None
    return [cell.strip() for cell in cells][:_MAX_CELLS] if len(cells) > 1 else None
