"""`make simulate`: a fleet at size over a real PostgreSQL, with its workers killed and its database restarted.

Everything is the program's own but the gathering, which pauses as long as gathering takes and gives a golden bundle of
the site: judging, reports, history, queue. Ends with status 1 when a site was lost or recorded twice.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import psycopg

from audits.cli.past import open_database
from audits.cli.site_queue import build_app, opened, put
from audits.history.runs import run_key
from crawler.options import GatherOptions
from tests.fleet.postgres import postgres
from tests.simulation.fleet import Fleet, done, fleet, problems, put_in_queue, sites, wait_until_done

LIMIT_S = 3 * 3600.0
PROBES = 50
FETCHES = 40


def main() -> None:
    """Simulate what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description="Simulate a fleet over a real PostgreSQL.")
    parser.add_argument("--sites", type=int, default=10_000, help="sites to audit (default: 10000)")
    parser.add_argument("--workers", type=int, default=8, help="worker processes (default: 8)")
    parser.add_argument("--jobs", type=int, default=4, help="sites at the same time in each (default: 4)")
    parser.add_argument("--scale", type=float, default=100.0, help="how many times faster than life (default: 100)")
    parser.add_argument("--queue", type=int, default=1_000_000, help="length of a queue to fetch from (default: 1e6)")
    given = parser.parse_args()
    with postgres() as server, tempfile.TemporaryDirectory(prefix="cookie-audit-simulation-") as folder:
        _tell("put into the queue", _timed(lambda: put_in_queue(server.address, sites(given.sites))), given.sites)
        before = _sizes(server.address)
        with (
            open_database(server.address) as history,
            fleet(server, Path(folder), workers=given.workers, jobs=given.jobs, scale=given.scale) as running,
        ):
            seconds = _timed(lambda: _through(running, given.sites))
            _tell(f"audited by {given.workers} workers of {given.jobs} jobs", seconds, given.sites)
            _overhead(running, seconds, given.workers * given.jobs)
            _arrival(running, given.sites)
            found = problems(server.address, running.output, done(history))
        _growth(before, _sizes(server.address), given.sites)
        _fetching(server.address, given.queue)
    print("\n".join(found) if found else "nothing lost, nothing recorded twice, bundles verify", flush=True)
    sys.exit(1 if found else 0)


def _through(running: Fleet, number: int) -> None:
    """Let the fleet audit all sites; kill two workers and restart the database on the way."""
    with open_database(running.server.address) as history:
        wait_until_done(history, number // 4, LIMIT_S)
        running.kill_worker()
        running.kill_worker()
        _say(f"two workers killed and replaced at {done(history)} sites")
        wait_until_done(history, number // 2, LIMIT_S)
        running.server.restart(pause_s=5)
        _say("database killed, down for 5 s and started again at half the sites")
        wait_until_done(history, number, LIMIT_S)


def _overhead(running: Fleet, seconds: float, slots: int) -> None:
    """Say what a site costs besides its gathering: judging, writing, recording, the queue."""
    lines = running.gatherings()
    gathering, wanted = sum(line["ended"] - line["begun"] for line in lines), sum(line["wanted"] for line in lines)
    _say(f"gathered {len(lines)} times; {wanted / len(lines) * running.scale:.1f} s each in life")
    _say(
        f"slots were gathering {gathering / (seconds * slots):.0%} of the time; "
        f"{(seconds * slots - wanted) / len(lines) * 1000:.0f} ms a site and slot for all else"
    )


def _arrival(running: Fleet, number: int) -> None:
    """Say how long a site waits for a fleet that is idle."""
    put_at = asyncio.run(_put_one_by_one(running, number))
    begun: dict[str, float] = {}
    for line in running.gatherings():
        begun.setdefault(str(line["site"]), line["begun"])
    waits = [(begun[site] - at) * 1000 for site, at in put_at.items()]
    _say(f"an idle fleet begins a site {_spread(waits)} after it is put into the queue")


async def _put_one_by_one(running: Fleet, number: int) -> dict[str, float]:
    """Put sites into the queue, each when the one before is done; return when each was put."""
    put_at = {}
    app = build_app(running.server.address, no_audit)
    with open_database(running.server.address) as history:
        async with opened(app):
            for place in range(PROBES):
                [site] = sites(number + place + 1)[-1:]
                run = history.begin(run_key([site.url], ""), [site.url])
                put_at[site.url] = time.time()
                await put(app, run.id, [site], GatherOptions())
                wait_until_done(history, number + place + 1, LIMIT_S)
    return put_at


async def no_audit(*_: object) -> None:
    """Do nothing: who puts sites into the queue does not work."""


def _growth(before: dict[str, int], after: dict[str, int], number: int) -> None:
    """Say what an audit takes in the database."""
    total = after["total"] - before["total"]
    _say(f"database: {after['total'] / 1e6:.0f} MB, {total / number / 1000:.1f} kB an audit, of which")
    for table in sorted(after, key=lambda name: -after[name])[1:7]:
        _say(f"  {table}: {after[table] / number / 1000:.1f} kB")


def _fetching(address: str, number: int) -> None:
    """Say how long taking a site from the queue takes when very many wait."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args) "
            "SELECT 'long', 'none', 'host-' || n, 'run host-' || n, '{}' FROM generate_series(1, %s) AS n",
            [number],
        )
        connection.execute("ANALYZE procrastinate_jobs")
        fetch = "SELECT id FROM procrastinate_fetch_job_v2(ARRAY['long'], NULL)"
        times = [_timed(lambda: connection.execute(fetch).fetchone()) * 1000 for _ in range(FETCHES)]
    _say(f"taking a site from a queue of {number}: {_spread(times)}")


def _sizes(address: str) -> dict[str, int]:
    """Return bytes of each table with its indexes, and of all (`total`)."""
    query = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200"
    with psycopg.connect(address) as connection:
        sizes = {str(name): int(size) for name, size in connection.execute(query)}
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return {**sizes, "total": int(row[0]) if row else 0}


def _spread(times_ms: list[float]) -> str:
    ordered = sorted(times_ms)
    high = ordered[math.ceil(len(ordered) * 0.95) - 1]
    return f"{statistics.median(ordered):.1f} ms (median; 95 % within {high:.1f} ms)"


def _timed(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


def _tell(what: str, seconds: float, number: int) -> None:
    _say(f"{number} sites {what} in {seconds:.0f} s: {number / seconds:.0f} a second")


def _say(line: str) -> None:
    print(f"{datetime.now():%H:%M:%S}  {line}", flush=True)


if __name__ == "__main__":
    main()
