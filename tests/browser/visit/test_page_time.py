"""Page time driven and page time waited for give the same."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import ElementHandle

from crawler.browser.page_time import PageTime
from crawler.browser.session import BrowserSession
from crawler.browser.visit import VisitResult
from crawler.evidence.model import StorageKind
from crawler.options import GatherOptions

from .pages import html, plain, visit, with_session

WORKER = """setTimeout(() => postMessage('worker_timer'), 2500);
fetch('https://clock.example/slow').then(() => setTimeout(() => postMessage('worker_fetch'), 800));"""
PAGE = f"""<!doctype html><title>Clock</title><body style="height: 3000px"><script>
const keep = (name, seconds) => setTimeout(() => {{ document.cookie = name + '=1; max-age=' + seconds; }}, seconds);
keep('t1', 1000); keep('t4', 4000); keep('t12', 12000);
fetch('/slow').then(() => keep('chained', 1500));
setTimeout(() => {{ const id = crypto.randomUUID();
  fetch('/late?id=' + id); document.cookie = 'late_id=' + id; }}, 5400);
let n = 0;
const every = setInterval(() => {{ if (++n === 5) {{ document.cookie = 'fifth=1'; clearInterval(every); }} }}, 700);
requestAnimationFrame(() => {{ document.cookie = 'frame_drawn=1'; }});
requestIdleCallback(() => {{ document.cookie = 'idle=1'; }});
addEventListener('scroll', () => {{ document.cookie = 'scrolled=1'; }});
const w = new Worker(URL.createObjectURL(new Blob([{WORKER!r}])));
w.onmessage = (event) => {{ document.cookie = event.data + '=1'; }};
</script><iframe src="https://inner.example/"></iframe>"""
INNER = """<script>setTimeout(() => { document.cookie = 'inner=1; SameSite=None; Secure';
localStorage.setItem('inner', 1); }, 3000)</script>"""
PAGES = {
    "clock.example/": html(PAGE),
    "clock.example/slow": plain(delay_s=1),
    "clock.example/late": plain(),
    "inner.example/": html(INNER),
}
URL = "https://clock.example/"
EXPECTED = {
    "t1",
    "t4",
    "late_id",
    "chained",
    "fifth",
    "frame_drawn",
    "idle",
    "scrolled",
    "worker_timer",
    "worker_fetch",
    "inner",
}


def stored(result: VisitResult) -> set[str]:
    """Return the names stored at the end of the look."""
    return {item.name for item in result.visit.snapshots[0].items}


@pytest.mark.browser
def test_virtual_and_real_time_give_the_same_rows() -> None:
    virtual = visit(PAGES, URL, page_time_s=6)
    real = visit(PAGES, URL, page_time_s=9, real_time=True)  # on a busy machine the page begins late
    assert stored(virtual) == EXPECTED
    assert stored(real) - {"t12"} == EXPECTED
    for result in (virtual, real):  # one by the page, one by the worker
        assert sum(request.url == f"{URL}slow" and request.page == 0 for request in result.visit.requests) == 2
    assert (virtual.visit.page_time_mode, real.visit.page_time_mode) == ("virtual", "real")
    for name, at_ms in (("t1", 1000), ("t4", 4000), ("inner", 3000)):
        dated, waited = (next(w.page_time_ms for w in one.visit.writes if w.name == name) for one in (virtual, real))
        assert dated == pytest.approx(at_ms, abs=900), name
        assert waited > at_ms - 100, name


@pytest.mark.browser
def test_requests_and_writes_of_one_moment_are_dated_alike() -> None:
    seen = visit(PAGES, URL, page_time_s=8).visit
    for page in (0, 1):
        at, late = next((n, one) for n, one in enumerate(seen.requests) if "/late" in one.url and one.page == page)
        write = next(one for one in seen.writes if one.name == "late_id" and one.page == page)
        assert late.page_time_ms == pytest.approx(5400, abs=500)
        assert write.page_time_ms - late.page_time_ms in range(100)
        assert (at, "late_id") in {(one.request, one.name) for one in seen.sent_values}


@pytest.mark.browser
def test_all_that_happens_in_twenty_seconds_of_page_time_is_seen() -> None:
    result = visit(PAGES, URL)
    assert stored(result) == EXPECTED | {"t12"}
    assert result.visit.pages[0].granted_page_time_ms == 20_000


@pytest.mark.browser
def test_minutes_of_page_time_pass_in_seconds() -> None:
    late = "<script>setTimeout(() => { document.cookie = 'late=1'; }, 290000)</script>"
    result = visit({"late.example/": html(late)}, "https://late.example/", page_time_s=300)
    assert stored(result) == {"late"}
    home = result.visit.pages[0]
    assert home.granted_page_time_ms == 300_000
    assert home.wall_time_ms < 150_000  # a few seconds, on a machine that nobody else keeps busy


@pytest.mark.browser
def test_a_hanging_request_does_not_stop_page_time() -> None:
    beacon = "<script>fetch('/hang'); setTimeout(() => { document.cookie = 't12=1'; }, 12000)</script>"
    pages = {"hang.example/": html(beacon), "hang.example/hang": plain(delay_s=300)}
    result = visit(pages, "https://hang.example/")
    assert stored(result) == {"t12"}
    assert result.visit.complete
    assert result.visit.pages[0].granted_page_time_ms == 20_000
    assert result.visit.pages[0].wall_time_ms < 200_000  # far from the request's 300 s


WAITING = """<script>document.cookie = 'before=1';
const wait = (ms, now) => { const start = now(); while (now() < start + ms); return now() - start; };
setTimeout(() => { document.cookie = 'waited=' + wait(1200, () => performance.now()); }, 700);
setTimeout(() => { document.cookie = 'late=1'; wait(50, () => Date.now()); document.cookie = 'later=1'; }, 2500);
</script>"""


@pytest.mark.browser
def test_a_script_that_waits_for_the_clock_gets_there() -> None:
    seen = visit({"wait.example/": html(WAITING)}, "https://wait.example/", page_time_s=4).visit
    assert seen.complete and not seen.errors
    for page in (0, 1):
        assert {write.name for write in seen.writes if write.page == page} == {"before", "waited", "late", "later"}
        assert seen.pages[page].granted_page_time_ms == 4000
    waited = [float(write.value) for write in seen.writes if write.name == "waited"]
    assert all(1200 <= ms <= 2000 for ms in waited)  # as seen by the page: to the end of a slice


CLICKED = """<!doctype html><style>button { transition: all 1s; } .over { position: fixed; inset: 0; }</style>
<button id=free onclick="document.cookie = 'free=' + event.isTrusted;
  setTimeout(() => { document.cookie = 'after=1'; }, 1000)">free</button>
<div style="height: 4000px"></div><button id=far onclick="document.cookie = 'far=' + event.isTrusted">far</button>"""


async def clicks(clock: PageTime, target: ElementHandle) -> bool:
    """Click, again where a machine too busy to draw the page in time could not."""
    return await clock.click(target) or await clock.click(target) or await clock.click(target)


@pytest.mark.browser
def test_a_click_in_paused_time_is_trusted_and_plays_its_effect() -> None:
    async def work(session: BrowserSession, options: GatherOptions) -> tuple[list[bool], set[tuple[str, str]], int]:
        async with session.context() as context:
            page = await context.new_page()
            clock = await PageTime.start(page, await context.new_cdp_session(page))
            await page.goto("https://click.example/", wait_until="commit")
            await clock.grant(1000)
            clicked = []
            for name in ("#free", "#far"):
                target = await page.query_selector(name)
                assert target is not None
                clicked.append(await clicks(clock, target))
            cookies = {(cookie.get("name", ""), cookie.get("value", "")) for cookie in await context.cookies()}
            return clicked, cookies, clock.now_ms

    clicked, cookies, now_ms = with_session({"click.example/": html(CLICKED)}, work)
    assert clicked == [True, True]
    assert cookies == {("free", "true"), ("after", "1"), ("far", "true")}
    assert now_ms == 4000


@pytest.mark.browser
def test_time_stands_still_between_grants() -> None:
    async def work(session: BrowserSession, options: GatherOptions) -> tuple[float, float]:
        async with session.context() as context:
            page = await context.new_page()
            clock = await PageTime.start(page, await context.new_cdp_session(page))
            await page.goto("https://click.example/", wait_until="commit")
            await clock.grant(2000)
            first = await page.evaluate("performance.now()")
            await asyncio.sleep(0.3)
            return first, await page.evaluate("performance.now()")

    first, second = with_session({"click.example/": html(CLICKED)}, work)
    assert first == pytest.approx(2000, abs=1)
    assert second == first


@pytest.mark.browser
def test_databases_caches_and_service_workers_are_in_the_snapshot() -> None:
    page = """<script>indexedDB.open('events'); caches.open('shell-v1');
    navigator.serviceWorker.register('/sw.js', {scope: '/app/'})</script>"""
    worker = plain("self.addEventListener('fetch', () => {});")
    worker = type(worker)(headers=(("Content-Type", "text/javascript"),), body=worker.body)
    result = visit({"store.example/": html(page), "store.example/sw.js": worker}, "https://store.example/")
    rows = {(item.storage, item.name, item.domain) for item in result.visit.snapshots[-1].items}
    assert rows == {
        (StorageKind.INDEXED_DB, "events", "store.example"),
        (StorageKind.CACHE_STORAGE, "shell-v1", "store.example"),
        (StorageKind.SERVICE_WORKER, "/app/", "store.example"),
    }
