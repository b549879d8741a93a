"""`cookie-audit enqueue`: give sites to the workers of many machines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode
from audits.cli.settings import CommonSettings, GatherSettings, takes_settings

PANEL, ORDER = "Fleet", 2


@takes_settings
def command(
    gather: GatherSettings,
    common: CommonSettings,
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL...", show_default=False)] = None,
    sites: Annotated[Path | None, typer.Option(help="Sites file, one site a line.", show_default=False)] = None,
    database: Annotated[
        str, typer.Option(envvar="DATABASE_URL", help="PostgreSQL, as postgresql://…", show_default=False)
    ] = "",
) -> int:
    """Put sites into the queue that `worker` takes them from. The same command goes on with an unfinished run."""
    import asyncio  # noqa: PLC0415  # slow to import

    from audits.cli.fleet import enqueue  # noqa: PLC0415
    from audits.cli.gathering import gather_options, targets  # noqa: PLC0415

    found = targets(urls or [], sites)
    put, continued = asyncio.run(enqueue(found, gather_options(gather), database))
    if not common.quiet:
        print(
            f"{put} of {len(found)} sites are queued{'; the others are done, or queued already' if continued else ''}"
        )
    return ExitCode.OK
