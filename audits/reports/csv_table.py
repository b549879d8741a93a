"""A table for a spreadsheet: bytes that open as UTF-8, cells that no spreadsheet program runs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

from audits.reports.visible_text import visible


def csv_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return the table: UTF-8 with BOM, as spreadsheets need to read it as UTF-8."""
    return codecs.BOM_UTF8 + csv_rows([headings]) + csv_rows(rows)


def csv_rows(rows: Iterable[Sequence[object]]) -> bytes:
    """Return further rows of a table that is written piece by piece."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = visible(value)
    # A cell that begins like a formula would be run by spreadsheet programs (OWASP, "CSV Injection").
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r", "|", "%") else text
