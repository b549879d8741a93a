"""The demo web itself: reachable by both ways, loads without a console error, and stores what its truth states.

A small driver of its own looks at the jar, so that a fault of the product cannot hide a fault of the web.
"""

from __future__ import annotations

import json
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Playwright, sync_playwright

from tests.web import DemoSite, DemoWeb
from tests.web.managers import install
from tests.web.sites import site_keys

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), None)
PAGE_TIME_MS = 15_000
SITES = [pytest.param(key, marks=[pytest.mark.npm] if needs_npm else []) for key, needs_npm in site_keys()]
Row = tuple[str, str, str]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def web(request: pytest.FixtureRequest) -> Iterator[DemoWeb]:
    needs_npm = any(item.get_closest_marker("npm") for item in request.session.items)
    with DemoWeb(install() if needs_npm else None) as running:
        yield running


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def opener(web: DemoWeb) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context(cafile=str(web.ca_file))
    proxies = urllib.request.ProxyHandler({"http": web.proxy_url, "https": web.proxy_url})
    return urllib.request.build_opener(proxies, urllib.request.HTTPSHandler(context=context))


def launch(playwright: Playwright, web: DemoWeb, profile: Path) -> BrowserContext:
    """Start Chromium on a profile that takes third-party cookies."""
    preferences = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(json.dumps(preferences), "utf-8")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        ignore_https_errors=True,
        args=[
            f"--host-resolver-rules={web.host_resolver_rules}",
            "--ignore-certificate-errors",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-site-isolation-trials",
            "--disable-features=IsolateOrigins,site-per-process",
            "--disable-blink-features=AutomationControlled",
            "--no-first-run",
            *sandbox,
        ],
    )


def let_page_time_pass(web: DemoWeb, page: Page) -> None:
    """Play the page's timers, with rests between in which what they asked for arrives."""
    for _ in range(4):
        rest(web, page)
        page.clock.run_for(PAGE_TIME_MS // 4)
    rest(web, page)


def rest(web: DemoWeb, page: Page) -> None:
    """Wait until nothing has been asked of the web for a moment; at most five seconds."""
    seen, quiet, deadline = -1, 0, time.monotonic() + 5
    while quiet < 2 and time.monotonic() < deadline:
        page.evaluate("0")
        time.sleep(0.04)
        quiet = quiet + 1 if len(web.log) == seen else 0
        seen = len(web.log)


def stored_in(page: Page) -> set[Row]:
    """Return all that is stored now: the jar, and the web storage of every frame."""
    rows = {("cookie", cookie["domain"], cookie["name"]) for cookie in page.context.cookies()}  # type: ignore[typeddict-item] # cookies of a jar have both
    for frame in page.frames:
        rows |= web_storage(frame)
    return rows


def web_storage(frame: Frame) -> set[Row]:
    if not frame.url.startswith("https://"):
        return set()
    script = "() => ['localStorage', 'sessionStorage'].map(kind => [kind, location.hostname, Object.keys(window[kind])])"
    found: list[tuple[str, str, list[str]]] = frame.evaluate(script)
    return {(kind, host, name) for kind, host, names in found for name in names}


def visit(playwright: Playwright, web: DemoWeb, site: DemoSite, state: str, profile: Path) -> tuple[set[Row], list[str]]:
    """Take a fresh profile through one state; return what was stored at the end of any page, and the console errors."""
    context = launch(playwright, web, profile)
    errors: list[str] = []
    try:
        page = context.pages[0]
        page.set_default_timeout(8_000)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.clock.install()
        page.goto(site.url)
        let_page_time_pass(web, page)
        rows = stored_in(page)
        steps = site.truth.banner.get("steps", {}).get(state, [])
        for step in steps:
            frame = next(frame for frame in page.frames if step.get("frame", "") in frame.url)
            frame.locator(step["click"]).evaluate("element => element.click()")
            let_page_time_pass(web, page)
        if steps:
            rows = set()  # what follows is this state's own end
            for address in (None, *site.subpages):
                page.goto(site.url if address is None else address)
                let_page_time_pass(web, page)
                rows |= stored_in(page)
            return rows, errors
        for address in site.subpages:
            page.goto(address)
            let_page_time_pass(web, page)
            rows |= stored_in(page)
        return rows, errors
    finally:
        context.close()


def stated(site: DemoSite, state: str) -> set[Row]:
    rows: tuple[Any, ...] = site.truth.cookies
    return {(row.get("storage", "cookie"), row["domain"], row["name"]) for row in rows if state in row["states"]}


@pytest.mark.parametrize("key", SITES)
@pytest.mark.parametrize("state", ["before", "reject", "accept"])
def test_a_site_stores_exactly_what_its_truth_states(
    playwright: Playwright, web: DemoWeb, tmp_path: Path, key: str, state: str
) -> None:
    site = web.site(key)
    if state != "before" and state not in site.truth.banner.get("steps", {}):
        assert stated(site, state) == set(), "a state that nobody can answer has no rows"
        return
    rows, errors = visit(playwright, web, site, state, tmp_path / "profile")
    assert rows == stated(site, state)
    assert errors == []
