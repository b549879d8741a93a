"""A run has come to its end when all is written: whatever ends the program before, nothing is audited again."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from audits.cli import auditing
from audits.cli.auditing import audit_run
from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings
from audits.history import open_history
from crawler.evidence.model import SiteTarget
from tests.simulation.gathering import Stub

SITES = [SiteTarget(url=f"https://site-{number}.example/") for number in range(2)]


def run(folder: Path) -> ExitCode:
    gather, judge = GatherSettings(jobs=1), JudgeSettings(format="json")
    return audit_run(SITES, gather, judge, CommonSettings(quiet=True), folder / "out").code


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_run_whose_index_could_not_be_written_goes_on_with_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    gathered = tmp_path / "gathered.jsonl"
    monkeypatch.setattr("crawler.supervision.WorkerPool", Stub(scale=1000, log=gathered).pool)

    def fail(*_: object) -> Path:
        raise failure

    with monkeypatch.context() as patched, pytest.raises((Stop, KeyboardInterrupt)):
        patched.setattr(auditing, "write_index", fail)
        run(tmp_path)
    assert run(tmp_path) is ExitCode.FAILED
    assert len(gathered.read_text().splitlines()) == len(SITES), "nothing is gathered again"
    assert (tmp_path / "out" / "index.html").is_file()
    with open_history(tmp_path / "out" / "history.db") as history:
        assert len(history.audits()) == len(SITES)
    assert len(list((tmp_path / "out").glob("*/*/report.json"))) == len(SITES)
