"""Times crawling: `python -m tests.bench.crawl` (or `make bench`). Everything is measured in one run, on loopback.

- an audit of an idle and of a busy home page in three states, as a multiple of bare loads of the same page in the
  same browser (three new contexts, goto, close): medians, audits and bare loads in turn;
- the same audit in real time, and whether both saw the same storage rows;
- sites an hour with 1, 2 and 4 workers on the demo web, the memory of a worker with its browser (PSS: what
  processes share counts once, and less where other browsers share it), judging apart;
- time and memory over many sites in one worker after another.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from audits.engine import audit
from audits.inventory import assemble
from crawler.browser.session import BrowserSession, launch
from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import SiteEvidence, SiteTarget, State
from crawler.gathering import gather
from crawler.options import GatherOptions
from crawler.supervision import WorkerPool
from tests.bench.crawl_web import BUSY, IDLE, served
from tests.web import DemoWeb

STATES = (State.BEFORE, State.REJECT, State.ACCEPT)
GOALS = {IDLE: 3.5, BUSY: 4.0}
"""Most that an audit may take, in bare loads."""


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(description="Time crawling on loopback.")
    parser.add_argument("--rounds", type=int, default=5, help="audits and bare loads of each page (default: 5)")
    parser.add_argument("--sites", type=int, default=60, help="sites for growth over time; 0: none (default: 60)")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2, 4], help="numbers of workers (default: 1 2 4)")
    parser.add_argument("--no-real-time", action="store_true", help="leave the minutes of waiting out")
    arguments = parser.parse_args()
    with served() as options, tempfile.TemporaryDirectory() as folder:
        asyncio.run(_ratios(options, Path(folder), arguments.rounds))
        if not arguments.no_real_time:
            asyncio.run(_real_time(options, Path(folder)))
        if arguments.sites:
            asyncio.run(_growth(options, Path(folder), arguments.sites))
    for jobs in arguments.jobs:
        with DemoWeb() as web, tempfile.TemporaryDirectory() as folder:
            asyncio.run(_throughput(web, Path(folder), jobs))


async def _ratios(options: GatherOptions, folder: Path, rounds: int) -> None:
    async with _browser(options) as session:
        for url in (IDLE, BUSY):
            bare, audits, paths = [], [], []
            await _audit(session, options, url, folder / f"{_name(url)}-warm")
            for n in range(rounds):
                bare.append(await _timed(_bare_loads(session, url)))
                path = folder / f"{_name(url)}-{n}"
                audits.append(await _timed(_audit(session, options, url, path)))
                paths.append(path)
            ratio = statistics.median(audits) / statistics.median(bare)
            judging = statistics.median(_judged(path) for path in paths)
            print(
                f"{_name(url)} page: three states {statistics.median(audits):.2f} s, bare loads "
                f"{statistics.median(bare):.2f} s: {ratio:.1f} times (goal {GOALS[url]}); judging {judging:.3f} s",
                flush=True,
            )


async def _bare_loads(session: BrowserSession, url: str) -> None:
    for _ in STATES:
        async with session.context() as context:
            page = await context.new_page()
            await page.goto(url)


async def _audit(session: BrowserSession, options: GatherOptions, url: str, path: Path) -> None:
    @asynccontextmanager
    async def lend(wanted: GatherOptions) -> AsyncIterator[BrowserSession]:
        yield session.under(wanted)

    await gather(SiteTarget(url=url), replace(options, states=STATES), path, browser=lend)


async def _real_time(options: GatherOptions, folder: Path) -> None:
    async with _browser(options) as session:
        virtual = await _timed(_audit(session, options, BUSY, folder / "virtual"))
        waiting = replace(options, real_time=True, timeout_s=600)
        real = await _timed(_audit(session, waiting, BUSY, folder / "real"))
    rows = [_rows(open_bundle(folder / name).evidence) for name in ("virtual", "real")]
    same = "the same" if rows[0] == rows[1] else f"NOT the same: {sorted(rows[0] ^ rows[1])}"
    print(
        f"busy page in real time: {real:.0f} s against {virtual:.1f} s ({real / virtual:.0f} times); both saw "
        f"{same} {len(rows[0])} storage rows",
        flush=True,
    )


async def _growth(options: GatherOptions, folder: Path, sites: int) -> None:
    """Time and memory over many sites, by quarters."""
    times, memory = [], []
    async with WorkerPool(replace(options, states=STATES)) as pool:
        for n in range(sites):
            url = (IDLE, BUSY)[n % 2]
            path = folder / f"many-{n}"
            times.append(await _timed(pool.gather(SiteTarget(url=url), path)))
            memory.append(max(_workers(), default=0.0))
    quarter = max(1, sites // 4)
    slices = [slice(at, at + quarter) for at in range(0, sites, quarter)]
    print(
        f"{sites} sites one after another, by quarters: "
        f"{', '.join(f'{statistics.mean(times[part]):.2f}' for part in slices)} s a site; "
        f"{', '.join(f'{max(memory[part]):.0f}' for part in slices)} MB a worker; last: {times[-1]:.2f} s",
        flush=True,
    )


async def _throughput(web: DemoWeb, folder: Path, jobs: int) -> None:
    options = GatherOptions(
        ignore_certificate_errors=True,
        ca_file=web.ca_file,
        host_resolver_rules=web.host_resolver_rules,
        allow_private=True,
        sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
    )
    peak: list[float] = []
    turn = asyncio.Semaphore(jobs)

    async def one(pool: WorkerPool, key: str, url: str) -> None:
        async with turn:
            await pool.gather(SiteTarget(url=url), folder / key)

    async def watch() -> None:
        while True:
            peak.extend(await asyncio.to_thread(_workers))
            await asyncio.sleep(1)

    watching = asyncio.create_task(watch())
    began = time.monotonic()
    async with WorkerPool(options) as pool, asyncio.TaskGroup() as group:
        for site in web.sites:
            group.create_task(one(pool, site.key, site.url))
    seconds = time.monotonic() - began
    watching.cancel()
    judging = sum(_judged(folder / site.key) for site in web.sites)
    print(
        f"--jobs {jobs}: {len(web.sites)} sites in {seconds:.0f} s, {len(web.sites) / seconds * 3600:.0f} an hour; "
        f"{max(peak, default=0.0):.0f} MB at most a worker; judging all {judging:.1f} s",
        flush=True,
    )


@asynccontextmanager
async def _browser(options: GatherOptions) -> AsyncIterator[BrowserSession]:
    async with launch(options) as session:
        await session.self_test()
        yield session


async def _timed(work: Awaitable[object]) -> float:
    began = time.monotonic()
    await work
    return time.monotonic() - began


def _judged(path: Path) -> float:
    began = time.monotonic()
    audit(open_bundle(path))
    return time.monotonic() - began


def _rows(evidence: SiteEvidence) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """Return what a report lists as stored: kind, name, domain and states."""
    return {(item.storage, item.name, item.domain, item.states) for item in assemble(evidence).items}


def _workers() -> list[float]:
    """Return the memory of each worker with its browser in megabytes, pages shared with others by their share."""
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):
            if "crawler.worker" in child.cmdline():
                found.append(sum(_memory(process) for process in (child, *child.children(recursive=True))))
    return found


def _memory(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(process.memory_full_info().pss) / 1e6
    return 0.0


def _name(url: str) -> str:
    return (urlsplit(url).hostname or "").partition(".")[0]


if __name__ == "__main__":
    main()
