"""The queue of sites in PostgreSQL (procrastinate): its tasks, the reaper of lost workers, and losing the database.

A worker whose connection fails can't know what of its last words arrived. It ends its registration and begins anew:
what the queue still holds under the old one is found without a living worker and given out again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from crawler.worker import OPTIONS, SITE

if TYPE_CHECKING:
    import procrastinate

SITES, UPKEEP = "sites", "upkeep"
TASK, TAKE_OVER = "audit-site", "take-over-from-lost-workers"
HEARTBEAT_S = 10
LOST_AFTER_S = 45
"""A worker from which nothing was heard for so long is lost, and its sites are taken over."""
REAP_EVERY_S = 15.0
"""How often each worker looks for lost ones."""
AGAIN_AFTER_S = 30.0
"""Pause before a site is given out again on which something failed that is worth another try."""
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""When a site is to be given out again: long ago. A time to come is this machine's, which may be hours ahead, and the
database waits for it by its own clock: so pauses are waited out here instead."""
_AT_A_TIME = 1000
"""Sites that are put into the queue in one statement."""
_LOCK_INDEX = (
    "CREATE INDEX IF NOT EXISTS cookie_audit_jobs_lock ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing')"
)
"""Lets the queue find a host's other sites at once: without it each fetch reads all that wait, however many."""

Audit = Callable[[str, dict[str, Any], dict[str, Any], int], Awaitable[None]]
"""Takes a run, a site, its options, and how often the site was begun before."""


class DatabaseLost(Exception):
    """The database can't be reached."""


def build_app(url: str, audit: Audit, lost: Callable[[], None] = lambda: None) -> procrastinate.App:
    """Return the queue's application: its tasks and the reaper of lost workers. `lost`: told of a failed connection."""
    import procrastinate  # noqa: PLC0415  # an extra
    from procrastinate.jobs import Job  # noqa: PLC0415

    app = procrastinate.App(connector=_connector(url, lost))

    class Again(procrastinate.BaseRetryStrategy):
        def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision:
            return procrastinate.RetryDecision(retry_at=AT_ONCE)

    # The database's failures are waited out, and anything else on a site is stored with it: what still comes here is
    # worth another try, however often.
    @app.task(name=TASK, queue=SITES, retry=Again(), pass_context=True)
    async def audit_site(
        context: procrastinate.JobContext, run_id: str, site: dict[str, Any], options: dict[str, Any]
    ) -> None:
        try:
            await audit(run_id, site, options, context.job.attempts)
        except Exception:
            await asyncio.sleep(AGAIN_AFTER_S)
            raise

    @app.task(name=TAKE_OVER, queue=UPKEEP, queueing_lock="reaper")
    async def reap(**_: object) -> None:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER_S):
            await app.job_manager.retry_job(job, retry_at=AT_ONCE)

    return app


@asynccontextmanager
async def opened(app: procrastinate.App) -> AsyncIterator[None]:
    """Hold the application's connections open, the queue's tables made where they are missing. Raises DatabaseLost."""
    import psycopg  # noqa: PLC0415  # an extra
    from procrastinate.exceptions import ConnectorException  # noqa: PLC0415

    try:
        await app.open_async()
        await _prepare(app)
    except (ConnectorException, psycopg.Error) as error:
        with contextlib.suppress(Exception):
            await app.close_async()
        raise DatabaseLost from error
    try:
        yield
    finally:
        with contextlib.suppress(ConnectorException, psycopg.Error):
            await app.close_async()


async def put(app: procrastinate.App, run_id: str, sites: Sequence[SiteTarget], options: GatherOptions) -> int:
    """Put those of a run's sites into the queue that are not in it yet. Return how many they were."""
    from procrastinate.exceptions import AlreadyEnqueued  # noqa: PLC0415  # an extra
    from procrastinate.jobs import Job  # noqa: PLC0415

    dumped = OPTIONS.dump_python(options, mode="json")

    def job(site: SiteTarget) -> Job:
        return Job(
            id=None,
            queue=SITES,
            task_name=TASK,
            lock=urlsplit(site.url).netloc,
            queueing_lock=f"{run_id} {site.url}",
            task_kwargs={"run_id": run_id, "site": SITE.dump_python(site, mode="json"), "options": dumped},
        )

    number = 0
    for start in range(0, len(sites), _AT_A_TIME):
        some = sites[start : start + _AT_A_TIME]
        known = await _queued(app, [f"{run_id} {site.url}" for site in some])
        jobs = [each for each in map(job, some) if each.queueing_lock not in known]
        try:
            number += len(await app.job_manager.batch_defer_jobs_async(jobs)) if jobs else 0
        except AlreadyEnqueued:  # somebody gives the same command at the same time
            number += await _put_each(app, jobs)
    return number


async def work(app: procrastinate.App, lost: asyncio.Event, *, jobs: int, once: bool) -> None:
    """Take sites, `jobs` at a time, until told to end (`once`: until there are none). Raises DatabaseLost."""
    settings: dict[str, Any] = {
        "update_heartbeat_interval": HEARTBEAT_S,
        "stalled_worker_timeout": LOST_AFTER_S,
        "delete_jobs": "successful",
    }
    # The upkeep has a worker of its own: it never waits for a site.
    upkeep = asyncio.create_task(
        app.run_worker_async(queues=[UPKEEP], concurrency=1, install_signal_handlers=False, **settings)
    )
    sites = asyncio.create_task(app.run_worker_async(queues=[SITES], concurrency=jobs, wait=not once, **settings))
    losing = asyncio.create_task(lost.wait())
    reaping = asyncio.create_task(_keep_reaping(app))
    try:
        await asyncio.wait((sites, upkeep, losing, reaping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (sites, upkeep, losing, reaping):
            task.cancel()
        # Each ends what it has begun. What they say of a connection that is gone is known.
        await asyncio.gather(sites, upkeep, losing, reaping, return_exceptions=True)
    if lost.is_set():
        raise DatabaseLost
    for task in (sites, upkeep, reaping):
        if not task.cancelled() and (error := task.exception()) is not None:
            raise error


async def _keep_reaping(app: procrastinate.App) -> None:
    """Look for lost workers for ever, by a clock that nobody sets, and have their sites taken over."""
    from procrastinate.exceptions import AlreadyEnqueued, ConnectorException  # noqa: PLC0415  # an extra

    while True:
        with contextlib.suppress(AlreadyEnqueued, ConnectorException):
            if list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER_S)):
                await app.tasks[TAKE_OVER].defer_async()
        await asyncio.sleep(REAP_EVERY_S)


async def _prepare(app: procrastinate.App) -> None:
    """Make the queue's tables where they are missing."""
    from procrastinate.exceptions import ConnectorException  # noqa: PLC0415  # an extra

    if not await _has_tables(app):
        try:
            await app.schema_manager.apply_schema_async()
        except ConnectorException:
            if not await _has_tables(app):  # else another worker was quicker
                raise
    await app.connector.execute_query_async(_LOCK_INDEX)


async def _has_tables(app: procrastinate.App) -> bool:
    found = await app.connector.execute_query_one_async("SELECT to_regclass('procrastinate_jobs') AS known")
    return found["known"] is not None


async def _queued(app: procrastinate.App, locks: list[str]) -> set[str]:
    query = "SELECT queueing_lock FROM procrastinate_jobs WHERE queueing_lock = ANY(%(locks)s) AND status = 'todo'"
    return {row["queueing_lock"] for row in await app.connector.execute_query_all_async(query, locks=locks)}


async def _put_each(app: procrastinate.App, jobs: Iterable[Any]) -> int:
    from procrastinate.exceptions import AlreadyEnqueued  # noqa: PLC0415  # an extra

    number = 0
    for job in jobs:
        with contextlib.suppress(AlreadyEnqueued):
            await app.job_manager.defer_job_async(job)
            number += 1
    return number


def _connector(url: str, lost: Callable[[], None]) -> procrastinate.PsycopgConnector:
    """Return the way to the database, which tells when it fails."""
    import procrastinate  # noqa: PLC0415  # an extra
    import psycopg  # noqa: PLC0415

    def is_lost(error: BaseException) -> bool:
        causes = (error, error.__cause__)
        return any(isinstance(each, (psycopg.OperationalError, psycopg.InterfaceError)) for each in causes)

    @contextlib.contextmanager
    def telling() -> Any:
        try:
            yield
        except Exception as error:
            if is_lost(error):
                lost()
            raise

    class Telling(procrastinate.PsycopgConnector):
        async def execute_query_async(self, query: Any, **arguments: Any) -> None:
            with telling():
                await super().execute_query_async(query, **arguments)

        async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
            with telling():
                row: dict[str, Any] = await super().execute_query_one_async(query, **arguments)
                return row

        async def execute_query_all_async(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
            with telling():
                rows: list[dict[str, Any]] = await super().execute_query_all_async(query, **arguments)
                return rows

        async def listen_notify(self, on_notification: Any, channels: Iterable[str]) -> None:
            with telling():
                await super().listen_notify(on_notification, channels)

    return Telling(conninfo=url)
