"""Warm workers: several sites in one process and browser, none of which sees or harms another."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from crawler import supervision
from crawler.evidence.bundle import open_bundle, verify
from crawler.evidence.model import SiteEvidence, SiteTarget, State
from crawler.options import GatherOptions
from crawler.supervision import WorkerPool
from tests.browser.processes import STARTING_S, browser_of, descendants, family, is_worker, left_over, still_there
from tests.web import DemoWeb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


@pytest.fixture
def options(web: DemoWeb) -> GatherOptions:
    return GatherOptions(
        states=(State.BEFORE, State.ACCEPT),
        pages=0,
        page_time_s=3,
        timeout_s=100,
        allow_private=True,
        ignore_certificate_errors=True,
        host_resolver_rules=web.host_resolver_rules,
        ca_file=web.ca_file,
        sandbox=os.geteuid() != 0,
    )


def seen(evidence: SiteEvidence) -> list[list[tuple[str, str]]]:
    """Return what each snapshot of each visit holds."""
    return [[(item.storage, item.name) for item in shot.items] for visit in evidence.visits for shot in visit.snapshots]


@pytest.mark.timeout(600)
def test_a_worker_takes_several_sites_and_none_sees_another(
    web: DemoWeb, options: GatherOptions, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site, other = (SiteTarget(url=web.site(key).url) for key in ("lantern-books", "harbour-dental"))
    workers: list[set[int]] = []

    async def run() -> list[SiteEvidence]:
        gathered = []
        patient = replace(options, timeout_s=300)  # a visit that runs out of time costs its worker
        async with WorkerPool(patient) as pool:
            for name, target in (("1", site), ("2", other), ("3", site)):
                path = await pool.gather(target, tmp_path / name)
                assert verify(path)
                gathered.append(open_bundle(path).evidence)
                workers.append({child.pid for child in descendants() if is_worker(child)})
        return gathered

    before = family()
    first, second, third = asyncio.run(run())
    assert caplog.records == []  # asyncio warns when somebody else has waited for its child
    assert len(workers[0]) == 1 and workers[0] == workers[1] == workers[2]
    assert left_over(before) == []
    assert seen(first) == seen(third)
    assert any(snapshot for snapshot in seen(first))
    hosts = {item.domain for visit in second.visits for shot in visit.snapshots for item in shot.items}
    assert not any("lantern" in host for host in hosts)
    assert {each.environment.third_party_cookies for each in (first, second, third)} == {True}
    assert all(visit.complete for each in (first, second, third) for visit in each.visits)


def was_seen(evidence: SiteEvidence, states: int) -> bool:
    """Tell whether a site's page came in so many states. On a busy machine not all of its time may pass."""
    return [visit.pages[0].status for visit in evidence.visits] == [200] * states and not evidence.errors


def test_a_site_that_hangs_costs_its_worker_and_the_next_site_is_unharmed(
    web: DemoWeb, options: GatherOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No site gets more than six seconds, and no chance to end itself.
    monkeypatch.setattr(supervision, "GRACE_S", 6.0 - options.timeout_s)
    hanging = SiteTarget(url=web.broken["hanging"].url)
    good = SiteTarget(url=web.site("lantern-books").url)

    async def run() -> tuple[SiteEvidence, list[str], SiteEvidence]:
        async with WorkerPool(options) as pool:
            hung = open_bundle(await pool.gather(hanging, tmp_path / "hanging")).evidence
            left = await asyncio.to_thread(left_over, before)
            monkeypatch.setattr(supervision, "GRACE_S", 20.0)
            return hung, left, open_bundle(await pool.gather(good, tmp_path / "good")).evidence

    before = family()
    hung, left, after = asyncio.run(run())
    assert [(error.stage, error.code) for error in hung.errors] == [("deadline", "killed")]
    assert left == []
    assert was_seen(after, 2)
    assert left_over(before) == []


def test_a_worker_whose_page_never_ends_a_script_is_replaced(
    web: DemoWeb, options: GatherOptions, tmp_path: Path
) -> None:
    looping, good = SiteTarget(url=web.broken["looping"].url), SiteTarget(url=web.site("lantern-books").url)
    hurried = replace(options, states=(State.BEFORE,), timeout_s=30)
    left: list[str] = []

    async def run() -> SiteEvidence:
        async with WorkerPool(hurried) as pool:
            await pool.gather(looping, tmp_path / "looping")
            left.extend(await asyncio.to_thread(left_over, before))
            return open_bundle(await pool.gather(good, tmp_path / "good")).evidence

    before = family()
    evidence = asyncio.run(run())
    assert left == []
    assert was_seen(evidence, 1)


def test_a_worker_is_replaced_after_so_many_sites(
    web: DemoWeb, options: GatherOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "RECYCLE_SITES", 1)
    hurried = replace(options, states=(State.BEFORE,), page_time_s=1)

    async def run() -> list[str]:
        async with WorkerPool(hurried) as pool:
            await pool.gather(SiteTarget(url=web.site("lantern-books").url), tmp_path / "one")
            return await asyncio.to_thread(left_over, before)

    before = family()
    assert asyncio.run(run()) == []


def test_visits_are_repeated_in_real_time_beside_what_was_gathered(
    web: DemoWeb, options: GatherOptions, tmp_path: Path
) -> None:
    site = SiteTarget(url=web.site("smakladan").url)

    async def run() -> Path | None:
        async with WorkerPool(options) as pool:
            await pool.gather(site, tmp_path / "bundle")
            return await pool.confirm(tmp_path / "bundle", [State.ACCEPT], tmp_path / "again")

    path = asyncio.run(run())
    assert path is not None
    first, second = open_bundle(tmp_path / "bundle"), open_bundle(path)
    assert replace(second.evidence, confirmations=()) == first.evidence
    (visit,) = second.evidence.confirmations
    assert (visit.state, visit.page_time_mode, visit.complete) == (State.ACCEPT, "real", True)
    virtual = next(each for each in first.evidence.visits if each.state is State.ACCEPT)
    names = [{item.name for item in each.snapshots[-1].items} for each in (visit, virtual)]
    assert names[0] == names[1] != set()
    files = {name.relative_to(tmp_path / "bundle") for name in (tmp_path / "bundle").rglob("*.jpg")}
    assert all((path / name).read_bytes() == (tmp_path / "bundle" / name).read_bytes() for name in files)
    assert all(shot.path.startswith("confirmation/") and (path / shot.path).exists() for shot in visit.screenshots)


def test_nothing_of_a_worker_that_is_killed_alone_is_left_and_the_next_site_is_unharmed(
    web: DemoWeb, options: GatherOptions, tmp_path: Path, temporary_folder: Path
) -> None:
    hanging, good = SiteTarget(url=web.broken["hanging"].url), SiteTarget(url=web.site("lantern-books").url)

    async def run() -> tuple[SiteEvidence, list[Path], SiteEvidence]:
        async with WorkerPool(replace(options, states=(State.BEFORE,), timeout_s=300)) as pool:
            gathering = asyncio.create_task(pool.gather(hanging, tmp_path / "one"))
            worker = await asyncio.to_thread(wait_for_worker)
            browsing = await asyncio.to_thread(browser_of, worker.pid)
            worker.kill()
            first = open_bundle(await gathering).evidence
            assert await asyncio.to_thread(still_there, browsing) == []
            folders = await asyncio.to_thread(lambda: list(temporary_folder.glob("cookie-audit-*")))
            return first, folders, open_bundle(await pool.gather(good, tmp_path / "two")).evidence

    killed, folders, after = asyncio.run(run())
    assert [(error.stage, error.code) for error in killed.errors] == [("browser", "worker-failed")]
    assert folders == []
    assert was_seen(after, 1)
    assert list(temporary_folder.iterdir()) == []


@pytest.fixture
def temporary_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make the system's temporary folder one that holds nobody else's; its name is short, as Chromium's sockets ask."""
    with tempfile.TemporaryDirectory(prefix="ca-") as name:
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Path(name)


def wait_for_worker() -> psutil.Process:
    """Return this process's worker once there is one."""
    deadline = time.monotonic() + STARTING_S
    while time.monotonic() < deadline:
        for child in descendants():
            if is_worker(child):
                return child
        time.sleep(0.05)
    raise AssertionError("no worker was started")
