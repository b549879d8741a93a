"""`cookie-audit crawl`: gather only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode
from audits.cli.parameters import SitesFile, Urls
from audits.cli.settings import CommonSettings, GatherSettings, takes_settings

PANEL, ORDER = "Audit", 2


@takes_settings
def command(
    gather: GatherSettings,
    common: CommonSettings,
    urls: Urls = None,
    sites: SitesFile = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the bundles.")] = Path("out"),
) -> int:
    """Gather only: one sealed bundle a site, to be judged later with `audit`."""
    from audits.cli.auditing import say_how_to_go_on  # noqa: PLC0415  # slow to import
    from audits.cli.gathering import targets  # noqa: PLC0415
    from audits.cli.sessions import SiteResult, session_of, work_through  # noqa: PLC0415
    from audits.cli.terminal import warn  # noqa: PLC0415

    found = targets(urls or [], sites)
    session = session_of(gather, None, common, output)
    finished: list[SiteResult] = []
    try:
        work_through(found, session, finished.append)
    except KeyboardInterrupt:
        say_how_to_go_on(found, finished)
        return ExitCode.INTERRUPTED
    for result in finished:
        if result.problem:
            warn(result.problem)
        if result.folder is not None:
            print(result.folder / "bundle")
    if any(result.internal for result in finished):
        return ExitCode.INTERNAL
    return ExitCode.OK if any(result.audited for result in finished) else ExitCode.NOTHING_AUDITED
