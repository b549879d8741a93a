"""`cookie-audit export`: the history as tables for researchers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.parameters import Elsewhere, Past, Since

PANEL, ORDER = "Look closer", 4


def command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write the tables.", show_default=False)],
    output: Past = Path("out"),
    database: Elsewhere = None,
    since: Since = None,
    form: Annotated[str, typer.Option("--format", help="csv or parquet (needs the extra parquet).")] = "csv",
) -> int:
    """Write the history's tables as files, one a table: what each column is stands in docs/history.md."""
    from audits.cli.past import moment, opened  # noqa: PLC0415  # slow to import
    from audits.history.export import FORMATS, ExportMissing, export  # noqa: PLC0415

    if form not in FORMATS:
        raise Stop(f"--format {form}: expected {' or '.join(FORMATS)}", ExitCode.USAGE)
    with opened(output, database) as history:
        try:
            for path in export(history, folder, form, since=moment(since)):
                print(path)
        except ExportMissing as error:
            raise Stop(str(error), ExitCode.USAGE) from None
    return ExitCode.OK
