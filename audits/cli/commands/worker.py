"""`cookie-audit worker`: one of many machines that audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode
from audits.cli.parameters import Queue
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings, takes_settings

PANEL, ORDER = "Fleet", 3


@takes_settings
def command(
    gather: GatherSettings,
    judge: JudgeSettings,
    common: CommonSettings,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the results, shared by all workers.")
    ] = Path("out"),
    database: Queue = "",
    store: Annotated[
        str | None,
        typer.Option(help="Where results go instead, as s3://bucket/prefix (needs the extra s3).", show_default=False),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="End when the queue is empty.")] = False,
) -> int:
    """Audit the sites of the queue. Any number of workers may run, on any number of machines; each may be killed."""
    import asyncio  # noqa: PLC0415  # slow to import

    from audits.cli.evidence_store import open_store  # noqa: PLC0415  # slow to import
    from audits.cli.fleet import work  # noqa: PLC0415
    from audits.cli.sessions import session_of  # noqa: PLC0415

    session = session_of(gather, judge, common, output)
    asyncio.run(work(database, session, once=once, store=open_store(store) if store else None))
    return ExitCode.OK
