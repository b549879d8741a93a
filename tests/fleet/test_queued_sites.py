"""What a worker does with one site of the queue, whoever else has had it in hand."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from audits.cli import fleet
from audits.cli.evidence_store import EvidenceStore, open_store
from audits.cli.fleet import MAX_ATTEMPTS, audit_queued
from audits.cli.sessions import Session
from audits.history import History, SiteState, open_history
from audits.history.schema import RUN
from crawler.evidence.bundle import verify
from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from tests.simulation.gathering import Stub

SITE = SiteTarget(url="https://site-1.example/")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with open_history(tmp_path / "fleet.db") as opened:
        yield opened


@pytest.fixture
def session(tmp_path: Path) -> Session:
    (tmp_path / "out").mkdir()
    return Session(options=GatherOptions(), output=tmp_path / "out", jobs=1, formats=("json",), quiet=True)


def begin(history: History) -> str:
    return history.begin("key", [SITE.url]).id


def work(history: History, run_id: str, session: Session, *, begun: int = 0, store: EvidenceStore | None = None) -> int:
    """Have the site audited and return how often it was gathered."""
    log = session.output.parent / "gathered.jsonl"
    pool = Stub(scale=1000, log=log).pool(session.options)
    asyncio.run(audit_queued(history, run_id, SITE, session, pool, begun=begun, store=store))
    return len(log.read_text().splitlines()) if log.exists() else 0


def folders(session: Session) -> list[str]:
    return sorted(path.parent.name for path in session.output.glob("*/[!.]*/report.json"))


def test_a_site_is_audited_once_however_often_it_is_given_out(history: History, session: Session) -> None:
    run_id = begin(history)
    assert work(history, run_id, session) == 1
    assert work(history, run_id, session) == 1
    assert len(history.audits()) == len(folders(session)) == 1
    assert history.is_run_done(run_id)
    assert (session.output / "index.html").is_file()


def test_a_site_that_ends_its_workers_is_given_up(history: History, session: Session) -> None:
    run_id = begin(history)
    assert work(history, run_id, session, begun=MAX_ATTEMPTS) == 0
    known = history.run_site(run_id, SITE.url)
    assert known is not None
    assert (known.state, known.problem is not None and "begun 4 times" in known.problem) == (SiteState.FAILED, True)


def test_a_result_whose_worker_died_before_it_could_say_so_is_taken_over(history: History, session: Session) -> None:
    with open_history(session.output.parent / "other.db") as other:
        again = begin(other)
        work(history, begin(history), session)
        [written] = folders(session)
        assert work(other, again, session) == 1, "it is not gathered again"
        known = other.run_site(again, SITE.url)
        assert known is not None and known.folder is not None
        assert known.folder.endswith(written)


def test_a_result_is_taken_over_although_the_clock_was_set_back_since_its_run_began(
    history: History, session: Session
) -> None:
    ahead = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    with open_history(session.output.parent / "other.db") as other:
        run_id, again = begin(history), begin(other)
        for each in (history, other):
            with each.engine.begin() as connection:
                connection.execute(update(RUN).values(started_at=ahead))
        work(history, run_id, session)
        [written] = folders(session)
        assert work(other, again, session) == 1, "it is not gathered again"
        known = other.run_site(again, SITE.url)
        assert known is not None and known.folder == f"site-1.example/{written}"


def test_a_result_that_was_recorded_from_this_very_folder_is_not_removed(
    history: History, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = begin(history)
    record = fleet._record

    def twice(*arguments: object) -> bool:
        record(*arguments)  # type: ignore[arg-type]  # it arrives, but the word that it did gets lost
        return record(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fleet, "_record", twice)
    work(history, run_id, session)
    assert len(history.audits()) == len(folders(session)) == 1


def test_who_comes_second_leaves_nothing_behind(
    history: History, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = begin(history)
    audit_one = fleet.audit_one

    async def overtaken(*arguments: object) -> object:
        result = await audit_one(*arguments)  # type: ignore[arg-type]
        history.finish_site(run_id, SITE.url, report=result.report, folder="elsewhere/t", problem=None, seen=True)
        return result

    monkeypatch.setattr(fleet, "audit_one", overtaken)
    work(history, run_id, session)
    assert folders(session) == []
    assert [audit.folder for audit in history.audits()] == ["elsewhere/t"]


def test_with_a_store_the_result_is_there_and_not_here(history: History, session: Session) -> None:
    pytest.importorskip("fsspec")
    store = open_store((session.output.parent / "store").as_uri())
    run_id = begin(history)
    work(history, run_id, session, store=store)
    [audit] = history.audits()
    assert folders(session) == []
    assert store.whole(audit.folder.partition("/")[0]) == [audit.folder]
    assert verify(session.output.parent / "store" / audit.folder / "bundle") == audit.bundle_sha256


def test_what_a_lost_worker_left_half_written_goes_when_nobody_can_be_writing_it(
    history: History, session: Session
) -> None:
    folder = session.output / "site-1.example"
    for name, age_s in ((".t.1-00000000.partial", 2 * fleet.LEFT_OVER_S), (".t.1-11111111.partial", 60)):
        (folder / name).mkdir(parents=True)
        os.utime(folder / name, (time.time() - age_s,) * 2)
    work(history, begin(history), session)
    assert [path.name for path in folder.glob(".*")] == [".t.1-11111111.partial"]
