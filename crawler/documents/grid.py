"""The grid of one table: which row and column each cell stands in, with rowspans and colspans resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_SPAN = 100


@dataclass(slots=True)
class Grid:
    """Where the next cell of a table goes. Rows and columns count from 0."""

    number: int
    """The table's number in the document."""
    row: int = -1
    _column: int = 0
    _carried: dict[int, int] = field(default_factory=dict)
    """Rows that a cell from above still fills, by column."""

    def start_row(self) -> None:
        """Go to the next row."""
        self._carried = {column: rows - 1 for column, rows in self._carried.items() if rows > 1}
        self.row += 1
        self._column = 0

    def place(self, row_span: int, column_span: int) -> tuple[int, int]:
        """Place a cell with the given spans in the first free column; return its row and column."""
        if self.row < 0:
            self.start_row()
        while self._column in self._carried:
            self._column += 1
        column = self._column
        for covered in range(column, column + column_span):
            self._carried[covered] = row_span
        self._column = column + column_span
        return self.row, column


def parse_span(value: str | None) -> int:
    """Read a rowspan or colspan attribute; anything unusable is 1, `0` (to the end) the largest span."""
    if value is None or not value.strip().isdecimal():
        return 1
    return min(int(value.strip()[:6]), MAX_SPAN) or MAX_SPAN
