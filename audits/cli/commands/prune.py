"""`cookie-audit prune`: remove old audits."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode
from audits.cli.parameters import Elsewhere, Past

PANEL, ORDER = "Look closer", 5


def command(
    keep_days: Annotated[int, typer.Option(min=1, help="Days that an audit is kept.", show_default=False)],
    output: Past = Path("out"),
    database: Elsewhere = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> int:
    """Remove audits older than some days, their files with them. Each site's latest stays, however old."""
    from audits.cli.judging import write_index  # noqa: PLC0415  # slow to import
    from audits.cli.past import opened  # noqa: PLC0415

    with opened(output, database) as history:
        gone = history.prune(keep_days, dry_run=dry_run)
    for audit in gone:
        folder = (output / audit.folder).resolve()
        print(folder)
        if not dry_run and folder.is_relative_to(output.resolve()) and folder != output.resolve():
            shutil.rmtree(folder, ignore_errors=True)
    done = "would be removed" if dry_run else "are removed"
    print(f"{len(gone)} audits of {len({audit.site for audit in gone})} sites {done}", file=sys.stderr)
    if gone and not dry_run:
        write_index(output)
    return ExitCode.OK
