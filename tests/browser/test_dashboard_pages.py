"""The dashboard's pages, opened in a real Chromium: nobody is shut out, and nothing scrolls sideways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from audits.dashboard import dashboard
from audits.history import open_history
from tests.audits.reports.sample import sample_report, sealed_bundle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def pages(tmp_path: Path) -> list[str]:
    """Return the pages: the overview, the answer to a question of each kind, and a site's own."""
    report = sample_report(sealed_bundle(tmp_path))
    with open_history(tmp_path / "history.db") as history:
        for day in (1, 2, 3):
            later = replace(report, audited_at=f"2026-01-0{day}T00:00:00Z")
            history.record(replace(later, bundle=replace(report.bundle, sha256=f"{day:064}")), f"example.test/t{day}")
        client = TestClient(dashboard(tmp_path, history), base_url="http://127.0.0.1")
        paths = ("/", "/?q=a", "/?q=_ga&state=before", "/?outcome=failed", "/site?site=https://example.test/")
        return [client.get(path).raise_for_status().text for path in paths]


def test_pages_have_nothing_that_axe_objects_to_and_never_scroll_sideways(browser: Browser, pages: list[str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: problems.append(request.url) if request.url.startswith("http") else None)
    for width, scheme in ((380, "light"), (380, "dark"), (1280, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for content in pages:
            page.set_content(content)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(page)
            assert found.response["violations"] == [], found.generate_report()
            assert page.evaluate("window.hacked") is None
    context.close()
    assert problems == [], "no console message, and no request leaves the page"
