"""What the command line does with an output folder's history."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from audits.cli.app import run_app
from audits.cli.outputs import remove_left_overs
from audits.history import open_history
from audits.reports import json_report
from tests.audits.reports.sample import sample_report, sealed_bundle


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return an output folder with two audits of a site."""
    bundle = sealed_bundle(tmp_path / "kept")
    output = tmp_path / "out"
    with open_history(_made(output) / "history.db") as history:
        for day, names in ((1, 1), (2, 2)):
            report = sample_report(bundle)
            report = replace(
                report,
                audited_at=f"2026-01-0{day}T00:00:00Z",
                bundle=replace(report.bundle, sha256=str(day) * 64),
                cookies=report.cookies[:names],
            )
            folder = _made(output / "example.test" / f"t{day}")
            (folder / "report.json").write_bytes(json_report.render(report, bundle))
            history.record(report, f"example.test/t{day}")
    return output


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_history_lists_a_sites_audits_newest_first(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["history", "example.test", "-o", str(out), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["folder"] for row in rows] == ["example.test/t2", "example.test/t1"]
    assert run_app(["history", "-o", str(out)]) == 0
    assert "example.test/t1" in capsys.readouterr().out


def test_a_site_that_was_never_audited_is_a_usage_error(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["history", "other.test", "-o", str(out)]) == 2
    assert "never audited" in capsys.readouterr().err
    assert run_app(["history", "-o", str(out / "nothing")]) == 2


@pytest.mark.parametrize("by", ["example.test", "{url}"])
def test_compare_takes_a_site_for_its_last_two_audits(out: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    with open_history(out / "history.db") as history:
        [url] = history.sites()
    assert run_app(["compare", by.format(url=url), "-o", str(out), "--format", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)
    assert (changes["old_audited_at"], changes["new_audited_at"]) == ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
    assert len(changes["cookies_new"]) == 1


def test_a_day_that_is_none_is_a_usage_error_and_spans_count_back_from_today(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["history", "-o", str(out), "--since", "yesterday"]) == 2
    assert "--since yesterday: expected a day" in capsys.readouterr().err
    for since, number in (("2026-01-02", 1), ("2026-01-02T00:30+01:00", 1), ("30d", 0), ("36500d", 2)):
        assert run_app(["history", "-o", str(out), "--since", since, "--format", "json"]) == 0
        assert len(json.loads(capsys.readouterr().out)) == number


def test_history_tells_each_sites_latest_with_what_changed(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["history", "-o", str(out), "--latest", "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["folder"], row["before"]["folder"]) == ("example.test/t2", "example.test/t1")
    assert run_app(["history", "example.test", "-o", str(out), "--latest"]) == 2


def test_compare_takes_the_audit_as_of_a_day(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for since in ("2026-01-01T12:00", "2025-06-01"):
        assert run_app(["compare", "example.test", "-o", str(out), "--format", "json", "--since", since]) == 0
        assert json.loads(capsys.readouterr().out)["old_audited_at"] == "2026-01-01T00:00:00Z"
    two = [str(out / "example.test" / name) for name in ("t1", "t2")]
    assert run_app(["compare", *two, "--since", "2026-01-01"]) == 2


def test_prune_removes_the_files_with_the_rows(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["prune", "--keep-days", "1", "-o", str(out), "--dry-run"]) == 0
    assert (out / "example.test/t1").exists()
    assert run_app(["prune", "--keep-days", "1", "-o", str(out)]) == 0
    assert not (out / "example.test/t1").exists()
    assert (out / "example.test/t2").exists()
    assert "t1" in capsys.readouterr().out


def test_export_writes_a_file_a_table(out: Path, tmp_path: Path) -> None:
    assert run_app(["export", str(tmp_path / "tables"), "-o", str(out)]) == 0
    assert (tmp_path / "tables" / "cookie.csv").read_text("utf-8-sig").count("\n") == 4
    assert run_app(["export", str(tmp_path / "tables"), "-o", str(out), "--format", "xls"]) == 2


def test_two_runs_into_one_folder_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = _made(tmp_path / "out")
    with FileLock(output / ".lock"):
        assert run_app(["run", "https://example.test/", "-o", str(output)]) == 2
    assert "another run is writing there" in capsys.readouterr().err


def test_what_a_killed_program_left_half_written_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    dead = _made(tmp_path / "site" / ".t.4194305-0123abcd.partial")  # beyond the largest process number
    alive = _made(tmp_path / "site" / ".t.1-0123abcd.partial")
    foreign = _made(tmp_path / "site" / ".other.partial")
    remove_left_overs(tmp_path)
    assert (dead.exists(), alive.exists(), foreign.exists()) == (False, True, True)
