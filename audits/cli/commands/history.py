"""`cookie-audit history`: past audits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.parameters import Elsewhere, Past, Since

if TYPE_CHECKING:
    from audits.history import AuditRow

PANEL, ORDER = "Look closer", 3


def command(
    site: Annotated[str | None, typer.Argument(help="Address of a site; else all sites.", show_default=False)] = None,
    output: Past = Path("out"),
    database: Elsewhere = None,
    since: Since = None,
    latest: Annotated[
        bool, typer.Option("--latest", help="Each site's latest audit alone, with what changed since the one before.")
    ] = False,
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> int:
    """List past audits, newest first, with what failed in each."""
    from audits.cli.past import moment, opened, site_in  # noqa: PLC0415  # slow to import

    if form not in ("table", "json"):
        raise Stop(f"--format {form}: expected table or json", ExitCode.USAGE)
    if latest and site:
        raise Stop(f"--latest lists all sites; leave {site} out", ExitCode.USAGE)
    start = moment(since)
    with opened(output, database) as history:
        if latest:
            pairs = history.latest(since=start)
        else:
            pairs = [(audit, None) for audit in history.audits(site_in(history, site) if site else None, since=start)]
    if form == "json":
        found = [asdict(audit) | ({"before": before and asdict(before)} if latest else {}) for audit, before in pairs]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(pairs)
    return ExitCode.OK


def _print(pairs: Sequence[tuple[AuditRow, AuditRow | None]]) -> None:
    from audits.cli.terminal import print_table  # noqa: PLC0415  # slow to import

    rows = [
        (
            audit.audited_at,
            audit.site,
            audit.outcome,
            _number(audit.claims_failed, before.claims_failed if before else None),
            _number(audit.findings_failed, before.findings_failed if before else None),
            audit.folder,
        )
        for audit, before in pairs
    ]
    print_table(("observed", "site", "outcome", "claims broken", "findings failed", "folder"), rows)


def _number(now: int, before: int | None) -> str:
    """Return a number, and by how much it is another than before."""
    return f"{now} ({now - before:+})" if before is not None and now != before else str(now)
