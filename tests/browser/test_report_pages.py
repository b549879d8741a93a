"""The pages a person reads, opened in a real Chromium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from audits.cli.printing import print_page
from audits.reports import index_page, report_formats
from tests.audits.reports.sample import sample_report, sealed_bundle

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: problems.append(request.url) if request.url.startswith("http") else None)
    yield page
    context.close()
    assert problems == [], "no console message, no error, no request leaves the page"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "example.test" / "20260101T000000Z"
    folder.mkdir(parents=True)
    bundle = sealed_bundle(folder)
    report = sample_report(bundle)
    for form in (maker for makers in report_formats().values() for maker in makers):
        (folder / form.FILE_NAME).write_bytes(form.render(report, bundle))
    (tmp_path / "index.html").write_bytes(index_page.render_index(index_page.read_entries(tmp_path)))
    return tmp_path


def test_report_filters_and_sorts_and_runs_nothing_of_the_sites(page: Page, out: Path) -> None:
    page.goto((out / "example.test/20260101T000000Z/report.html").as_uri())
    rows = page.locator("#items tbody tr:visible")
    assert rows.count() == 2
    page.select_option("select[name=purpose]", "analytics")
    assert rows.count() == 1
    assert page.locator("#shown").inner_text() == "1 of 2 items"
    page.select_option("select[name=purpose]", "")
    page.select_option("select[name=state]", "before")
    assert rows.count() == 2
    page.select_option("select[name=party]", "third")
    assert rows.count() == 0
    page.select_option("select[name=party]", "")
    page.select_option("select[name=state]", "")
    page.fill("input[name=text]", "session_")
    assert rows.count() == 1
    page.fill("input[name=text]", "")
    page.click("#items thead th:first-child button")
    assert page.get_attribute("#items thead th:first-child", "aria-sort") == "ascending"
    first = rows.first.inner_text()
    page.click("#items thead th:first-child button")
    assert rows.first.inner_text() != first
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [360, 768, 1366])
def test_pages_never_scroll_sideways(page: Page, out: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for file in (out / "index.html", out / "example.test/20260101T000000Z/report.html"):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_index_leads_to_the_report(page: Page, out: Path) -> None:
    page.goto((out / "index.html").as_uri())
    page.select_option("select[name=outcome]", "passed")
    assert page.locator("#sites tbody tr:visible").count() == 0
    page.select_option("select[name=outcome]", "failed")
    page.click("#sites tbody a")
    assert page.locator("h2#claims").count() == 1


def test_everything_is_open_on_paper(page: Page, out: Path) -> None:
    page.goto((out / "example.test/20260101T000000Z/report.html").as_uri())
    closed = page.locator("details.group:not([open])")
    assert closed.count() > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_nothing_that_axe_objects_to(page: Page, out: Path, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    for file in (out / "index.html", out / "example.test/20260101T000000Z/report.html"):
        for width in (360, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(file.as_uri())
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            found = Axe().run(page)
            assert found.response["violations"] == [], found.generate_report()


def test_the_printed_report_is_tagged_and_holds_the_quotes(out: Path) -> None:
    content = (out / "example.test/20260101T000000Z/report.html").read_bytes()
    with ThreadPoolExecutor() as threads:  # this one has Playwright's own loop
        printed = threads.submit(print_page, content).result()
    document = pypdf.PdfReader(io.BytesIO(printed))
    text = " ".join(" ".join(page.extract_text().split()) for page in document.pages)
    assert "Vi sätter inga cookies innan samtycke" in text
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    across = [page for page in document.pages if page.mediabox.width > page.mediabox.height]
    assert len(across) == 1, "the inventory"
    assert "session_" in across[0].extract_text()
