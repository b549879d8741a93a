"""The whole product on the demo web: what each site is known to do must be in its report, and nothing else.

Each site is gathered in a real Chromium as a user's run does it, in a process of its own, judged from its saved
bundle and compared with its `truth.toml`; so is what the evidence says left the browser.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audits.engine import audit
from audits.reports import json_report
from crawler.evidence.bundle import EVIDENCE, open_bundle
from crawler.evidence.model import SiteTarget, State
from crawler.options import GatherOptions
from crawler.sites_file import parse_sites
from crawler.supervision import gather_supervised
from tests.web import DemoWeb, check_evidence, check_report
from tests.web.broken import broken_sites
from tests.web.managers import install
from tests.web.sites import site_keys

SITES = [pytest.param(key, marks=[pytest.mark.npm] if needs_npm else []) for key, needs_npm in site_keys()]

pytestmark = pytest.mark.browser


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


def report_of(site: SiteTarget, settings: GatherOptions, folder: Path) -> dict[str, Any]:
    """Gather into `folder / "bundle"`, judge, and read the report back from its JSON."""
    path = asyncio.run(gather_supervised(site, settings, folder / "bundle"))
    bundle = open_bundle(path)
    report: dict[str, Any] = json.loads(json_report.render(audit(bundle), bundle))
    return report


@pytest.mark.timeout(300)
@pytest.mark.parametrize("key", SITES)
def test_the_report_says_what_the_site_is_known_to_do(web: DemoWeb, tmp_path: Path, key: str) -> None:
    site = web.site(key)
    [target], _ = parse_sites(web.sites_txt(key))
    report = report_of(target, options(web), tmp_path)
    evidence = json.loads((tmp_path / "bundle" / EVIDENCE).read_bytes())
    assert check_report(report, site) + check_evidence(evidence, site) == []


@pytest.mark.parametrize("key", sorted(broken_sites()))
def test_a_broken_site_leaves_its_error_and_a_report(web: DemoWeb, tmp_path: Path, key: str) -> None:
    broken = web.broken[key]
    hurry = {"states": (State.BEFORE,), "page_time_s": 3.0, "pages": 1, "timeout_s": 30.0, "navigation_timeout_s": 4.0}
    settings = options(web, ignore_certificate_errors=key != "tls", **hurry)
    report = report_of(SiteTarget(url=broken.url), settings, tmp_path)
    if broken.code is None:
        assert report["environment"]["browser"]
        return
    assert (broken.stage, broken.code) in {(error["stage"], error["code"]) for error in report["errors"]}
    assert [finding["rule"] for finding in report["findings"] if finding["outcome"] in ("passed", "failed")] == []


def test_hostile_text_of_a_site_reaches_the_report_as_it_is(web: DemoWeb, tmp_path: Path) -> None:
    settings = options(web, states=(State.BEFORE,), page_time_s=3.0, pages=1)
    report = report_of(SiteTarget(url=web.broken["hostile"].url), settings, tmp_path)
    names = {row["name"] for row in report["cookies"]}
    assert any("<script>" in name for name in names)
    assert any("<b onmouseover" in name for name in names)
