"""`cookie-audit schedule`: scheduled crawls."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.parameters import Output
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings, TellSettings, takes_settings

PANEL, ORDER = "Fleet", 1


@takes_settings
def command(  # noqa: PLR0913, PLR0917  # each is an option of the command line
    gather: GatherSettings,
    judge: JudgeSettings,
    tell: TellSettings,
    common: CommonSettings,
    sites: Annotated[Path, typer.Option(help="Sites file; `every=` says when a site is due.", show_default=False)],
    output: Output = Path("out"),
    every: Annotated[
        str | None,
        typer.Option(help="For sites without `every=`: daily, 6h, '17 4 * * mon' (UTC).", show_default=False),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Audit what is due now, then end: for cron and timers.")] = False,
) -> int:
    """Audit sites again and again, each when its `every=` says so, and tell what got worse or better."""
    from audits.cli.notices import receivers  # noqa: PLC0415  # slow to import
    from audits.cli.rounds import RoundSettings, keep_auditing  # noqa: PLC0415

    settings = RoundSettings(gather=gather, judge=judge, common=common, output=output, receivers=receivers(tell))
    return keep_auditing(sites, every, settings, once=once)
