"""The history's tables as files: CSV, or Parquet where pyarrow is installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from audits.history.schema import AUDIT, CLAIM, COOKIE, DOCUMENT, FINDING
from audits.history.store import History
from audits.reports.csv_table import csv_table

FORMATS = ("csv", "parquet")
TABLES = (AUDIT, FINDING, CLAIM, COOKIE, DOCUMENT)


class ExportMissing(Exception):
    """What a format needs is not installed."""


def export(history: History, folder: Path, form: str) -> Iterator[Path]:
    """Write each table into `folder` and yield the files. Raises ExportMissing."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        path = folder / f"{table.name}.{form}"
        columns = [column.name for column in table.columns]
        rows = _rows(history, table)
        if form == "csv":
            path.write_bytes(csv_table(columns, ([row[name] for name in columns] for row in rows)))
        else:
            _write_parquet(path, columns, rows)
        yield path


def _rows(history: History, table: Table) -> list[dict[str, Any]]:
    with history.engine.connect() as connection:
        found = connection.execute(select(table).order_by(table.c.id)).mappings().all()
    return [{name: _flat(value) for name, value in row.items()} for row in found]


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (dict, list)) else value


def _write_parquet(path: Path, columns: list[str], rows: list[dict[str, Any]]) -> None:
    try:
        import pyarrow  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # large, and for this alone
        import pyarrow.parquet  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise ExportMissing("Parquet needs pyarrow: pip install 'cookie-audit[parquet]'") from None
    table = pyarrow.table({name: [row[name] for row in rows] for name in columns})
    pyarrow.parquet.write_table(table, path)
