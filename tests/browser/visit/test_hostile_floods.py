"""Pages that flood, stall, crash or lure the browser: each is bounded, what was seen is kept, the next is unharmed.

All in one browser, one after the other, so that what one page leaves behind would show in the next. Those that use up
a visit's whole limit are tried with EXHAUSTIVE set.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, replace

import pytest

from crawler.browser.session import BrowserSession
from crawler.browser.visit import visit_state
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import State, StorageKind, Visit
from crawler.options import GatherOptions
from crawler.supervision import GRACE_S
from tests.web.messages import Response

from .pages import html, script, with_session

COOKIE = "<script>document.cookie = 'early=1'</script>"
TIMEOUT_S = 40
LIMIT_S = TIMEOUT_S + GRACE_S
"""What the process that a site is gathered in is given."""


@dataclass(frozen=True)
class Hostile:
    """A page, with its error's code where it must have one, and what must have been stored for all that."""

    page: Response
    code: str | None = None
    kept: frozenset[str] = frozenset({"early"})
    slow: bool = False
    """It uses up the visit's whole limit, so it is only tried with EXHAUSTIVE set."""


def body(text: str) -> Response:
    return html(f"<!doctype html><html><head><title>Hostile</title>{COOKIE}</head><body>{text}</body></html>")


def code(text: str) -> Response:
    return body(f"<script>{text}</script>")


SWALLOW = "addEventListener('install', () => skipWaiting()); addEventListener('activate', (e) => e.waitUntil("
SWALLOW += "clients.claim())); addEventListener('fetch', (e) => e.respondWith(new Promise(() => {})));"
PAGES = {
    "debugger": Hostile(
        code(
            "setInterval(() => { debugger; (function () {}).constructor('debugger')(); }, 20);"
            "for (let i = 0; i < 300; i++) { debugger; } document.cookie = 'past=1';"
        ),
        kept=frozenset({"early", "past"}),
    ),
    "auth": Hostile(
        Response(status=401, headers=(("WWW-Authenticate", 'Basic realm="all"'), ("Content-Type", "text/html"))),
        code="http-401",
        kept=frozenset(),
    ),
    "heavy": Hostile(body("<script src='/heavy.js'></script><img src='/heavy.js'>" + "<p>x</p>" * 5_000), slow=True),
    "long-values": Hostile(
        code(
            "document.cookie = 'long=' + 'x'.repeat(1 << 20); localStorage.setItem('long', 'y'.repeat(1 << 20));"
            "history.replaceState(0, '', '?' + 'z'.repeat(1 << 20)); window.name = 'n'.repeat(1 << 20);"
            "fetch('/?' + 'q'.repeat(1 << 20)).catch(() => {});"
            "fetch('/', {method: 'POST', body: 'p'.repeat(1 << 20)}).catch(() => {});"
        ), slow=True),
    "webrtc": Hostile(
        code(
            "const p = new RTCPeerConnection({iceServers: [{urls: 'stun:stun.localhost'}]}); p.createDataChannel('x');"
            "p.createOffer().then((o) => p.setLocalDescription(o));"
            "navigator.mediaDevices.getUserMedia({video: true, audio: true}).catch((e) => {"
            "document.cookie = 'media=' + e.name; });"
        )
    ),
    "mixed": Hostile(body("<script src='http://mixed.localhost/x.js'></script><img src='http://mixed.localhost/x.gif'>")),
    "good": Hostile(body("<p>Nothing wrong here")),
    "prints": Hostile(code("print(); onload = () => print();"), slow=True),
    "many-cookies": Hostile(
        code(
            "for (let i = 0; i < 10000; i++) document.cookie = 'flood' + i + '=' + 'v'.repeat(20) + '; max-age=9999';"
        ),
        kept=frozenset(), slow=True),
    "frames": Hostile(
        code("for (let i = 0; i < 500; i++) { const f = document.createElement('iframe');"
             "f.srcdoc = '<script>localStorage.setItem(\"in_frame\", 1)<' + '/script>'; document.body.append(f); }"),
        slow=True),
    "permissions": Hostile(
        code(
            "navigator.geolocation.getCurrentPosition(() => {}, (e) => { document.cookie = 'place=' + e.code; });"
            "document.documentElement.requestFullscreen().catch(() => {}); window.open('/gone');"
            "document.body.onclick = () => window.open('/gone'); location.hash = 'x'; navigator.clipboard.readText()"
            ".catch(() => {}); window.moveTo(0, 0); window.close();"
        ),
        kept=frozenset({"early", "place"}), slow=True),
    "swallowing": Hostile(
        code("navigator.serviceWorker.register('/swallow.js')"), code="timeout", slow=True),
    "popups": Hostile(
        code("for (let i = 0; i < 20; i++) window.open('about:blank');"
             "setInterval(() => { window.open('about:blank'); window.open('', 'same'); }, 200);"),
        slow=True),
    "late-prints": Hostile(
        code("setTimeout(() => print(), 400); addEventListener('scroll', () => print());"
             "setInterval(() => { if (matchMedia('print').matches) location = 'about:blank'; }, 50);"),
        slow=True),
    "unloading": Hostile(
        code("onbeforeunload = (event) => { alert('no'); event.preventDefault(); return 'stay'; };"
             "onpagehide = () => { const end = Date.now() + 3000; while (Date.now() < end); };"),
        slow=True),
    "crash": Hostile(body("<p>Soon gone"), code="crashed"),
}  # fmt: skip
_TRIED = [key for key, hostile in PAGES.items() if os.environ.get("EXHAUSTIVE") or not hostile.slow]


def address(key: str) -> str:
    """Return a page's address: local names over HTTP count as secure, and take service workers."""
    return f"{'https' if key == 'mixed' else 'http'}://{key}.localhost/"


def served_pages() -> dict[str, Response]:
    pages = {f"{key}.localhost/": hostile.page for key, hostile in PAGES.items()}
    heavy = Response(headers=(("Content-Type", "text/javascript"),), body=b"/*" + b"x" * 50_000_000 + b"*/")
    return pages | {"heavy.localhost/heavy.js": heavy, "swallowing.localhost/swallow.js": script(SWALLOW)}


async def crash_it(session: BrowserSession) -> None:
    """End the page's process once the page is there, as a fault of the browser's own would."""
    for _ in range(4000):
        pages = [page for context in session.browser.contexts for page in context.pages if "crash." in page.url]
        if pages:
            break
        await asyncio.sleep(0.05)
    cdp = await pages[-1].context.new_cdp_session(pages[-1])
    asyncio.ensure_future(cdp.send("Page.crash")).add_done_callback(lambda done: done.exception())


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Visit]:
    folder = tmp_path_factory.mktemp("hostile")

    async def work(session: BrowserSession, options: GatherOptions) -> dict[str, Visit]:
        seen, patient = {}, replace(options, navigation_timeout_s=120, timeout_s=300)
        with BundleWriter(folder / "bundle") as writer:
            for key in _TRIED:
                crash = asyncio.ensure_future(crash_it(session)) if key == "crash" else None
                limits = patient if key == "good" else options
                seen[key] = (await visit_state(session, address(key), State.BEFORE, limits, writer)).visit
                if crash is not None:
                    crash.cancel()
        return seen

    return with_session(served_pages(), work, page_time_s=1, navigation_timeout_s=15, timeout_s=TIMEOUT_S)


@pytest.mark.browser
@pytest.mark.timeout(600)
@pytest.mark.parametrize("key", sorted(_TRIED))
def test_a_hostile_page_is_bounded_and_what_was_seen_is_kept(visits: dict[str, Visit], key: str) -> None:
    hostile, visit = PAGES[key], visits[key]
    assert visit.wall_time_ms < LIMIT_S * 1000
    codes = [error.code for error in (*visit.errors, *(page.error for page in visit.pages if page.error))]
    assert hostile.code is None or hostile.code in codes, codes
    assert {write.name for write in visit.writes} >= hostile.kept
    assert {write.page for write in visit.writes} <= set(range(len(visit.pages)))


@pytest.mark.browser
def test_the_page_after_them_is_unharmed(visits: dict[str, Visit]) -> None:
    good = visits["good"]
    assert good.complete and good.errors == ()
    assert {item.name for item in good.snapshots[0].items} == {"early"}


@pytest.mark.browser
def test_floods_are_bounded_in_the_evidence(visits: dict[str, Visit]) -> None:
    assert all(len(visit.writes) <= 20_000 for visit in visits.values())
    assert all(len(item.value) <= 4096 for visit in visits.values() for shot in visit.snapshots for item in shot.items)
    assert all(len(request.url) <= 2048 for visit in visits.values() for request in visit.requests)
    if "long-values" in visits:
        items = visits["long-values"].snapshots[0].items
        long = next(item for item in items if item.storage is StorageKind.LOCAL_STORAGE)
        assert (long.name, long.value_length) == ("long", 1 << 20)
