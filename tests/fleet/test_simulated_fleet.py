"""A fleet whose workers are killed and whose database is restarted loses nothing and records nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine

from audits.cli import site_queue
from audits.cli.past import open_database
from tests.fleet.postgres import Server, postgres
from tests.simulation.fleet import done, fleet, problems, put_in_queue, sites, wait_until_done

pytestmark = pytest.mark.timeout(1200)
NUMBER = 60
LIMIT_S = 400
"""Wall time that any step may take, on a machine that is busy with others."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        yield running


async def take_over(address: str) -> list[str]:
    """Work on the queue until a site is given out, and return its address."""
    given: list[str] = []
    came = asyncio.Event()

    async def audit(_run: str, site: dict[str, Any], _options: dict[str, Any], _begun: int) -> None:
        given.append(site["url"])
        came.set()

    app = site_queue.build_app(address, audit)
    async with site_queue.opened(app):
        working = asyncio.create_task(site_queue.work(app, asyncio.Event(), jobs=1, once=False))
        await asyncio.wait_for(came.wait(), LIMIT_S)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    return given


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1), timedelta(days=-1)])
def test_a_lost_workers_site_is_given_out_at_once_whatever_the_clock_of_who_finds_it_says(
    server: Server, jump: timedelta
) -> None:
    name = f"clock_{int(jump.total_seconds()) % 1_000_000}"
    address = server.address.replace("/postgres", f"/{name}")
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # no site's text
    assert put_in_queue(address, sites(1)) == 1
    with psycopg.connect(address, autocommit=True) as connection:  # a worker takes the site and is never heard of again
        [worker] = connection.execute("SELECT worker_id FROM procrastinate_register_worker_v1()").fetchone() or (None,)
        connection.execute("SELECT procrastinate_fetch_job_v2(ARRAY['sites'], %s)", [worker])
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    with time_machine.travel(datetime.now(UTC) + jump, tick=True):
        assert asyncio.run(take_over(address)) == [sites(1)[0].url]


def test_killed_workers_and_a_restarted_database_cost_nothing(server: Server, tmp_path: Path) -> None:
    targets = sites(NUMBER)
    assert put_in_queue(server.address, targets) == NUMBER
    assert put_in_queue(server.address, targets) == 0, "they are queued already"
    with (
        open_database(server.address) as history,
        fleet(server, tmp_path, workers=2, jobs=2, scale=20) as running,
    ):
        wait_until_done(history, NUMBER // 6, LIMIT_S)
        running.kill_worker()
        wait_until_done(history, NUMBER // 3, LIMIT_S)
        running.wait_until_at_work(LIMIT_S)
        server.restart()
        wait_until_done(history, NUMBER // 2, LIMIT_S)
        running.kill_worker()
        wait_until_done(history, NUMBER, LIMIT_S)
        assert running.living() == 2, "a database that goes away for a moment ends no worker"
        assert done(history) == NUMBER
    assert problems(server.address, running.output, NUMBER) == []
