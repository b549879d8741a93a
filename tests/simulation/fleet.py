"""A simulated fleet: its database, its workers, and what is done to them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from audits.cli.fleet import enqueue
from audits.cli.past import open_database
from audits.history import History, SiteState
from audits.history.schema import AUDIT, RUN_SITE
from crawler.evidence.bundle import EvidenceError, verify
from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from tests.fleet.postgres import Server
from tests.simulation.worker import AT_WORK

LOOK_S = 1.0
ENDING_S = 120
"""Wall time that a worker gets to end what it has in hand."""


@dataclass(slots=True, kw_only=True)
class Fleet:
    """Workers over one database and one output folder."""

    server: Server
    folder: Path
    jobs: int
    """Sites at the same time in each worker."""
    scale: float
    store: str | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def output(self) -> Path:
        """Where the results go."""
        return self.folder / "out"

    def start_worker(self) -> None:
        """Start one more worker."""
        place = len(self.workers)
        words = [sys.executable, "-m", "tests.simulation.worker", "--database", self.server.address]
        words += ["--output", str(self.output), "--log", str(self.folder / f"worker-{place}.jsonl")]
        words += ["--jobs", str(self.jobs), "--scale", str(self.scale)]
        words += ["--store", self.store] if self.store else []
        with (self.folder / f"worker-{place}.log").open("wb") as log:
            root = Path(__file__).parents[2]
            self.workers.append(subprocess.Popen(words, stdout=log, stderr=log, cwd=root, env={**os.environ}))

    def kill_worker(self) -> None:
        """Kill the worker that has lived longest, and start another in its place."""
        oldest = next(worker for worker in self.workers if worker.poll() is None)
        oldest.kill()
        oldest.wait()
        self.start_worker()

    def wait_until_at_work(self, limit_s: float) -> None:
        """Wait until every living worker has found its database: one that finds none when it starts says so and ends.

        Not until each has done a site: a worker that comes late to few sites may get none.
        """
        deadline = time.monotonic() + limit_s
        while any(
            worker.poll() is None and AT_WORK.encode() not in (self.folder / f"worker-{place}.log").read_bytes()
            for place, worker in enumerate(self.workers)
        ):
            assert time.monotonic() < deadline, f"a worker was not at work in {limit_s:.0f} s"
            time.sleep(LOOK_S / 10)

    def living(self) -> int:
        """Return how many workers run."""
        return sum(worker.poll() is None for worker in self.workers)

    def end(self) -> None:
        """Tell the workers to end, and see that they do."""
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            try:
                worker.wait(ENDING_S)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()

    def gatherings(self) -> list[dict[str, float]]:
        """Return what the workers wrote of each gathering."""
        lines = [line for path in self.folder.glob("worker-*.jsonl") for line in path.read_text().splitlines()]
        return [json.loads(line) for line in lines if line.endswith("}")]


@contextmanager
def fleet(
    server: Server, folder: Path, *, workers: int, jobs: int, scale: float, store: str | None = None
) -> Iterator[Fleet]:
    """Yield a running fleet; every worker is gone afterwards."""
    running = Fleet(server=server, folder=folder, jobs=jobs, scale=scale, store=store)
    running.output.mkdir()
    try:
        for _ in range(workers):
            running.start_worker()
        yield running
    finally:
        running.end()


def sites(number: int) -> list[SiteTarget]:
    """Return simulated sites."""
    return [SiteTarget(url=f"https://site-{place:07}.example/") for place in range(number)]


def put_in_queue(address: str, targets: list[SiteTarget]) -> int:
    """Enqueue sites as the command line does, and return how many were put."""
    return asyncio.run(enqueue(targets, GatherOptions(), address))[0]


def done(history: History) -> int:
    """Return how many sites have their result."""
    with history.engine.connect() as connection:
        waiting = SiteState.WAITING.value
        return connection.scalar(select(func.count()).where(RUN_SITE.c.state != waiting)) or 0


def wait_until_done(history: History, number: int, limit_s: float) -> None:
    """Wait until so many sites have their result."""
    deadline = time.monotonic() + limit_s
    while (found := done(history)) < number:
        assert time.monotonic() < deadline, f"{found} of {number} sites are done after {limit_s:.0f} s"
        time.sleep(LOOK_S)


def problems(address: str, output: Path, number: int, *, verified: int = 200) -> list[str]:
    """Return what was lost or recorded twice: nothing, that is, when all is well. `verified`: bundles to check."""
    with open_database(address) as history, history.engine.connect() as connection:
        rows = connection.execute(select(RUN_SITE.c.site, RUN_SITE.c.state, RUN_SITE.c.folder)).all()
        audits = connection.execute(select(AUDIT.c.site, AUDIT.c.folder)).all()
    found = []
    if len(rows) != number or any(row.state != SiteState.DONE for row in rows):
        found.append(f"{sum(row.state == SiteState.DONE for row in rows)} of {number} sites are done")
    if len(audits) != number or len({row.site for row in audits}) != number:
        found.append(f"{len(audits)} audits of {len({row.site for row in audits})} sites are recorded")
    written = {path.parent.relative_to(output).as_posix() for path in output.glob("*/[!.]*/report.json")}
    if written != {row.folder for row in audits}:
        lost = {row.folder for row in audits} - written
        found.append(f"{len(lost)} recorded results are not there, {len(written) - len(audits) + len(lost)} too many")
    for folder in sorted(written)[:: max(1, len(written) // verified)]:
        try:
            verify(output / folder / "bundle")
        except EvidenceError as error:
            found.append(str(error))
    return found
