"""`--confirm` from the command line to the report: what failed is visited again in real time, beside what was seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from audits.engine import audit
from audits.reports import json_report
from crawler.evidence.bundle import open_bundle, verify
from crawler.evidence.model import State
from tests.browser.visit.pages import Pages, html, served
from tests.web.messages import Request, Response

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

HOME = "<!doctype html><title>Shop</title><p>A shop with nothing to agree to.</p>"
COOKIE = "_ga=GA1.1.1901234567.1795336501; Max-Age=63072000; Path=/"
RULE = "cookies-before-consent"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Audit a site that always tracks, one that tracks until visits are repeated, and one that never does."""
    out = tmp_path_factory.mktemp("confirm")

    def fickle(_request: Request) -> Response:
        repeated = any("-confirmed." in path.name for path in out.rglob("*.partial"))
        return html(HOME) if repeated else html(HOME, COOKIE)

    pages: Pages = {"steady.example/": html(HOME, COOKIE), "fickle.example/": fickle, "quiet.example/": html(HOME)}
    with served(pages) as options:
        urls = [f"https://{name}" for name in pages]
        rules = ["--host-resolver-rules", str(options.host_resolver_rules), "--allow-private"]
        root = [] if options.sandbox else ["--no-sandbox"]
        quick = ["--states", "before", "--pages", "0", "--page-time", "2", "--jobs", "2", "--ignore-certificate-errors"]
        words = ["run", *urls, "--confirm", *quick, *rules, *root, "-o", str(out)]
        program = [sys.executable, "-c", "from audits.cli import main; main()", *words]
        done = subprocess.run(program, capture_output=True, text=True, timeout=550, check=False)
    assert done.returncode == 10, done.stderr
    found = {json.loads(path.read_text("utf-8"))["site"]["url"]: path for path in out.glob("*/*/report.json")}
    assert sorted(path.name for path in out.rglob("*confirmed*")) == []
    return {url.split("//")[1].split(".")[0]: path for url, path in found.items()}


def finding(report: Path) -> dict[str, Any]:
    findings: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["findings"]
    [found] = [one for one in findings if one["rule"] == RULE]
    return found


@pytest.mark.parametrize(
    ("site", "outcome", "confirmed"),
    [("steady", "failed", True), ("fickle", "failed", False), ("quiet", "passed", None)],
)
def test_a_failure_says_whether_it_was_seen_again(
    reports: Mapping[str, Path], site: str, outcome: str, confirmed: bool | None
) -> None:
    found = finding(reports[site])
    assert (found["outcome"], found["confirmed"]) == (outcome, confirmed)


def test_the_repetition_is_in_the_bundle_and_seals_with_it(reports: Mapping[str, Path]) -> None:
    path = reports["steady"].parent / "bundle"
    assert verify(path)
    evidence = open_bundle(path).evidence
    [first], [again] = evidence.visits, evidence.confirmations
    assert (first.page_time_mode, again.page_time_mode) == ("virtual", "real")
    assert (again.state, again.complete) == (State.BEFORE, True)
    assert all(page.granted_page_time_ms >= 2000 for page in again.pages)
    assert again.har_path == "confirmation/har/before.har"
    assert (path / again.har_path).exists()
    assert (path / (first.har_path or "")).exists()


def test_the_saved_bundle_gives_the_same_report_again(reports: Mapping[str, Path]) -> None:
    bundle = open_bundle(reports["fickle"].parent / "bundle")
    again = json.loads(json_report.render(audit(bundle), bundle))
    written = json.loads(reports["fickle"].read_text("utf-8"))
    assert again["findings"] == written["findings"]
