"""The history holds what reports said, once each, and knows where a run stood."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from audits.history import History, SiteState, open_history
from audits.history.export import export
from audits.history.runs import run_key
from audits.history.schema import CLAIM, COOKIE, FINDING, METADATA
from audits.model import Report
from tests.audits.reports.sample import sample_report, sealed_bundle


@pytest.fixture
def history(tmp_path: Path) -> History:
    return open_history(tmp_path / "history.db")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return sample_report(sealed_bundle(tmp_path))


def later(report: Report, day: int, digest: str = "") -> Report:
    return replace(
        report, audited_at=f"2026-01-{day:02}T00:00:00Z", bundle=replace(report.bundle, sha256=digest or f"{day:064}")
    )


def test_the_migrations_make_the_tables_that_the_program_speaks_of(history: History) -> None:
    with history.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_report_is_recorded_with_all_that_it_says(history: History, report: Report) -> None:
    history.record(report, "example.test/t1")
    [audit] = history.audits("https://example.test/")
    assert (audit.outcome, audit.claims_failed, audit.findings_failed, audit.folder) == (
        "failed",
        1,
        2,
        "example.test/t1",
    )
    with history.engine.connect() as connection:
        before = select(COOKIE.c.name).where(COOKIE.c.in_before, COOKIE.c.name == "_ga")
        assert connection.scalars(before).all() == ["_ga"]
        assert connection.scalar(select(func.count()).select_from(FINDING)) == len(report.findings)
        assert connection.scalar(select(CLAIM.c.params["exempt"][0].as_string())) == "necessary"


def test_the_same_bundle_is_recorded_once_however_often_it_is_judged(history: History, report: Report) -> None:
    first = history.record(report, "a")
    assert history.record(replace(report, findings=()), "b") == first
    [audit] = history.audits()
    assert audit.folder == "b"
    with history.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(FINDING)) == 0


def test_text_that_no_database_holds_is_recorded_all_the_same(history: History, report: Report) -> None:
    nasty = replace(report.cookies[0], name="a\x00b\ud800")
    history.record(replace(report, cookies=(nasty,)), "a")
    with history.engine.connect() as connection:
        assert connection.scalar(select(COOKIE.c.name)) == "a\ufffdb?"


def test_audits_come_newest_first_and_from_a_day_on(history: History, report: Report) -> None:
    for day in (3, 1, 2):
        history.record(later(report, day), f"t{day}")
    assert [audit.folder for audit in history.audits()] == ["t3", "t2", "t1"]
    assert [audit.folder for audit in history.audits(since="2026-01-02")] == ["t3", "t2"]
    assert history.sites() == ["https://example.test/"]


def test_only_as_many_audits_are_fetched_as_are_asked_for(history: History, report: Report) -> None:
    for day in (1, 2, 3):
        history.record(later(report, day), f"t{day}")
    assert [audit.folder for audit in history.audits("https://example.test/", limit=2)] == ["t3", "t2"]


def test_when_sites_were_last_tried_is_one_question_however_many_they_are(history: History) -> None:
    sites = [f"https://s{number}.test/" for number in range(1200)]
    run = history.begin(run_key(sites, ""), sites)
    assert history.last_tried(sites) == {}
    for site in (sites[0], sites[-1]):
        assert not history.is_run_done(run.id)
        history.finish_site(run.id, site, report=None, folder=None, problem="unknown host", seen=False)
    assert sorted(history.last_tried(sites)) == sorted([sites[0], sites[-1]])
    assert history.last_tried(["https://never.test/"]) == {}


def test_pruning_keeps_the_latest_of_each_site_however_old(history: History, report: Report) -> None:
    other = replace(report, site=replace(report.site, url="https://other.test/"))
    for day in (1, 2):
        history.record(later(report, day), f"t{day}")
    history.record(later(other, 1), "other")
    assert len(history.prune(30, now=datetime(2026, 6, 1, tzinfo=UTC), dry_run=True)) == 1
    gone = history.prune(30, now=datetime(2026, 6, 1, tzinfo=UTC))
    assert [audit.folder for audit in gone] == ["t1"]
    assert {audit.folder for audit in history.audits()} == {"t2", "other"}
    with history.engine.connect() as connection:
        ids = set(connection.scalars(select(FINDING.c.audit_id)))
        assert ids == {audit.id for audit in history.audits()}, "what belongs to an audit goes with it"


def test_a_run_that_was_killed_is_continued_and_a_finished_one_is_not(history: History, report: Report) -> None:
    sites = ["https://example.test/", "https://b.test/", "https://c.test/"]
    key = run_key(sites, "settings")
    run = history.begin(key, sites)
    assert (run.continued, run.left()) == (False, tuple(sites))
    history.finish_site(run.id, sites[0], report=report, folder="example.test/t", problem=None, seen=True)
    history.finish_site(run.id, sites[1], report=None, folder=None, problem="unknown host", seen=False)
    assert not history.finish_site(run.id, sites[1], report=report, folder="late", problem=None, seen=True)
    again = history.begin(key, sites)
    assert (again.id, again.continued, again.left()) == (run.id, True, ("https://c.test/",))
    assert [each.state for each in again.sites] == [SiteState.DONE, SiteState.FAILED, SiteState.WAITING]
    assert again.sites[1].problem == "unknown host"
    history.finish(again.id)
    assert history.begin(key, sites).continued is False


def test_a_runs_audit_comes_with_the_one_recorded_before_it_whatever_the_clock_said(
    history: History, report: Report
) -> None:
    site = report.site.url
    runs = []
    for day in (9, 8, 7):  # each run by a clock that was set back
        runs.append(history.begin(f"run {day}", [site]).id)
        history.finish_site(runs[-1], site, report=later(report, day), folder=f"t{day}", problem=None, seen=True)
    assert [audit.folder for audit in history.audits_up_to(runs[2], site, limit=2)] == ["t7", "t8"]
    assert [audit.folder for audit in history.audits_up_to(runs[0], site, limit=2)] == ["t9"]
    failed = history.begin("failed", [site]).id
    history.finish_site(failed, site, report=None, folder=None, problem="unknown host", seen=False)
    assert history.audits_up_to(failed, site, limit=2) == []


def test_another_command_is_another_run(history: History) -> None:
    sites = ["https://a.test/"]
    history.begin(run_key(sites, "pages=1"), sites)
    assert history.begin(run_key(sites, "pages=2"), sites).continued is False
    assert run_key(["a", "b"], "") == run_key(["b", "a"], "")


def test_the_database_of_an_earlier_session_is_opened_again(tmp_path: Path, report: Report) -> None:
    with open_history(tmp_path / "history.db") as first:
        first.record(report, "t")
    with open_history(tmp_path / "history.db") as second:
        assert [audit.folder for audit in second.audits()] == ["t"]


def test_an_export_holds_every_row_and_nothing_that_a_spreadsheet_would_run(
    history: History, report: Report, tmp_path: Path
) -> None:
    history.record(replace(report, cookies=(replace(report.cookies[0], name="=1+1"),)), "t")
    files = {
        path.name: list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        for path in export(history, tmp_path / "e", "csv")
    }
    assert sorted(files) == [
        "audit.csv",
        "claim.csv",
        "cookie.csv",
        "document.csv",
        "finding.csv",
        "run.csv",
        "run_site.csv",
    ]
    assert len(files["finding.csv"]) == 1 + len(report.findings)
    assert "'=1+1" in files["cookie.csv"][1]


def test_an_export_from_a_day_on_leaves_out_what_is_older(history: History, report: Report, tmp_path: Path) -> None:
    for day in (1, 2):
        history.record(later(report, day), f"t{day}")
    files = {path.stem: path for path in export(history, tmp_path, "csv", since="2026-01-02T00:00:00Z")}
    assert len(list(csv.reader(io.StringIO(files["audit"].read_text("utf-8-sig"))))) == 2
    assert len(list(csv.reader(io.StringIO(files["finding"].read_text("utf-8-sig"))))) == 1 + len(report.findings)
    assert not list(tmp_path.glob(".*")), "nothing half-written is left"


def test_a_parquet_export_has_the_types_of_the_tables_even_where_there_is_nothing(
    history: History, report: Report, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    history.record(later(report, 1), "t1")
    files = {path.stem: path for path in export(history, tmp_path, "parquet")}
    cookies, runs = parquet.read_table(files["cookie"]), parquet.read_table(files["run_site"])
    assert (str(cookies.schema.field("in_before").type), str(cookies.schema.field("lifetime_s").type)) == (
        "bool",
        "double",
    )
    assert (runs.num_rows, str(runs.schema.field("audit_id").type)) == (0, "int64")
    [observed] = parquet.read_table(files["audit"]).column("audited_at").to_pylist()
    assert observed == datetime(2026, 1, 1, tzinfo=UTC)


def test_each_sites_latest_audit_comes_with_the_one_before_it(history: History, report: Report) -> None:
    other = replace(report, site=replace(report.site, url="https://other.test/"))
    for day in (3, 1, 2):
        history.record(later(report, day), f"t{day}")
    history.record(later(other, 1), "other")
    assert [(audit.folder, before and before.folder) for audit, before in history.latest()] == [
        ("t3", "t2"),
        ("other", None),
    ]
    assert [audit.folder for audit, _ in history.latest(since="2026-01-02")] == ["t3"]
