"""`cookie-audit run`: crawl, audit and report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings, takes_settings

PANEL, ORDER = "Audit", 1


@takes_settings
def command(
    gather: GatherSettings,
    judge: JudgeSettings,
    common: CommonSettings,
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL...", show_default=False)] = None,
    sites: Annotated[Path | None, typer.Option(help="Sites file, one site a line.", show_default=False)] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = Path("out"),
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew where the last run of this command did not come to its end.")
    ] = False,
) -> int:
    """Audit sites: gather in a real browser, judge, and write the reports."""
    from audits.cli.auditing import audit_sites  # noqa: PLC0415  # slow to import
    from audits.cli.gathering import targets  # noqa: PLC0415

    return audit_sites(targets(urls or [], sites), gather, judge, common, output, fresh=fresh)
