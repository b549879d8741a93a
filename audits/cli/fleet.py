"""Many machines over one PostgreSQL database: it holds the queue (procrastinate) and the history.

    enqueue ─► queue ─► worker, worker, worker … ─► the shared output folder (or a store) and the history

A worker that dies leaves its site in the queue: the others notice that its heartbeat has stopped and take the site
over. A database that goes away is waited for. A site of a run is recorded once, whoever else has worked on it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from audits.cli import site_queue
from audits.cli.evidence_store import EvidenceStore, StoreFailed
from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.judging import write_index
from audits.cli.outputs import site_folder_name
from audits.cli.past import open_database
from audits.cli.recording import adopted, adopted_from, relative
from audits.cli.sessions import Session, SiteResult, audit_one
from audits.cli.site_queue import DatabaseLost, build_app, put
from audits.cli.terminal import printable, warn
from audits.history import History, RunSite, SiteState
from audits.history.runs import run_key
from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from crawler.supervision import WorkerPool
from crawler.worker import OPTIONS, SITE

MAX_ATTEMPTS = 4
"""How often a site is begun: one that takes its worker with it every time is given up."""
MAX_INDEXED = 2_000
"""Sites of a run over which index.html is written: it reads every report. More are for the dashboard to show."""
LEFT_OVER_S = 3600
"""Age at which something half-written has no living writer, whichever machine that was on."""
_WAIT_S = (1, 2, 5, 10, 30)
"""Pauses while the database can't be reached; the last again and again."""
_PATIENCE_S = 1800
"""How long a result in hand waits for the database. Then the site goes back to the queue, where the result is found."""
_OF_THE_MACHINE = (
    "proxy", "ignore_certificate_errors", "ca_file", "host_resolver_rules", "allow_private", "sandbox", "executable",
)  # fmt: skip
"""Options that each worker has of its own; the others are the run's."""

Value = TypeVar("Value")


async def enqueue(sites: Sequence[SiteTarget], options: GatherOptions, url: str) -> tuple[int, bool]:
    """Put the sites that have no result yet into the queue. Return how many, and whether a run was continued."""
    with open_database(url) as history:
        run = history.begin(run_key((site.url for site in sites), repr(_of_the_run(options))), [s.url for s in sites])
        left = set(run.left())
        app = build_app(url, _nothing)
        try:
            async with site_queue.opened(app):
                waiting = [site for site in sites if site.url in left]
                return await put(app, run.id, waiting, _of_the_run(options)), run.continued
        except DatabaseLost:
            raise Stop("the database can't be reached", ExitCode.NOTHING_AUDITED) from None


async def work(
    url: str,
    session: Session,
    *,
    once: bool,
    store: EvidenceStore | None = None,
    pools: Callable[[GatherOptions], WorkerPool] = WorkerPool,
) -> None:
    """Take sites from the queue, `session.jobs` at a time, until told to end (`once`: until it is empty).

    `store` takes the results, which then don't stay in the output folder. `pools` makes what gathers: one for each set
    of options that comes along.
    """
    with open_database(url) as history:
        async with AsyncExitStack() as stack:
            made: dict[str, WorkerPool] = {}

            async def audit(run_id: str, site: dict[str, Any], options: dict[str, Any], begun: int) -> None:
                gathering = _with_the_machines(OPTIONS.validate_python(options), session.options)
                if repr(gathering) not in made:
                    made[repr(gathering)] = await stack.enter_async_context(pools(gathering))
                pool, target = made[repr(gathering)], SITE.validate_python(site)
                own = replace(session, options=gathering)
                await audit_queued(history, run_id, target, own, pool, begun=begun, store=store)

            await _work_on(url, audit, session.jobs, once=once)


async def _work_on(url: str, audit: site_queue.Audit, jobs: int, *, once: bool) -> None:
    """Work until told to end, however often the database goes away meanwhile."""
    failures = 0
    while True:
        lost = asyncio.Event()
        app = build_app(url, audit, lost.set)
        try:
            async with site_queue.opened(app):
                failures = 0
                await site_queue.work(app, lost, jobs=jobs, once=once)
                return
        except DatabaseLost:
            if not failures:
                warn("the database can't be reached; waiting for it")
            await asyncio.sleep(_WAIT_S[min(failures, len(_WAIT_S) - 1)])
            failures += 1


async def audit_queued(
    history: History,
    run_id: str,
    site: SiteTarget,
    session: Session,
    pool: WorkerPool,
    *,
    begun: int = 0,
    store: EvidenceStore | None = None,
) -> None:
    """Audit a site of a run, unless the run has its result already, and record it. `begun`: how often it was before."""
    known = await _patiently(history.run_site, run_id, site.url)
    if known is None or known.state is not SiteState.WAITING:
        return
    session = replace(session, since=known.waiting_since)
    result = await _result(site, known, session, pool, begun, store)
    if store is not None and result.folder is not None and await asyncio.to_thread(result.folder.is_dir):
        await asyncio.to_thread(store.put, result.folder, result.folder.relative_to(session.output).as_posix())
    recorded = await _patiently(_record, history, run_id, result, session.output)
    if not recorded and result.folder is not None:
        # Somebody else was quicker; or it was recorded just before the connection broke, or from this very folder.
        there = await _patiently(history.run_site, run_id, site.url)
        if there is None or there.folder != relative(result.folder, session.output):
            await asyncio.to_thread(_forget, result.folder, session.output, store)
    elif store is not None and result.folder is not None:
        await asyncio.to_thread(_remove, result.folder)
    if recorded:
        print(f"{printable(site.url)}: {printable(result.problem or 'done')}", flush=True)
    if await _patiently(history.is_run_done, run_id):
        await _patiently(history.finish, run_id)
        await asyncio.to_thread(_index, session.output)


async def _result(
    site: SiteTarget, known: RunSite, session: Session, pool: WorkerPool, begun: int, store: EvidenceStore | None
) -> SiteResult:
    """Return a site's result: one that lies there already, or a new one."""
    # A worker that died may have written the result and not have come to say so.
    there = await asyncio.to_thread(adopted, site, known, session.output)
    if there is None and store is not None:
        there = await asyncio.to_thread(adopted_from, store, site, known, session.output)
    if there is not None:
        return there
    if begun >= MAX_ATTEMPTS:
        problem = f"given up: begun {begun} times without an end; it may end the program that visits it"
        return SiteResult(site=site, folder=None, audited=False, problem=problem, internal=True)
    await asyncio.to_thread(_remove_left_overs, site, session)
    return await audit_one(site, session, pool, lambda _: None)


def _remove_left_overs(site: SiteTarget, session: Session) -> None:
    """Remove what workers that were lost have left half-written of a site, once nobody can be writing it any more."""
    for partial in (session.output / site_folder_name(site.url)).glob(".*.partial"):
        with contextlib.suppress(OSError):
            age_s = _now_on(session.output) - partial.stat().st_mtime
            if age_s > max(LEFT_OVER_S, 2 * session.options.timeout_s):
                shutil.rmtree(partial, ignore_errors=True)


def _now_on(folder: Path) -> float:
    """Return the time by the clock that dates a folder's files: a shared one's is not this machine's."""
    with tempfile.TemporaryFile(dir=folder) as probe:
        return os.fstat(probe.fileno()).st_mtime


def _forget(folder: Path, output: Path, store: EvidenceStore | None) -> None:
    """Remove a result that nobody wants."""
    _remove(folder)
    if store is not None:
        with contextlib.suppress(StoreFailed):  # it stays there, named by nothing
            store.remove(folder.relative_to(output).as_posix())


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # it holds other audits of the site
        folder.parent.rmdir()


async def _patiently(action: Callable[..., Value], *arguments: Any) -> Value:
    """Ask the history, waiting for its database while it can't be reached."""
    from sqlalchemy.exc import InterfaceError, OperationalError  # noqa: PLC0415  # slow to import

    loop = asyncio.get_running_loop()
    deadline, failures = loop.time() + _PATIENCE_S, 0
    while True:
        try:
            return await asyncio.to_thread(action, *arguments)
        except (InterfaceError, OperationalError):
            if loop.time() > deadline:
                raise
            await asyncio.sleep(_WAIT_S[min(failures, len(_WAIT_S) - 1)])
            failures += 1


def _record(history: History, run_id: str, result: SiteResult, output: Path) -> bool:
    return history.finish_site(
        run_id,
        result.site.url,
        report=result.report,
        folder=relative(result.folder, output),
        problem=result.problem,
        seen=result.audited,
    )


def _index(output: Path) -> None:
    """Write the page over all sites, while they are not too many."""
    if output.is_dir() and sum(1 for _ in itertools.islice(output.iterdir(), MAX_INDEXED)) < MAX_INDEXED:
        write_index(output)


def _of_the_run(options: GatherOptions) -> GatherOptions:
    """Return the options with those of a machine as they are by default."""
    plain = GatherOptions()
    return replace(options, **{name: getattr(plain, name) for name in _OF_THE_MACHINE})


def _with_the_machines(of_run: GatherOptions, of_machine: GatherOptions) -> GatherOptions:
    return replace(of_run, **{name: getattr(of_machine, name) for name in _OF_THE_MACHINE})


async def _nothing(run_id: str, site: dict[str, Any], options: dict[str, Any], begun: int) -> None:
    """Do nothing: who enqueues does not work."""
