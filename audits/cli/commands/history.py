"""`cookie-audit history`: past audits."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.parameters import Elsewhere, Past

PANEL, ORDER = "Look closer", 3


def command(
    site: Annotated[str | None, typer.Argument(help="Address of a site; else all sites.", show_default=False)] = None,
    output: Past = Path("out"),
    database: Elsewhere = None,
    since: Annotated[str | None, typer.Option(help="From this day on, as 2026-01-31.", show_default=False)] = None,
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> int:
    """List past audits, newest first, with what failed in each."""
    from audits.cli.past import opened, site_in  # noqa: PLC0415  # slow to import
    from audits.cli.terminal import print_table  # noqa: PLC0415

    if form not in ("table", "json"):
        raise Stop(f"--format {form}: expected table or json", ExitCode.USAGE)
    with opened(output, database) as history:
        audits = history.audits(site_in(history, site) if site else None, since=since)
    if form == "json":
        print(json.dumps([asdict(audit) for audit in audits], ensure_ascii=False, indent=2))
        return ExitCode.OK
    rows = [
        (
            audit.audited_at,
            audit.site,
            audit.outcome,
            str(audit.claims_failed),
            str(audit.findings_failed),
            audit.folder,
        )
        for audit in audits
    ]
    print_table(("observed", "site", "outcome", "claims broken", "findings failed", "folder"), rows)
    return ExitCode.OK
