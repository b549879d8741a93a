"""One worker of the simulation: `cookie-audit worker` with the gathering stubbed."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import Any

from audits.cli import site_queue
from audits.cli.evidence_store import open_store
from audits.cli.fleet import work
from audits.cli.sessions import Session
from crawler.options import GatherOptions
from tests.simulation.gathering import Stub

AT_WORK = "at work"
"""What a worker says when it has found its database."""


def main() -> None:
    """Work until told to end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--jobs", type=int, required=True)
    parser.add_argument("--scale", type=float, required=True)
    parser.add_argument("--store")
    given = parser.parse_args()
    # Lost workers are found sooner too, as everything is faster than life.
    site_queue.HEARTBEAT_S, site_queue.LOST_AFTER_S, site_queue.REAP_EVERY_S = 2, 10, 5
    take_sites = site_queue.work

    async def saying_so(app: Any, lost: asyncio.Event, *, jobs: int, once: bool) -> None:
        print(AT_WORK, flush=True)  # the database was there when it started: from now on it may go away
        await take_sites(app, lost, jobs=jobs, once=once)

    site_queue.work = saying_so
    session = Session(options=GatherOptions(), output=given.output, jobs=given.jobs, formats=("json",), quiet=True)
    store = open_store(given.store) if given.store else None
    asyncio.run(
        work(given.database, session, once=False, store=store, pools=Stub(scale=given.scale, log=given.log).pool)
    )


if __name__ == "__main__":
    main()
