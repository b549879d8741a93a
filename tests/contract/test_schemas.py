"""The published JSON Schemas are those of the model: `UPDATE_SCHEMAS=1` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audits.reports.json_report import report_schema
from crawler.evidence.bundle import canonical_json, evidence_schema

ROOT = Path(__file__).parents[2]
PUBLISHED: dict[str, Callable[[], dict[str, Any]]] = {
    "docs/report.schema.json": report_schema,
    "crawler/evidence/schema.json": evidence_schema,
}


@pytest.mark.parametrize("path", sorted(PUBLISHED))
def test_published_schema_is_the_models(path: str) -> None:
    expected = canonical_json(PUBLISHED[path]())
    if os.environ.get("UPDATE_SCHEMAS"):
        (ROOT / path).write_bytes(expected)
    assert (ROOT / path).read_bytes() == expected, "run UPDATE_SCHEMAS=1 pytest tests/contract/test_schemas.py"
