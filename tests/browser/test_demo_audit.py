"""The whole product on the demo web: what each site is known to do must be in its report, and nothing else.

The sites are gathered in a real Chromium as a user's run does it, several at a time by workers with warm browsers,
judged from their saved bundles and compared with their `truth.toml`; so is what the evidence says left the browser.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audits.engine import audit
from audits.reports import json_report
from crawler.evidence.bundle import EVIDENCE, open_bundle
from crawler.evidence.model import SiteTarget, State
from crawler.options import GatherOptions
from crawler.sites_file import parse_sites
from crawler.supervision import WorkerPool
from tests.web import DemoWeb, check_evidence, check_report
from tests.web.broken import broken_sites
from tests.web.managers import install
from tests.web.sites import site_keys

SITES = [pytest.param(key, marks=[pytest.mark.npm] if needs_npm else []) for key, needs_npm in site_keys()]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]

AT_ONCE = 2
ENDLESS = ("dripping", "hanging", "looping")
"""Broken sites that use up all their time, and so get little; the others' answers come, however busy the machine is."""


@pytest.fixture(scope="module")
def web(request: pytest.FixtureRequest) -> Iterator[DemoWeb]:
    needs_npm = any(item.get_closest_marker("npm") for item in request.session.items)
    with DemoWeb(install() if needs_npm else None) as running:
        yield running


def options(web: DemoWeb, **changed: Any) -> GatherOptions:
    """Return the settings under which the demo web is reached, as `cookie-audit demo` sets them."""
    settings: dict[str, Any] = {
        "ignore_certificate_errors": True,
        "ca_file": web.ca_file,
        "host_resolver_rules": web.host_resolver_rules,
        "allow_private": True,
        "sandbox": os.geteuid() != 0,
    }
    return GatherOptions(**(settings | changed))


async def gather_all(
    targets: Mapping[str, SiteTarget], settings: GatherOptions, folder: Path, at_once: int
) -> Mapping[str, Path]:
    """Gather sites, so many at a time, and return their bundles."""
    turn = asyncio.Semaphore(at_once)
    async with WorkerPool(settings) as pool:

        async def one(key: str) -> Path:
            async with turn:
                return await pool.gather(targets[key], folder / key)

        return dict(zip(targets, await asyncio.gather(*map(one, targets)), strict=True))


def asked_for(request: pytest.FixtureRequest, test: str) -> Sequence[str]:
    """Return the sites that a test of this module is about to be run for."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function) and item.path == request.path]
    return [str(item.callspec.params["key"]) for item in items if item.originalname == test]


@pytest.fixture(scope="module")
def demo(web: DemoWeb, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Give the bundle of each site of the demo that is asked for."""
    keys = asked_for(request, "test_the_report_says_what_the_site_is_known_to_do")
    targets = {key: parse_sites(web.sites_txt(key))[0][0] for key in keys}
    return asyncio.run(gather_all(targets, options(web), tmp_path_factory.mktemp("demo"), AT_ONCE))


@pytest.fixture(scope="module")
def ruins(web: DemoWeb, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Give the bundle of each broken site that is asked for."""
    folder = tmp_path_factory.mktemp("broken")
    keys = {*asked_for(request, "test_a_broken_site_leaves_its_error_and_a_report"), "hostile"}
    targets = {key: SiteTarget(url=web.broken[key].url) for key in sorted(keys)}
    untrusted = {key: targets.pop(key) for key in ("tls",) if key in targets}
    endless = {key: targets.pop(key) for key in ENDLESS if key in targets}
    plain = options(web, states=(State.BEFORE,), page_time_s=3.0, pages=1, navigation_timeout_s=60.0)
    hurried = replace(plain, timeout_s=40.0, navigation_timeout_s=4.0)

    async def every() -> Mapping[str, Path]:
        waited_for = gather_all(endless, hurried, folder, len(ENDLESS))  # they mostly wait for their limits to end
        both = await asyncio.gather(waited_for, gather_all(targets, plain, folder, AT_ONCE))
        strict = replace(plain, ignore_certificate_errors=False)
        return {**both[0], **both[1], **await gather_all(untrusted, strict, folder, AT_ONCE)}

    return asyncio.run(every())


def report_of(path: Path) -> dict[str, Any]:
    """Judge a bundle and read the report back from its JSON."""
    bundle = open_bundle(path)
    report: dict[str, Any] = json.loads(json_report.render(audit(bundle), bundle))
    return report


@pytest.mark.parametrize("key", SITES)
def test_the_report_says_what_the_site_is_known_to_do(web: DemoWeb, demo: Mapping[str, Path], key: str) -> None:
    site = web.site(key)
    evidence = json.loads((demo[key] / EVIDENCE).read_bytes())
    assert check_report(report_of(demo[key]), site) + check_evidence(evidence, site) == []


@pytest.mark.parametrize("key", sorted(broken_sites()))
def test_a_broken_site_leaves_its_error_and_a_report(web: DemoWeb, ruins: Mapping[str, Path], key: str) -> None:
    broken = web.broken[key]
    report = report_of(ruins[key])
    if broken.code is None:
        assert report["environment"]["browser"]
        return
    assert (broken.stage, broken.code) in {(error["stage"], error["code"]) for error in report["errors"]}
    assert [finding["rule"] for finding in report["findings"] if finding["outcome"] in ("passed", "failed")] == []


def test_hostile_text_of_a_site_reaches_the_report_as_it_is(ruins: Mapping[str, Path]) -> None:
    report = report_of(ruins["hostile"])
    names = {row["name"] for row in report["cookies"]}
    assert any("<script>" in name for name in names)
    assert any("<b onmouseover" in name for name in names)
