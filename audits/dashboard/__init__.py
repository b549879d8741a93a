"""The dashboard: an output folder's reports and history, read-only, with search. `cookie-audit serve` runs it."""

from __future__ import annotations

from audits.dashboard.app import dashboard

__all__ = ["dashboard"]
