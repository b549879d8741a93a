"""Names of folders, and that nothing half-written has its final name."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.outputs import audit_folder, find_bundles, site_folder_name, time_folder_name, write_whole, writing


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.example.com/", "example.com"), ("https://example.com/se", "example.com_se")],
)
def test_a_sites_folder_has_its_name(url: str, name: str) -> None:
    assert site_folder_name(url) == name


def test_no_two_addresses_share_a_folder() -> None:
    urls = [
        "https://example.com/",
        "https://example.com/a/b",
        "https://example.com/a-b",
        "https://example.com/a_b",
        "https://example.com/a?b",
        "https://example.com:8443/a",
        "https://example.com/" + "x" * 100,
        "https://example.com/" + "x" * 101,
        "https://xn--blbr-noae.example/",
    ]
    names = [site_folder_name(url) for url in urls]
    assert len(set(names)) == len(urls)
    assert all(len(name) < 100 and "/" not in name for name in names)


def test_times_sort_as_names() -> None:
    assert time_folder_name("2026-01-31T10:30:00+01:00") == "2026-01-31T09-30-00Z"


def test_what_belongs_to_a_run_never_looks_older_than_the_run() -> None:
    began = "2026-01-31T09:30:00Z"
    assert time_folder_name("2026-01-31T09:30:05Z", not_before=began) == "2026-01-31T09-30-05Z"
    assert time_folder_name("2026-01-30T09:30:05Z", not_before=began) == "2026-01-31T09-30-00Z"


def test_a_folder_appears_only_when_its_block_ends_well(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), audit_folder(tmp_path, "https://a.example/", "t") as (folder, final):
        (folder / "report.html").write_text("half", "utf-8")
        raise RuntimeError
    assert list(tmp_path.rglob("*")) == []
    with audit_folder(tmp_path, "https://a.example/", "t") as (folder, final):
        (folder / "report.html").write_text("whole", "utf-8")
        assert not final.exists()
    assert (final / "report.html").read_text("utf-8") == "whole"
    with audit_folder(tmp_path, "https://a.example/", "t") as (_, second):
        pass
    assert second != final


def test_finds_bundles_but_not_half_written_ones(tmp_path: Path) -> None:
    for name in ("a/t1/bundle", "b/t1/bundle", "b/.t2.partial/bundle"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "manifest.json").write_text("{}", "utf-8")
    assert find_bundles(tmp_path) == [tmp_path / "a/t1/bundle", tmp_path / "b/t1/bundle"]
    assert find_bundles(tmp_path / "a/t1/bundle") == [tmp_path / "a/t1/bundle"]
    assert find_bundles(tmp_path / "a/t1") == [tmp_path / "a/t1/bundle"]


def test_a_full_disk_and_a_database_that_cannot_be_written_are_said_plainly(tmp_path: Path) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def read_only() -> None:
        with closing(sqlite3.connect(tmp_path / "history.db")) as database:
            database.execute("create table audit (id)")
        with closing(sqlite3.connect(f"file:{tmp_path / 'history.db'}?mode=ro", uri=True)) as database:
            database.execute("insert into audit values (1)")

    def at_once() -> None:
        raise ExceptionGroup("tasks", [ValueError("another"), OSError(errno.EROFS, "Read-only file system")])

    for fails, reason in ((full, "No space"), (read_only, "readonly"), (at_once, "Read-only")):
        with pytest.raises(Stop, match=reason) as caught, writing(tmp_path):
            fails()
        assert caught.value.code == ExitCode.USAGE
        assert "the same command goes on" in str(caught.value)
    with pytest.raises(FileNotFoundError), writing(tmp_path):
        (tmp_path / "gone").read_bytes()


def test_a_file_that_cannot_be_written_whole_is_not_left_in_part(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "report.html", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
