"""The demo web itself: reachable by both ways, loads without a console error, and stores what its truth states.

A small driver of its own looks at the jar, so that a fault of the product cannot hide a fault of the web.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Playwright, Request, sync_playwright

from crawler.browser.executable import find_browser
from tests.web import DemoSite, DemoWeb, check_evidence, check_report
from tests.web.managers import install
from tests.web.sites import load_sites, site_keys

CHROMIUM = find_browser()
PAGE_TIME_MS = 15_000
QUIET_S, STUCK_S = 0.07, 5.0
LIMIT_S = 60
"""Wall time that an answer may take, on a machine that is busy with others."""
SITES = [pytest.param(key, marks=[pytest.mark.npm] if needs_npm else []) for key, needs_npm in site_keys()]
STATES = ["before", "reject", "accept"] if os.environ.get("EXHAUSTIVE") else ["accept"]
"""After acceptance is where most is stored; the audit of each site (test_demo_audit) sees all three states."""
Row = tuple[str, str, str]


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


def asked(page: Page) -> set[Request]:
    """Return what will hold the page's requests under way."""
    under_way: set[Request] = set()

    def begun(request: Request) -> None:
        under_way.add(request)

    def ended(request: Request) -> None:
        under_way.discard(request)

    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    return under_way


def let_page_time_pass(web: DemoWeb, page: Page, under_way: set[Request]) -> None:
    """Play the page's timers, with rests between in which what they asked for arrives."""
    for _ in range(2):
        rest(web, page, under_way)
        page.clock.run_for(PAGE_TIME_MS // 2)
    rest(web, page, under_way)


def rest(web: DemoWeb, page: Page, under_way: set[Request]) -> None:
    """Wait until all that was asked for has come and nothing more is, for a moment.

    A request that nothing comes of for `STUCK_S` hangs, and is waited for no more.
    """
    seen, since, deadline = (-1, frozenset[Request]()), time.monotonic(), time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        page.evaluate("0")
        time.sleep(0.04)
        now = len(web.log), frozenset(under_way)
        if now != seen:
            seen, since = now, time.monotonic()
        elif time.monotonic() - since > (STUCK_S if under_way else QUIET_S):
            under_way.clear()
            break


def stored_in(page: Page) -> set[Row]:
    """Return all that is stored now: the jar, and the web storage of every frame."""
    rows = {("cookie", cookie["domain"], cookie["name"]) for cookie in page.context.cookies()}
    for frame in page.frames:
        rows |= web_storage(frame)
    return rows


def web_storage(frame: Frame) -> set[Row]:
    if not frame.url.startswith("https://"):
        return set()
    script = (
        "() => ['localStorage', 'sessionStorage'].map(kind => [kind, location.hostname, Object.keys(window[kind])])"
    )
    found: list[tuple[str, str, list[str]]] = frame.evaluate(script)
    return {(kind, host, name) for kind, host, names in found for name in names}


def visit(
    playwright: Playwright, web: DemoWeb, site: DemoSite, state: str, profile: Path
) -> tuple[set[Row], list[str]]:
    """Take a fresh profile through one state; return what was stored at its pages' ends, and the console errors."""
    context = launch(playwright, web, profile)
    errors: list[str] = []
    try:
        page = context.pages[0]
        page.set_default_timeout(LIMIT_S * 1000)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.clock.install()
        under_way = asked(page)
        page.goto(site.url)
        let_page_time_pass(web, page, under_way)
        rows = stored_in(page)
        steps = site.truth.banner.get("steps", {}).get(state, [])
        for step in steps:
            frame = next(frame for frame in page.frames if step.get("frame", "") in frame.url)
            frame.locator(step["click"]).evaluate("element => element.click()")
            let_page_time_pass(web, page, under_way)
        if steps:
            rows = set()  # what follows is this state's own end
            for address in (None, *site.subpages):
                page.goto(site.url if address is None else address)
                let_page_time_pass(web, page, under_way)
                rows |= stored_in(page)
            return rows, errors
        for address in site.subpages:
            page.goto(address)
            let_page_time_pass(web, page, under_way)
            rows |= stored_in(page)
        return rows, errors
    finally:
        context.close()


def stated(site: DemoSite, state: str) -> set[Row]:
    rows: tuple[Any, ...] = site.truth.cookies
    return {(row.get("storage", "cookie"), row["domain"], row["name"]) for row in rows if state in row["states"]}


@pytest.mark.browser
@pytest.mark.parametrize("key", SITES)
@pytest.mark.parametrize("state", STATES)
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


@pytest.mark.browser
def test_chromium_reaches_the_web_through_the_proxy(playwright: Playwright, web: DemoWeb) -> None:
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, proxy={"server": web.proxy_url}, args=sandbox)
    try:
        page = browser.new_page(ignore_https_errors=True)
        page.goto("http://www.lantern-books.example/shelves")
        assert page.url == "https://www.lantern-books.example/shelves"
        assert "Shelves" in page.title()
    finally:
        browser.close()


def test_every_site_answers_with_a_certificate_that_its_authority_vouches_for(web: DemoWeb) -> None:
    for site in web.sites:
        with opener(web).open(site.url, timeout=LIMIT_S) as answer:
            assert answer.status == 200
            assert f'lang="{site.language}"' in answer.read().decode("utf-8")


def test_http_leads_to_https_and_the_bare_domain_to_www(web: DemoWeb) -> None:
    with opener(web).open("http://lantern-books.example/events", timeout=LIMIT_S) as answer:
        assert answer.url == "https://www.lantern-books.example/events"


def test_a_host_outside_the_web_is_not_reached(web: DemoWeb) -> None:
    with pytest.raises(urllib.error.URLError, match="502"):
        opener(web).open("https://www.iana.org/", timeout=LIMIT_S)
    with pytest.raises(urllib.error.HTTPError, match="502"):
        opener(web).open("http://www.iana.org/", timeout=LIMIT_S)


def test_a_tls_client_that_asks_for_an_unknown_host_is_turned_away(web: DemoWeb) -> None:
    port = int(web.host_resolver_rules.split("*:443 127.0.0.1:")[1].split(",")[0])
    context = ssl.create_default_context(cafile=str(web.ca_file))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=LIMIT_S) as plain,
        pytest.raises(ssl.SSLError),
        context.wrap_socket(plain, server_hostname="www.iana.org"),
    ):
        pass


def test_one_connection_carries_many_requests(web: DemoWeb) -> None:
    port = int(web.host_resolver_rules.split("*:443 127.0.0.1:")[1].split(",")[0])
    context = ssl.create_default_context(cafile=str(web.ca_file))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=LIMIT_S) as plain,
        context.wrap_socket(plain, server_hostname="www.lantern-books.example") as wire,
        wire.makefile("rb") as answers,
    ):
        for path in ("/", "/no-such-page", "/robots.txt"):
            wire.sendall(f"GET {path} HTTP/1.1\r\nHost: www.lantern-books.example\r\n\r\n".encode())
            status = answers.readline().split()[1]
            length = 0
            while (line := answers.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            assert len(answers.read(length)) == length > 0
            assert status == (b"404" if path == "/no-such-page" else b"200")


def test_the_log_proves_which_cookies_came_with_a_request(web: DemoWeb) -> None:
    request = urllib.request.Request(web.site("lantern-books").url + "events?a=1", headers={"Cookie": "a=b; c=d"})
    opener(web).open(request, timeout=LIMIT_S).close()
    hit = [hit for hit in web.log if hit.host == "www.lantern-books.example" and hit.query == "a=1"][-1]
    assert (hit.scheme, hit.method, hit.path, hit.cookies) == ("https", "GET", "/events", {"a": "b", "c": "d"})


@pytest.mark.parametrize(("key", "status"), [("missing", 404), ("failing", 500), ("pdf", 200), ("json", 200)])
def test_a_broken_site_is_broken_in_its_own_way(web: DemoWeb, key: str, status: int) -> None:
    try:
        answer = opener(web).open(web.broken[key].url, timeout=LIMIT_S)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        assert answer.status == status
        assert answer.headers["Content-Type"].startswith("text/html") == (status != 200)


def test_a_hanging_site_never_answers(web: DemoWeb) -> None:
    port = int(web.host_resolver_rules.split("*:443 127.0.0.1:")[1].split(",")[0])
    context = ssl.create_default_context(cafile=str(web.ca_file))
    host = urlsplit(web.broken["hanging"].url).hostname
    with (
        socket.create_connection(("127.0.0.1", port), timeout=LIMIT_S) as plain,
        context.wrap_socket(plain, server_hostname=host) as wire,
    ):
        wire.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        wire.settimeout(1)  # for the answer alone: a busy machine takes its time to get here
        with pytest.raises(TimeoutError):
            wire.recv(1)


def test_the_untrusted_site_fails_in_the_handshake(web: DemoWeb) -> None:
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        opener(web).open(web.broken["tls"].url, timeout=LIMIT_S)


def test_there_are_sites_that_keep_their_word_and_that_break_it_in_every_language() -> None:
    with DemoWeb() as web:
        for language in ("sv", "nl", "en"):
            kept = [site.keeps_word for site in web.sites if site.language == language]
            assert len(kept) >= 3
            assert {True, False} == set(kept)


def report_of(site: DemoSite) -> dict[str, Any]:
    """Return a report that says just what the truth states."""
    banner: dict[str, Any] = {
        "found": site.truth.banner["found"],
        "cmp": site.truth.banner.get("cmp"),
        "first_layer": {key: site.truth.banner.get(key, False) for key in ("accept", "reject", "settings")},
        "preticked": site.truth.banner.get("preticked", []),
        "answers": site.truth.banner.get("answers", {}),
    }
    rows = [dict(row) for row in site.truth.cookies]
    for row in rows:
        row["storage"] = row.get("storage", "cookie")
        row["lifetime_s"] = row.get("lifetime_s")
        row["set_by"] = {"kind": row["set_by"]["kind"], "url": "https://" + row["set_by"]["url"]}
    return {
        "cookies": rows,
        "claims": [{**claim, "params": dict(claim.get("params", {}))} for claim in site.truth.claims],
        "findings": [{**finding, "message": ""} for finding in site.truth.findings],
        "documents": [{**row, "url": site.url.rstrip("/") + row["path"]} for row in site.truth.documents],
        "banner": banner,
    }


def test_a_report_that_says_what_is_stated_has_no_differences() -> None:
    for site in load_sites():
        assert check_report(report_of(site), site) == []


@pytest.mark.parametrize(
    ("part", "key", "value", "expected"),
    [
        ("cookies", "name", "other", "missing row"),
        ("cookies", "states", ["gpc"], "states are ['gpc']"),
        ("cookies", "party", "fourth", "party is fourth"),
        ("cookies", "lifetime_s", 5.0, "lifetime is 5.0 s"),
        ("cookies", "set_by", {"kind": "script", "url": "https://a.example/x.js"}, "set by"),
        ("claims", "outcome", "failed", "is failed, stated passed"),
        ("claims", "type", "updated", "not found"),
        ("findings", "outcome", "cantTell", "is cantTell, stated passed"),
        ("documents", "language", "fr", "language is fr"),
    ],
)
def test_every_part_of_a_report_that_differs_is_told(part: str, key: str, value: Any, expected: str) -> None:
    site = next(site for site in load_sites() if site.key == "lantern-books")
    report = report_of(site)
    report[part][0][key] = value
    assert expected in " / ".join(check_report(report, site))


def test_what_left_the_browser_otherwise_than_stated_is_told() -> None:
    site = next(site for site in load_sites() if site.key == "pagewright")
    request = {"host": "ad.doubleclick.net", "phase": "look"}
    sent = {"storage": "cookie", "domain": "www.pagewright.example", "name": "PWSESSION", "request": 0}
    call = {"api": "canvas-read", "script": "https://cdn.example/fp.js?v=1", "phase": "look"}
    visit = {"state": "before", "requests": [request], "sent_values": [sent], "signals": [], "api_uses": [call]}
    told = " / ".join(check_evidence({"visits": [visit], "aliases": []}, site))
    assert "sent cookie .doubleclick.net IDE ib.adnxs.com: not seen, stated for before" in told
    assert "sent cookie www.pagewright.example PWSESSION ad.doubleclick.net: seen in before, not stated" in told
    assert "call canvas-read cdn.example/fp.js: seen in before, not stated" in told
    assert "alias of metrics.pagewright.example is None" in told


def test_a_failed_finding_on_a_site_that_keeps_its_word_is_told() -> None:
    site = next(site for site in load_sites() if site.key == "lantern-books")
    report = report_of(site)
    report["findings"].append({"rule": "sharing", "outcome": "failed", "message": "Shared."})
    assert check_report(report, site) == [
        "lantern-books: finding sharing failed on a site that keeps its word: Shared."
    ]
