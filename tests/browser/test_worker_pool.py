"""Warm workers: several sites in one process and browser, none of which sees or harms another."""

from __future__ import annotations

import asyncio
import os
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
from tests.web import DemoWeb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(170)]


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
        timeout_s=40,
        allow_private=True,
        ignore_certificate_errors=True,
        host_resolver_rules=web.host_resolver_rules,
        ca_file=web.ca_file,
        sandbox=os.geteuid() != 0,
    )


def family() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def seen(evidence: SiteEvidence) -> list[list[tuple[str, str]]]:
    """Return what each snapshot of each visit holds."""
    return [[(item.storage, item.name) for item in shot.items] for visit in evidence.visits for shot in visit.snapshots]


def test_a_worker_takes_several_sites_and_none_sees_another(
    web: DemoWeb, options: GatherOptions, tmp_path: Path
) -> None:
    site, other = (SiteTarget(url=web.site(key).url) for key in ("lantern-books", "harbour-dental"))
    workers: list[set[int]] = []

    async def run() -> list[SiteEvidence]:
        gathered = []
        async with WorkerPool(options) as pool:
            for name, target in (("1", site), ("2", other), ("3", site)):
                path = await pool.gather(target, tmp_path / name)
                assert verify(path)
                gathered.append(open_bundle(path).evidence)
                workers.append({child.pid for child in psutil.Process().children() if is_worker(child)})
        return gathered

    before = family()
    first, second, third = asyncio.run(run())
    assert len(workers[0]) == 1 and workers[0] == workers[1] == workers[2]
    assert family() <= before
    assert seen(first) == seen(third)
    assert any(snapshot for snapshot in seen(first))
    hosts = {item.domain for visit in second.visits for shot in visit.snapshots for item in shot.items}
    assert not any("lantern" in host for host in hosts)
    assert {each.environment.third_party_cookies for each in (first, second, third)} == {True}
    assert all(visit.complete for each in (first, second, third) for visit in each.visits)


def is_worker(process: psutil.Process) -> bool:
    return "crawler.worker" in process.cmdline()


def test_a_site_that_hangs_costs_its_worker_and_the_next_site_is_unharmed(
    web: DemoWeb, options: GatherOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        supervision, "GRACE_S", -34.0
    )  # no site gets more than six seconds, and no chance to end itself
    hanging = SiteTarget(url=web.broken["hanging"].url)
    good = SiteTarget(url=web.site("lantern-books").url)

    async def run() -> tuple[SiteEvidence, set[int], SiteEvidence]:
        async with WorkerPool(options) as pool:
            hung = open_bundle(await pool.gather(hanging, tmp_path / "hanging")).evidence
            left = family() - before
            monkeypatch.setattr(supervision, "GRACE_S", 20.0)
            return hung, left, open_bundle(await pool.gather(good, tmp_path / "good")).evidence

    before = family()
    hung, left, after = asyncio.run(run())
    assert [(error.stage, error.code) for error in hung.errors] == [("deadline", "killed")]
    assert left == set()
    assert [visit.complete for visit in after.visits] == [True, True]
    assert family() <= before


def test_a_worker_whose_page_never_ends_a_script_is_replaced(
    web: DemoWeb, options: GatherOptions, tmp_path: Path
) -> None:
    looping, good = SiteTarget(url=web.broken["looping"].url), SiteTarget(url=web.site("lantern-books").url)
    hurried = replace(options, states=(State.BEFORE,), timeout_s=30)
    pids: list[int] = []

    async def run() -> SiteEvidence:
        async with WorkerPool(hurried) as pool:
            await pool.gather(looping, tmp_path / "looping")
            pids.extend(family() - before)
            return open_bundle(await pool.gather(good, tmp_path / "good")).evidence

    before = family()
    evidence = asyncio.run(run())
    assert pids == []
    assert [visit.complete for visit in evidence.visits] == [True]


def test_a_worker_is_replaced_after_so_many_sites(
    web: DemoWeb, options: GatherOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "RECYCLE_SITES", 1)
    hurried = replace(options, states=(State.BEFORE,), page_time_s=1)

    async def run() -> set[int]:
        async with WorkerPool(hurried) as pool:
            await pool.gather(SiteTarget(url=web.site("lantern-books").url), tmp_path / "one")
            return family() - before

    before = family()
    assert asyncio.run(run()) == set()
