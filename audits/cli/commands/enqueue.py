"""`cookie-audit enqueue`: give sites to the workers of many machines."""

from __future__ import annotations

from audits.cli.exit_codes import ExitCode
from audits.cli.parameters import Queue, SitesFile, Urls
from audits.cli.settings import CommonSettings, GatherSettings, takes_settings

PANEL, ORDER = "Fleet", 2


@takes_settings
def command(
    gather: GatherSettings,
    common: CommonSettings,
    urls: Urls = None,
    sites: SitesFile = None,
    database: Queue = "",
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
