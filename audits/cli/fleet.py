"""Many machines over one PostgreSQL database: it holds the queue (procrastinate) and the history.

    enqueue ─► queue ─► worker, worker, worker … ─► the shared output folder and the history

A worker that dies leaves its site in the queue: the others notice that its heartbeat has stopped and take the site
over. A site of a run is recorded once, whoever else has worked on it.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.judging import write_index
from audits.cli.recording import adopted, relative
from audits.cli.sessions import Session, SiteResult, audit_one
from audits.cli.terminal import printable
from audits.history import History, SiteState, open_history
from audits.history.runs import run_key
from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from crawler.supervision import WorkerPool
from crawler.worker import OPTIONS, SITE

if TYPE_CHECKING:
    import procrastinate

SITES, UPKEEP = "sites", "upkeep"
TASK = "audit-site"
HEARTBEAT_S = 10
LOST_AFTER_S = 45
"""A worker from which nothing was heard for so long is lost, and its sites are taken over."""
REAPING = "* * * * * */15"
"""When lost workers are looked for: a cron line whose sixth field is seconds."""
MAX_ATTEMPTS = 4
"""How often a site is begun: one that takes its worker with it every time is given up."""
_OF_THE_MACHINE = (
    "proxy", "ignore_certificate_errors", "ca_file", "host_resolver_rules", "allow_private", "sandbox", "executable",
)  # fmt: skip
"""Options that each worker has of its own; the others are the run's."""


def open_fleet(url: str) -> tuple[str, History]:
    """Return the database's address and its history, its tables made where they are missing. Raises Stop."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise Stop("--database: expected postgresql://user@host/name, or DATABASE_URL", ExitCode.USAGE)
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  # slow to import

    try:
        history = open_history(f"postgresql+psycopg://{url.partition('://')[2]}")
    except ModuleNotFoundError:
        raise Stop("many machines need procrastinate: pip install 'cookie-audit[fleet]'", ExitCode.USAGE) from None
    except SQLAlchemyError as error:  # its text quotes the address, and with it the password
        raise Stop(f"the database can't be reached ({type(error).__name__})", ExitCode.NOTHING_AUDITED) from None
    return url, history


def build_app(url: str, audit: Callable[[str, dict[str, Any], dict[str, Any]], Awaitable[None]]) -> procrastinate.App:
    """Return the queue's application: its tasks, and the reaper of lost workers."""
    import procrastinate  # noqa: PLC0415  # an extra

    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))

    @app.task(name=TASK, queue=SITES, retry=procrastinate.RetryStrategy(max_attempts=MAX_ATTEMPTS, exponential_wait=5))
    async def audit_site(run_id: str, site: dict[str, Any], options: dict[str, Any]) -> None:
        await audit(run_id, site, options)

    @app.periodic(cron=REAPING)
    @app.task(name="take-over-from-lost-workers", queue=UPKEEP, queueing_lock="reaper")
    async def reap(timestamp: int) -> None:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER_S):
            await app.job_manager.retry_job(job)

    return app


async def prepare(app: procrastinate.App) -> None:
    """Make the queue's tables where they are missing."""
    found = await app.connector.execute_query_one_async("SELECT to_regclass('procrastinate_jobs') AS known")
    if found["known"] is None:
        await app.schema_manager.apply_schema_async()


async def enqueue(sites: Sequence[SiteTarget], options: GatherOptions, url: str) -> tuple[int, bool]:
    """Put the sites that have no result yet into the queue. Return how many, and whether a run was continued."""
    from procrastinate.exceptions import AlreadyEnqueued  # noqa: PLC0415  # an extra

    url, history = open_fleet(url)
    put = 0
    with history:
        run = history.begin(run_key((site.url for site in sites), repr(_of_the_run(options))), [s.url for s in sites])
        app = build_app(url, _nothing)
        async with app.open_async():
            await prepare(app)
            for site in [site for site in sites if site.url in run.left()]:
                deferrer = app.configure_task(
                    TASK, queue=SITES, lock=urlsplit(site.url).netloc, queueing_lock=f"{run.id} {site.url}"
                )
                try:
                    await deferrer.defer_async(
                        run_id=run.id,
                        site=SITE.dump_python(site, mode="json"),
                        options=OPTIONS.dump_python(_of_the_run(options), mode="json"),
                    )
                    put += 1
                except AlreadyEnqueued:
                    continue
    return put, run.continued


async def work(url: str, session: Session, *, once: bool) -> None:
    """Take sites from the queue, `session.jobs` at a time, until told to end (`once`: until it is empty)."""
    url, history = open_fleet(url)
    with history:
        async with AsyncExitStack() as stack:
            pools: dict[str, WorkerPool] = {}

            async def audit(run_id: str, site: dict[str, Any], options: dict[str, Any]) -> None:
                gathering = _with_the_machines(OPTIONS.validate_python(options), session.options)
                pool = pools.get(repr(gathering))
                if pool is None:
                    pool = pools[repr(gathering)] = await stack.enter_async_context(WorkerPool(gathering))
                target = SITE.validate_python(site)
                await audit_queued(history, run_id, target, replace(session, options=gathering), pool)

            app = build_app(url, audit)
            async with app.open_async():
                await prepare(app)
                await app.run_worker_async(
                    queues=[SITES, UPKEEP],
                    concurrency=session.jobs + 1,  # the upkeep never waits for a site
                    wait=not once,
                    update_heartbeat_interval=HEARTBEAT_S,
                    stalled_worker_timeout=LOST_AFTER_S,
                    delete_jobs="successful",
                )


async def audit_queued(history: History, run_id: str, site: SiteTarget, session: Session, pool: WorkerPool) -> None:
    """Audit a site of a run, unless the run has its result already, and record it."""
    known = await asyncio.to_thread(history.run_site, run_id, site.url)
    if known is None or known.state is not SiteState.WAITING:
        return
    # A worker that died may have written the result and not have come to say so.
    result = await asyncio.to_thread(adopted, site, known, session.output)
    if result is None:
        result = await audit_one(site, session, pool, lambda _: None)
    if not await asyncio.to_thread(_record, history, run_id, result, session.output):
        if result.folder is not None:  # somebody else was quicker
            await asyncio.to_thread(shutil.rmtree, result.folder, ignore_errors=True)
        return
    print(f"{printable(site.url)}: {printable(result.problem or 'done')}", flush=True)
    if await asyncio.to_thread(history.is_run_done, run_id):
        await asyncio.to_thread(history.finish, run_id)
        await asyncio.to_thread(write_index, session.output)


def _record(history: History, run_id: str, result: SiteResult, output: Path) -> bool:
    return history.finish_site(
        run_id,
        result.site.url,
        report=result.report,
        folder=relative(result.folder, output),
        problem=result.problem,
        seen=result.audited,
    )


def _of_the_run(options: GatherOptions) -> GatherOptions:
    """Return the options with those of a machine as they are by default."""
    plain = GatherOptions()
    return replace(options, **{name: getattr(plain, name) for name in _OF_THE_MACHINE})


def _with_the_machines(of_run: GatherOptions, of_machine: GatherOptions) -> GatherOptions:
    return replace(of_run, **{name: getattr(of_machine, name) for name in _OF_THE_MACHINE})


async def _nothing(run_id: str, site: dict[str, Any], options: dict[str, Any]) -> None:
    """Do nothing: who enqueues does not work."""
