"""report.json: the public contract, canonical bytes, and its JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from audits.model import Report
from crawler.evidence.bundle import Bundle, canonical_json

NAME = "json"
FILE_NAME = "report.json"


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def render(report: Report, bundle: Bundle) -> bytes:
    """Return report.json. Everything in it comes from the report, so `bundle` is not looked at."""
    return canonical_json(report_to_json(report))


def report_to_json(report: Report) -> dict[str, Any]:
    """Return the report as plain JSON values."""
    dumped: dict[str, Any] = _adapter().dump_python(report, mode="json")
    return dumped


def report_from_json(value: Any) -> Report:
    """Return the report that `report_to_json` gave. Raises pydantic.ValidationError when it is not of that shape."""
    return _adapter().validate_python(value)


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of report.json, generated from the model."""
    schema = _adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
