"""The history's tables as files: CSV, or Parquet where pyarrow is installed. Written piece by piece, however large."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, Integer, Select, Table, select

from audits.history.schema import AUDIT, CLAIM, COOKIE, DOCUMENT, FINDING, OF_AN_AUDIT, RUN, RUN_SITE
from audits.history.store import History
from audits.reports.csv_table import csv_rows, csv_table

FORMATS = ("csv", "parquet")
TABLES = (AUDIT, FINDING, CLAIM, COOKIE, DOCUMENT, RUN, RUN_SITE)
_AT_A_TIME = 5_000
"""Rows held in memory."""

Rows = Iterable[list[list[Any]]]


class ExportMissing(Exception):
    """What a format needs is not installed."""


def export(history: History, folder: Path, form: str, *, since: str | None = None) -> Iterator[Path]:
    """Write each table into `folder` and yield the files. Raises ExportMissing.

    `since` (ISO 8601): only what was observed, and what a run came to the end of, from then on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write = _write_csv if form == "csv" else _write_parquet
    for table in TABLES:
        path = folder / f"{table.name}.{form}"
        partial = path.with_name(f".{path.name}.partial")
        try:
            write(partial, table, _batches(history, _query(table, since)))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        yield path


def _query(table: Table, since: str | None) -> Select[Any]:
    query = select(table).order_by(*table.primary_key.columns)
    if since is None:
        return query
    if table in OF_AN_AUDIT:
        return query.join(AUDIT, AUDIT.c.id == table.c.audit_id).where(AUDIT.c.audited_at >= since)
    return query.where((table.c.audited_at if table is AUDIT else table.c.finished_at) >= since)


def _batches(history: History, query: Select[Any]) -> Rows:
    with history.engine.connect() as connection:
        found = connection.execution_options(yield_per=_AT_A_TIME).execute(query)
        for partition in found.partitions():
            yield [[_flat(value) for value in row] for row in partition]


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (dict, list)) else value


def _write_csv(path: Path, table: Table, batches: Rows) -> None:
    with path.open("wb") as file:
        file.write(csv_table([column.name for column in table.columns], []))
        for rows in batches:
            file.write(csv_rows(rows))


def _write_parquet(path: Path, table: Table, batches: Rows) -> None:
    try:
        import pyarrow  # noqa: PLC0415  # large, and for this alone
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise ExportMissing("Parquet needs pyarrow: pip install 'cookie-audit[parquet]'") from None
    columns = list(table.columns)
    # The types are the tables', not the values': a column that is empty today has the same tomorrow.
    schema = pyarrow.schema([pyarrow.field(column.name, _arrow_type(pyarrow, column)) for column in columns])
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in batches:
            values = [
                [_time(row[place]) if _is_time(column) else row[place] for row in rows]
                for place, column in enumerate(columns)
            ]
            arrays = [pyarrow.array(each, field.type) for each, field in zip(values, schema, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _arrow_type(pyarrow: Any, column: Column[Any]) -> Any:
    if _is_time(column):
        return pyarrow.timestamp("s", tz="UTC")
    for kind, arrow in ((Boolean, "bool"), (Integer, "int64"), (Float, "float64"), (JSON, "string")):
        if isinstance(column.type, kind):
            return pyarrow.type_for_alias(arrow)
    return pyarrow.string()


def _is_time(column: Column[Any]) -> bool:
    return column.name.endswith("_at")


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
