"""Workers over a real PostgreSQL: one that is killed in the midst of a site loses nothing and records nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from audits.cli.past import open_database
from audits.history.schema import RUN, RUN_SITE
from crawler.evidence.bundle import verify
from tests.browser.processes import browser_of
from tests.fleet.postgres import postgres
from tests.web import DemoWeb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]
LIMIT_S = 300
"""Wall time that a command gets, on a machine that is busy with others."""

QUICK = "import audits.cli.site_queue as f; f.HEARTBEAT_S, f.LOST_AFTER_S, f.REAP_EVERY_S = 1, 4, 2; "
"""Lost workers are found in seconds."""


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres() as server:
        yield server.address


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


def reach(web: DemoWeb) -> list[str]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return ["--host-resolver-rules", web.host_resolver_rules, "--allow-private", "--ignore-certificate-errors", *root]


@contextmanager
def program(database: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command line in a process of its own."""
    code = f"{QUICK}from audits.cli import main; main()"
    environment = {**os.environ, "DATABASE_URL": database}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def enqueue(database: str, urls: list[str]) -> str:
    with program(database, "enqueue", *urls, "--states", "before", "--pages", "0") as process:
        out, error = process.communicate(timeout=LIMIT_S)
        assert process.returncode == 0, error
        return out


def states(database: str) -> dict[str, str]:
    with open_database(database) as history, history.engine.connect() as connection:
        return {row.site: row.state for row in connection.execute(select(RUN_SITE))}


def test_a_killed_worker_loses_nothing_and_nothing_is_recorded_twice(
    database: str, web: DemoWeb, tmp_path: Path
) -> None:
    urls = [site.url for site in web.sites[:3]]
    assert "3 of 3 sites are queued" in enqueue(database, urls)
    assert "0 of 3 sites are queued" in enqueue(database, urls), "they are queued already"
    work = ["worker", "-o", str(tmp_path), "--jobs", "1", *reach(web)]
    with program(database, *work) as first:
        browser_of(first.pid)
        first.kill()
    with program(database, *work) as second, program(database, *work) as third:
        deadline = time.monotonic() + 2 * LIMIT_S
        while set(states(database).values()) != {"done"} and time.monotonic() < deadline:
            assert second.poll() is None or third.poll() is None
            time.sleep(0.5)
    assert set(states(database).values()) == {"done"}
    reports = list(tmp_path.glob("*/[!.]*/report.json"))
    assert len(reports) == 3
    assert all(verify(report.parent / "bundle") for report in reports)
    with open_database(database) as history:
        assert sorted(audit.site for audit in history.audits()) == sorted(urls)
        with history.engine.connect() as connection:
            assert connection.scalar(select(RUN.c.finished_at)) is not None


def test_a_database_that_is_not_there_is_said_without_its_password() -> None:
    with program("postgresql://audit:hidden@127.0.0.1:1/none", "worker", "--once") as process:
        _, error = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 3
    assert "can't be reached" in error
    assert "hidden" not in error
