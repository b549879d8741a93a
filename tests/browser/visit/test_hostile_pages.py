"""Pages that misbehave cost at most themselves: what was seen is kept, and what went wrong is stored."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.browser.session import BrowserSession
from crawler.browser.visit import visit_state
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import State, Visit
from crawler.options import GatherOptions
from tests.web.messages import Response

from .pages import html, plain, visit, with_session

URL = "https://bad.example/"
COOKIE = "document.cookie = 'early=1';"


def redirect(target: str) -> Response:
    return Response(status=302, headers=(("Location", target),))


FAILURES = {
    "https://nowhere.example/": "unknown-host",
    "https://refused.example/": "refused",
    "https://bad.example/loop": "redirect-loop",
    "https://bad.example/missing": "http-404",
    "https://bad.example/file": "not-html",
    "https://bad.example/silent": "timeout",
}


@pytest.mark.browser
def test_a_home_page_that_does_not_come_says_why(tmp_path: Path) -> None:
    pages = {
        "bad.example/loop": redirect("/loop"),
        "bad.example/file": Response(headers=(("Content-Type", "application/zip"),), body=b"PK"),
        "bad.example/silent": html("late", delay_s=120),
    }

    async def work(session: BrowserSession, options: GatherOptions) -> dict[str, Visit]:
        with BundleWriter(tmp_path / "bundle") as writer:
            made = [
                visit_state(session, url, State.BEFORE, replace(options, navigation_timeout_s=limit_s(code)), writer)
                for url, code in FAILURES.items()
            ]
            return dict(zip(FAILURES, [result.visit for result in await asyncio.gather(*made)], strict=True))

    def limit_s(code: str) -> float:
        return 3 if code == "timeout" else 120  # the others' answers come, however busy the machine is

    visits = with_session(pages, work, page_time_s=3)
    for url, code in FAILURES.items():
        error = visits[url].pages[0].error
        assert error is not None and (error.stage, error.code) == ("visit", code)
        assert error.message.startswith(url)
        assert not visits[url].complete


@pytest.mark.browser
def test_a_certificate_that_is_not_trusted_is_named() -> None:
    visit_ = visit({"bad.example/": html("hello")}, URL, ignore_certificate_errors=False).visit
    assert visit_.pages[0].error is not None
    assert visit_.pages[0].error.code == "tls"


@pytest.mark.browser
def test_a_page_that_never_ends_its_script_is_stored_as_far_as_it_was_seen() -> None:
    page = f"<script>{COOKIE} setTimeout(() => {{ for (;;); }}, 2000)</script>"
    result = visit({"bad.example/": html(page, "header=1")}, URL, timeout_s=30)
    assert not result.visit.complete
    assert {write.name for write in result.visit.writes} >= {"header", "early"}
    assert {error.code for error in result.visit.errors} & {"timeout", "hung"}
    assert result.visit.wall_time_ms < 90_000


@pytest.mark.browser
def test_dialogs_popups_prompts_and_downloads_do_not_stop_a_visit() -> None:
    page = f"""<script>alert('stop'); confirm('really?'); prompt('name?'); {COOKIE}
    window.open('https://bad.example/popup'); navigator.geolocation.getCurrentPosition(() => {{}}, (e) => {{
      document.cookie = 'denied=' + e.code; }});
    Notification.requestPermission().then((p) => {{ document.cookie = 'notify=' + p; }});
    onbeforeunload = () => 'stay!';
    setTimeout(() => {{ const a = document.createElement('a'); a.href = '/f.zip'; a.download = 'f.zip';
      document.body.append(a); a.click(); }}, 1000); setTimeout(() => {{ document.cookie = 'late=1'; }}, 9000);
    </script><body>"""
    pages = {
        "bad.example/": html(page),
        "bad.example/popup": html("<script>document.cookie = 'popup=1'</script>"),
        "bad.example/f.zip": Response(headers=(("Content-Type", "application/zip"),), body=b"PK"),
    }
    visit_ = visit(pages, URL).visit
    assert visit_.complete, visit_.errors
    values = {write.name: write.value for write in visit_.writes}
    assert {"early": "1", "late": "1", "denied": "1", "notify": "denied"}.items() <= values.items()


@pytest.mark.browser
def test_a_page_that_moves_on_by_itself_is_followed() -> None:
    pages = {
        "bad.example/": html("<script>document.cookie = 'first=1'; setTimeout(() => location = '/sv/', 1000)</script>"),
        "bad.example/sv/": html(
            "<title>Hem</title><script>document.cookie = 'second=1'; setTimeout(() => { document"
            ".cookie = 'third=1' }, 8000)</script><a href='/sv/om'>Om</a>"
        ),
    }
    result = visit(pages, URL)
    assert result.visit.complete
    assert (result.visit.pages[0].final_url, result.visit.pages[0].title) == (f"{URL}sv/", "Hem")
    assert {item.name for item in result.visit.snapshots[0].items} == {"first", "second", "third"}
    assert [link.url for link in result.home_links] == [f"{URL}sv/om"]


@pytest.mark.browser
def test_a_page_that_reloads_for_ever_ends() -> None:
    page = f"<script>{COOKIE} setTimeout(() => location.reload(), 300)</script>"
    result = visit({"bad.example/": html(page)}, URL, page_time_s=6, timeout_s=60)
    assert {write.name for write in result.visit.writes} == {"early"}
    assert result.visit.wall_time_ms < 120_000


@pytest.mark.browser
def test_a_broken_sub_page_leaves_the_rest() -> None:
    home = "<a href='/one'>One</a><a href='/gone/x'>Gone</a><a href='/logout'>Log out</a><a href='/a.pdf'>PDF</a>"
    pages = {"bad.example/": html(home), "bad.example/one": html("<script>document.cookie='sub=1'</script>")}
    result = visit(pages, URL, pages=3)
    assert result.subpages == (f"{URL}one", f"{URL}gone/x")
    assert [page.role for page in result.visit.pages] == ["home", "reload", "subpage", "subpage"]
    assert [page.status for page in result.visit.pages] == [200, 200, 200, 404]
    assert [error.code for error in result.visit.errors] == ["http-404"]
    assert result.visit.complete  # the server's answer was seen: nothing is missing
    assert {item.name for item in result.visit.snapshots[2].items} == {"sub"}


BANNER = """<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1><script>
const choose = (word) => { document.cookie = 'cookie_consent=' + word + '; max-age=31536000';
  document.getElementById('cookies').remove(); if (word === 'accepted') document.cookie = '_ga=1'; };
addEventListener('DOMContentLoaded', () => { if (/cookie_consent/.test(document.cookie))
  document.getElementById('cookies').remove(); });
</script><script>document.cookie = 'look=1'</script>
<div id=cookies role=dialog aria-label=Cookies
  style="position: fixed; bottom: 0; left: 0; right: 0; padding: 2em; background: #fff">
<p>We use cookies for statistics and marketing. Do you accept cookies?</p>
<button onclick="choose('accepted')">Accept all</button>
<button onclick="choose('rejected')">Reject all</button></div>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("state", "after"), [(State.REJECT, {"cookie_consent"}), (State.ACCEPT, {"cookie_consent", "_ga"})]
)
def test_what_comes_after_the_click_is_of_the_answered_phase(state: State, after: set[str]) -> None:
    visit_ = visit({"bad.example/": html(BANNER)}, URL, state).visit
    assert visit_.complete, visit_.errors
    assert visit_.answer is not None and visit_.answer.result == "verified", visit_.answer
    assert visit_.answer.page_time_ms is not None and visit_.answer.page_time_ms >= 20_000
    assert {write.name for write in visit_.writes if write.phase == "answered" and write.page == 0} == after
    assert {write.name for write in visit_.writes if write.phase == "look"} == {"look"}
    labels = [shot.label for shot in visit_.screenshots]
    assert labels == ["look", "answered", "reload"]
    assert visit_.banner is not None and visit_.banner.screenshot_path == f"banner/{state}.png"


@pytest.mark.browser
def test_requests_carry_initiator_redirects_and_cookies() -> None:
    page = "<img src='/hop'><script>fetch('/api', {method: 'POST'}); new WebSocket('wss://bad.example/ws')</script>"
    pages = {
        "bad.example/": html(page, "session=1"),
        "bad.example/hop": Response(status=302, headers=(("Location", "/pixel"),), cookies=("hop=1",)),
        "bad.example/pixel": plain("", "pixel=1"),
        "bad.example/api": plain("{}"),
    }
    requests = [request for request in visit(pages, URL).visit.requests if request.page == 0]
    by_path = {request.url.removeprefix("https://bad.example"): request for request in requests}
    hop, pixel, api = by_path["/hop"], by_path["/pixel"], by_path["/api"]
    assert (hop.status, hop.cookies_set, hop.cookies_sent) == (302, ("hop",), ("session",))
    assert (pixel.status, pixel.cookies_set, pixel.cookies_sent) == (200, ("pixel",), ("hop", "session"))
    assert pixel.redirected_from is not None and requests[pixel.redirected_from] == hop
    assert (api.method, api.resource_type, api.initiator and api.initiator.url) == ("POST", "fetch", URL)
    assert hop.initiator is not None and hop.initiator.url == URL
    assert by_path["/"].initiator is None
    assert (by_path["/"].remote_address or "").startswith("127.0.0.1:")
    assert by_path["wss://bad.example/ws"].resource_type == "websocket"
