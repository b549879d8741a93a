"""Sessions of the command line in a real browser: Ctrl-C, death and deadlines leave nothing running or half."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from audits.history import open_history
from crawler import supervision
from crawler.evidence.bundle import open_bundle, verify
from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from tests.browser.processes import browser_of, family, is_worker, left_over, still_there, temporary_folder
from tests.web import DemoWeb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
LIMIT_S = 300
"""Wall time that a session gets to end, on a machine that is busy with others."""


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


@contextmanager
def session(web: DemoWeb, folder: Path, urls: list[str], *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run `cookie-audit run` over `urls`, one site at a time."""
    rules = ["--host-resolver-rules", web.host_resolver_rules, "--allow-private", "--ignore-certificate-errors"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    words = ["run", *urls, *rules, *root, "--jobs", "1", "--pages", "1", "-o", str(folder), *options]
    # A shell that runs the tests in the background has Ctrl-C ignored in all that it starts.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = [sys.executable, "-c", f"{heeding}; from audits.cli import main; main()", *words]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def read_until(process: subprocess.Popen[str], words: str) -> None:
    """Read what the session says until a line holds `words`."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return
    raise AssertionError(f"it never said {words}")


def test_ctrl_c_keeps_finished_sites_and_ends_every_process(web: DemoWeb, tmp_path: Path) -> None:
    urls = [site.url for site in web.sites[:8]]  # more than can be done before the signal comes
    with session(web, tmp_path, urls) as process:
        read_until(process, "[1/8]")  # a line when a site is finished
        members = browser_of(process.pid)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 130
    assert still_there(members) == []
    reports = list(tmp_path.glob("*/*/report.json"))
    assert f"{len(reports)} of 8 sites are finished" in error
    assert urls[-1] in error  # how to go on
    assert "Open " in out
    assert 1 <= len(reports) < 8
    assert all(verify(report.parent / "bundle") for report in reports)
    assert [path for path in tmp_path.rglob("*") if path.name.endswith(".partial")] == []


def test_the_same_command_goes_on_after_a_kill_and_audits_nothing_twice(web: DemoWeb, tmp_path: Path) -> None:
    urls = [site.url for site in web.sites[:2]]
    with session(web, tmp_path, urls) as process:
        read_until(process, "[1/2]")
        browser_of(process.pid)
        process.kill()
    [first] = tmp_path.glob("*/*/report.json")
    before = first.read_bytes()
    with session(web, tmp_path, urls) as process:
        out, error = process.communicate(timeout=LIMIT_S)
    assert process.returncode in (0, 10), error
    assert "1 of 2 sites were done" in error
    assert "Open " in out
    reports = sorted(tmp_path.glob("*/*/report.json"))
    assert len(reports) == 2
    assert first.read_bytes() == before
    assert all(verify(report.parent / "bundle") for report in reports)
    assert [path for path in tmp_path.rglob("*") if path.name.endswith(".partial")] == []
    events = [json.loads(line)["event"] for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert events == ["run began", "site finished", "run continued", "site finished", "run finished"]
    with open_history(tmp_path / "history.db") as history:
        assert sorted(audit.site for audit in history.audits()) == sorted(urls)


def test_nothing_outlives_a_session_that_is_killed(web: DemoWeb, tmp_path: Path) -> None:
    with session(web, tmp_path, [web.sites[0].url]) as process:
        members = browser_of(process.pid)
        [scratch] = {Path(found) for each in members if is_worker(each) and (found := temporary_folder(each))}
        process.kill()
        process.wait()
        assert still_there(members) == []
    assert not scratch.exists()


def test_being_told_to_end_is_ctrl_c(web: DemoWeb, tmp_path: Path) -> None:
    with session(web, tmp_path, [web.sites[0].url]) as process:
        members = browser_of(process.pid)
        process.terminate()
        process.communicate(timeout=LIMIT_S)
    assert process.returncode == 130
    assert still_there(members) == []
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def test_a_site_that_outlasts_its_limit_is_ended_and_says_so(
    web: DemoWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "GRACE_S", -2.0)  # the child gets no chance to end by itself
    options = GatherOptions(
        allow_private=True,
        ignore_certificate_errors=True,
        host_resolver_rules=web.host_resolver_rules,
        sandbox=os.geteuid() != 0,
        timeout_s=5,
        real_time=True,
    )
    site = SiteTarget(url=web.sites[0].url)
    before = family()
    path = asyncio.run(supervision.gather_supervised(site, options, tmp_path / "bundle"))
    [error] = open_bundle(path).evidence.errors
    assert (error.stage, error.code) == ("deadline", "killed")
    assert site.url in error.message
    assert left_over(before) == []
    assert [entry.name for entry in tmp_path.iterdir()] == ["bundle"]


def test_what_was_seen_before_the_limit_is_kept(web: DemoWeb, tmp_path: Path) -> None:
    options = GatherOptions(
        allow_private=True,
        ignore_certificate_errors=True,
        host_resolver_rules=web.host_resolver_rules,
        sandbox=os.geteuid() != 0,
        timeout_s=30,
        page_time_s=60,
        real_time=True,
    )
    site = SiteTarget(url=web.sites[0].url)
    evidence = open_bundle(asyncio.run(supervision.gather_supervised(site, options, tmp_path / "bundle"))).evidence
    assert evidence.environment.browser
    assert any(error.code == "timeout" for error in (*evidence.errors, *(e for v in evidence.visits for e in v.errors)))


def test_a_session_in_which_nothing_can_be_seen_ends_with_3(web: DemoWeb, tmp_path: Path) -> None:
    urls = [web.broken[key].url for key in ("no-such-host", "missing")]
    with session(web, tmp_path, urls, "--states", "before") as process:
        _, error = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 3
    for url in urls:
        assert url.removeprefix("https://").rstrip("/") in error
    assert "Traceback" not in error
    assert len(list(tmp_path.glob("*/*/report.json"))) == 2


def test_private_addresses_are_refused_without_the_option(tmp_path: Path) -> None:
    site = SiteTarget(url="http://127.0.0.1:1/")
    path = asyncio.run(supervision.gather_supervised(site, GatherOptions(), tmp_path / "bundle"))
    [error] = open_bundle(path).evidence.errors
    assert (error.stage, error.code) == ("home", "private-address")
    assert "--allow-private" in error.message
