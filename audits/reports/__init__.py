"""Formats in which a report is written: one module each, found by looking into this folder.

A format is a module with `NAME` (what `--format` takes), `FILE_NAME` (inside the site's folder) and
`render(report, bundle) -> bytes`; two modules of one name make a format of two files. Rendering is pure: same report
and bundle, same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from audits.model import Report
from crawler.evidence.bundle import Bundle


class ReportFormat(Protocol):
    """What a format's module offers."""

    NAME: str
    FILE_NAME: str

    def render(self, report: Report, bundle: Bundle) -> bytes:
        """Return the file's content."""


@cache
def report_formats() -> dict[str, tuple[ReportFormat, ...]]:
    """Return the formats found, by name: the makers of each one's files."""
    found: dict[str, tuple[ReportFormat, ...]] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "NAME") and hasattr(module, "render"):
            found[module.NAME] = (*found.get(module.NAME, ()), cast(ReportFormat, module))
    return dict(sorted(found.items()))
