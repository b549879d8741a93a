"""`cookie-audit run`: crawl, audit and report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.parameters import Output, SitesFile, Urls
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings, takes_settings

PANEL, ORDER = "Audit", 1


@takes_settings
def command(
    gather: GatherSettings,
    judge: JudgeSettings,
    common: CommonSettings,
    urls: Urls = None,
    sites: SitesFile = None,
    output: Output = Path("out"),
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew where the last run of this command did not come to its end.")
    ] = False,
) -> int:
    """Audit sites: gather in a real browser, judge, and write the reports."""
    from audits.cli.auditing import audit_run  # noqa: PLC0415  # slow to import
    from audits.cli.gathering import targets  # noqa: PLC0415

    return audit_run(targets(urls or [], sites), gather, judge, common, output, fresh=fresh).code
