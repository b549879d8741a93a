"""Judges: reads the claims in the policies of a bundle and tests them against what the bundle observed.

Pure over saved evidence: no network, no browser, no clock. Of `crawler` only `crawler.evidence` is imported
(the command line, `audits.cli`, is where both halves are put together).

    from audits import audit

    report = audit("bundle")

docs/api.md has the rest. Names are imported when they are asked for: the package itself stays cheap to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audits.api import audit, render
    from audits.model import Finding, Outcome, Report, Severity

_PLACES = {
    "Finding": "audits.model",
    "Outcome": "audits.model",
    "Report": "audits.model",
    "Severity": "audits.model",
    "audit": "audits.api",
    "render": "audits.api",
}

__all__ = ["Finding", "Outcome", "Report", "Severity", "audit", "render"]

if not TYPE_CHECKING:  # with it, a type checker would take every name for one that there is

    def __getattr__(name: str) -> Any:
        """Import one of `__all__`."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_PLACES[name]), name)
