"""Commands over saved bundles: judged again byte for byte, and a changed byte is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audits.cli.app import run_app
from audits.cli.exit_codes import ExitCode
from crawler.evidence.model import GatherError, SiteTarget
from crawler.gathering import seal_failure
from crawler.options import GatherOptions

URL = "https://gone.example/"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "out" / "gone.example" / "2026-01-01T00-00-00Z"
    folder.mkdir(parents=True)
    error = GatherError(stage="home", code="unknown-host", message=f"{URL}: no such host", url=URL)
    return seal_failure(SiteTarget(url=URL), GatherOptions(), folder / "bundle", error)


def test_a_site_that_could_not_be_seen_is_nothing_audited(bundle: Path) -> None:
    assert run_app(["audit", str(bundle)]) == ExitCode.NOTHING_AUDITED
    assert (bundle.parent / "report.json").is_file()
    assert (bundle.parent / "report.html").is_file()


def test_the_same_bundle_gives_the_same_bytes_wherever_it_is_judged(bundle: Path, tmp_path: Path) -> None:
    run_app(["audit", str(bundle)])
    run_app(["audit", str(bundle), "-o", str(tmp_path / "again")])
    [again] = (tmp_path / "again").glob("*/*/report.json")
    assert again.read_bytes() == (bundle.parent / "report.json").read_bytes()
    assert (tmp_path / "again" / "index.html").is_file()


def test_report_writes_all_reports_of_a_folder_again(bundle: Path, tmp_path: Path) -> None:
    assert run_app(["report", str(tmp_path / "out")]) == ExitCode.OK
    assert (bundle.parent / "report.html").is_file()
    assert (tmp_path / "out" / "index.html").is_file()


@pytest.mark.parametrize("damage", ["changed", "added", "missing"])
def test_a_damaged_bundle_is_noticed_and_never_judged(
    bundle: Path, damage: str, capfd: pytest.CaptureFixture[str]
) -> None:
    evidence = bundle / "evidence.json"
    if damage == "changed":
        evidence.write_bytes(evidence.read_bytes().replace(b"gone", b"gonf", 1))
    elif damage == "added":
        (bundle / "more.txt").write_text("more", "utf-8")
    else:
        evidence.unlink()
    assert run_app(["verify", str(bundle)]) == ExitCode.FAILED
    assert run_app(["audit", str(bundle)]) == ExitCode.NOTHING_AUDITED
    assert str(bundle) in capfd.readouterr().err
    assert not (bundle.parent / "report.json").exists()


def test_verify_prints_the_digest_of_a_whole_bundle(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["verify", str(bundle)]) == ExitCode.OK
    digest = capsys.readouterr().out.split()[0]
    assert len(digest) == 64


def test_a_good_bundle_is_judged_though_another_is_damaged(bundle: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(bundle, damaged)
    (damaged / "evidence.json").write_text("{}", "utf-8")
    assert run_app(["audit", str(damaged), str(bundle)]) == ExitCode.NOTHING_AUDITED
    assert (bundle.parent / "report.json").is_file()


def test_two_audits_of_one_site_compare(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_app(["audit", str(bundle)])
    capsys.readouterr()
    report = str(bundle.parent / "report.json")
    assert run_app(["compare", report, str(bundle.parent), "--format", "text"]) == ExitCode.OK
    assert "nothing changed" in capsys.readouterr().out
