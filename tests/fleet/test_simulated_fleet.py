"""A fleet whose workers are killed and whose database is restarted loses nothing and records nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audits.cli.past import open_database
from tests.fleet.postgres import Server, postgres
from tests.simulation.fleet import done, fleet, problems, put_in_queue, sites, wait_until_done

pytestmark = pytest.mark.timeout(600)
NUMBER = 60


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        yield running


def test_killed_workers_and_a_restarted_database_cost_nothing(server: Server, tmp_path: Path) -> None:
    targets = sites(NUMBER)
    assert put_in_queue(server.address, targets) == NUMBER
    assert put_in_queue(server.address, targets) == 0, "they are queued already"
    with (
        open_database(server.address) as history,
        fleet(server, tmp_path, workers=2, jobs=2, scale=20) as running,
    ):
        wait_until_done(history, NUMBER // 6, 180)
        running.kill_worker()
        wait_until_done(history, NUMBER // 3, 180)
        server.restart()
        wait_until_done(history, NUMBER // 2, 180)
        running.kill_worker()
        wait_until_done(history, NUMBER, 300)
        assert running.living() == 2, "a database that goes away for a moment ends no worker"
        assert done(history) == NUMBER
    assert problems(server.address, running.output, NUMBER) == []
