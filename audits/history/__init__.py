"""What was audited before: runs, audits and all that they found, in a database (SQLite by default, PostgreSQL by URL).

    history = open_history(folder / "history.db")
    history.record(report, folder="example.org/2026-01-31T09-30-00Z")
    history.audits("https://www.example.org/")

The database is an index over what stands in the output folder: bundles and reports stay files, and everything in it can
be made again from them. docs/history.md describes the tables.
"""

from __future__ import annotations

from audits.history.runs import Run, RunSite, SiteState
from audits.history.store import AuditRow, History, open_history

__all__ = ["AuditRow", "History", "Run", "RunSite", "SiteState", "open_history"]
