"""What leaves the browser: identifiers with who gets them, consent signals, workers' requests, chains, the HAR file."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.browser.session import launch
from crawler.browser.visit import visit_state
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import ConsentSignal, Phase, Request, SetterKind, State, Visit
from tests.crawler.browser.test_consent_signals import GIVEN, REFUSED
from tests.web.messages import Request as Asked
from tests.web.messages import Response

from .pages import Pages, html, plain, script, served

SITE = "http://shop.localhost/"
"""A local name over HTTP: Chromium takes no service worker from a host whose certificate it was told to ignore."""
TAGS, VENDOR, CHAT = "http://tags.localhost/tm.js", "http://vendor.localhost/v.js", "http://chat.localhost/c.js"

PAGE = f"""<!doctype html><title>Shop</title><script src="{TAGS}"></script><script>
window.dataLayer = window.dataLayer || [];
function gtag() {{ dataLayer.push(arguments); }}
gtag('consent', 'default', {{ad_storage: 'denied', analytics_storage: 'denied'}});
window.__tcfapi = (command, version, callback) => callback({{tcString: '{REFUSED}', gdprApplies: true,
  eventStatus: 'tcloaded'}}, true);
const shared = new SharedWorker('/shared.js', 'counter'); shared.port.start();
navigator.serviceWorker.register('/service.js');
new Worker('/worker.js');
window.name = 'visitor=n4Kq8ZtR2w';
</script><img src="/mark.gif"><img src="/logo.gif"><img src="/fresh.gif">"""
TAG_MANAGER = f"""for (const url of ['{VENDOR}', '{CHAT}']) {{
  const s = document.createElement('script'); s.src = url; document.head.append(s); }}"""
VENDOR_JS = f"""const id = crypto.randomUUID(), at = Math.floor(Date.now() / 1000);
document.cookie = '_vid=V1.1.' + Math.floor(1.9e9 + Math.random() * 2e8) + '.' + at + '; max-age=63072000';
localStorage.setItem('vendor_id', id); localStorage.setItem('theme', 'dark-and-quiet');
const cid = document.cookie.split('_vid=V1.1.')[1].split(';')[0], to = 'http://collect.localhost';
navigator.sendBeacon(to + '/beacon?gcs=G100&gcd=13p3p3p3p1', 'cid=' + cid);
fetch(to + '/json', {{method: 'POST', body: new Blob([JSON.stringify({{user: {{anonymous: id}}}})])}});
fetch(to + '/coded?e=' + encodeURIComponent(btoa(JSON.stringify({{id}}))));
fetch(to + '/header', {{headers: {{'X-Visitor': id}}}});
new Image().src = to + '/sync?theme=dark-and-quiet&gdpr=1&gdpr_consent={GIVEN}';
crypto.subtle.digest('SHA-256', new TextEncoder().encode(id)).then((d) => fetch(to + '/hashed?h=' +
  [...new Uint8Array(d)].map((b) => b.toString(16).padStart(2, '0')).join('')));
setTimeout(() => {{ const w = new WebSocket('ws://collect.localhost/socket'); }}, 500);"""
CHAT_JS = "new WebSocket('ws://echo.localhost/chat');"
AT_ONCE = ("service", "worker")
"""Kinds of worker whose first requests are seen whole."""
NO_STORE = ("Cache-Control", "no-cache")
ALLOWED = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*"))


def allowed() -> Response:
    return Response(headers=(("Content-Type", "text/plain"), *ALLOWED), body=b"ok")


def marked(request: Asked) -> Response:
    """Give each profile an ETag of its own, and know it again by it."""
    back = request.headers.get("if-none-match")
    head = (("Content-Type", "image/gif"), NO_STORE, ("ETag", back or f'"{secrets.token_hex(12)}"'))
    return Response(status=304, headers=head) if back else Response(headers=head, body=b"GIF89a")


def fresh(_request: Asked) -> Response:
    """Give a new ETag each time, as a page does that is never the same twice."""
    return Response(
        headers=(("Content-Type", "image/gif"), NO_STORE, ("ETag", f'"{secrets.token_hex(12)}"')), body=b"GIF89a"
    )


PAGES: Pages = {
    "shop.localhost/mark.gif": marked,
    "shop.localhost/fresh.gif": fresh,
    "shop.localhost/logo.gif": Response(
        headers=(("Content-Type", "image/gif"), NO_STORE, ("ETag", '"1a2b"')), body=b"GIF89a"
    ),
    "shop.localhost/": html(PAGE),
    "tags.localhost/tm.js": script(TAG_MANAGER),
    "vendor.localhost/v.js": script(VENDOR_JS),
    "chat.localhost/c.js": script(CHAT_JS),
    "shop.localhost/shared.js": script("onconnect = () => {}; setTimeout(() => fetch('/from-shared'), 1000);"),
    "shop.localhost/service.js": script(
        "const wait = () => new Promise((done) => setTimeout(done, 1000));"
        "fetch('/from-service-at-once', {method: 'POST', body: 'first=service'});"
        "addEventListener('install', (e) => e.waitUntil(wait().then(() => fetch('/from-service'))));"
    ),
    "shop.localhost/worker.js": script(
        "fetch('/from-worker-at-once', {method: 'POST', body: 'first=worker'});"
        "setTimeout(() => fetch('/from-worker', {method: 'POST', body: 'w=1'}), 1000);"
    ),
    **{f"shop.localhost/from-{kind}": plain() for kind in ("shared", "service", "worker")},
    **{f"shop.localhost/from-{kind}-at-once": plain("ok", f"seen-{kind}=1; Max-Age=999") for kind in AT_ONCE},
    **{f"collect.localhost/{path}": allowed() for path in ("beacon", "json", "coded", "header", "hashed")},
    "collect.localhost/sync": Response(
        status=302, headers=(("Location", "http://partner.localhost/match"),), cookies=("uid=Zk29fHq81LmX; Path=/",)
    ),
    "partner.localhost/match": Response(status=302, headers=(("Location", "http://third.localhost/end"),)),
    "third.localhost/end": plain(),
}  # fmt: skip


def har_of(visit: Visit, folder: Path) -> dict[str, Any]:
    [file] = folder.rglob("*.har")
    assert visit.har_path == f"har/{file.name}"
    har: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return har


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visit, dict[str, Any]]]:
    async def run() -> tuple[Visit, dict[str, Any]]:
        folder: Path = tmp_path_factory.mktemp("traffic")
        with served(PAGES) as options:
            async with launch(options) as session:
                with BundleWriter(folder / "bundle") as writer:
                    visit = (await visit_state(session, SITE, State.BEFORE, options, writer)).visit
                    return visit, har_of(visit, folder)

    yield asyncio.run(run())


def request(visit: Visit, path: str) -> Request:
    return next(request for request in visit.requests if path in request.url)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "name", "place", "encoding"),
    [
        ("/beacon", "_vid", "body", "plain"),
        ("/json", "vendor_id", "body", "plain"),
        ("/coded", "vendor_id", "url", "base64"),
        ("/header", "vendor_id", "header:x-visitor", "plain"),
        ("/hashed", "vendor_id", "url", "sha256"),
    ],
)
def test_a_stored_identifier_is_found_where_it_is_sent(
    seen: tuple[Visit, dict[str, Any]], path: str, name: str, place: str, encoding: str
) -> None:
    visit, _ = seen
    sent = [one for one in visit.sent_values if path in visit.requests[one.request].url and one.name == name]
    assert {(one.place, one.encoding, visit.requests[one.request].host) for one in sent} == {
        (place, encoding, "collect.localhost")
    }


@pytest.mark.browser
def test_a_value_that_anybody_can_have_is_not_an_identifier(seen: tuple[Visit, dict[str, Any]]) -> None:
    visit, _ = seen
    assert "theme" not in {one.name for one in visit.sent_values}


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["shared", "service", "worker"])
def test_requests_of_every_kind_of_worker_are_seen(seen: tuple[Visit, dict[str, Any]], kind: str) -> None:
    found = request(seen[0], f"/from-{kind}")
    assert found.status == 200


@pytest.mark.browser
@pytest.mark.parametrize("kind", AT_ONCE)
def test_the_first_request_of_a_worker_is_seen_once_and_whole(seen: tuple[Visit, dict[str, Any]], kind: str) -> None:
    visit, har = seen
    path = f"/from-{kind}-at-once"
    page = request(visit, path).page  # on a busy machine it may be the second in whose time the worker begins
    [found] = [request for request in visit.requests if path in request.url and request.page == page]
    assert (found.method, found.status) == ("POST", 200)
    assert found.cookies_set == (f"seen-{kind}",)
    [write] = [write for write in visit.writes if write.name == f"seen-{kind}" and write.page == page]
    assert (write.setter.kind, write.setter.url, write.blocked) == (SetterKind.HEADER, found.url, None)
    assert write.lifetime_s == 999
    entries = [one for one in har["log"]["entries"] if path in one["request"]["url"]]
    [entry] = [one for one in entries if one["pageref"] == f"page_{page}"]
    assert entry["request"]["postData"]["text"] == f"first={kind}"


@pytest.mark.browser
def test_values_of_the_cache_that_come_back_are_seen_with_what_became_of_them(
    seen: tuple[Visit, dict[str, Any]],
) -> None:
    visit, _ = seen
    found = {one.url.rsplit("/", 1)[1]: one for one in visit.revalidations}
    assert {name: one.kept for name, one in found.items()} == {"mark.gif": True, "logo.gif": True, "fresh.gif": False}
    mark = found["mark.gif"]
    assert (mark.header, mark.value_length, visit.requests[mark.given].page) == ("etag", 26, 0)
    assert [visit.requests[back].page for back in mark.returned] == [1]


@pytest.mark.browser
def test_a_chain_of_redirects_is_kept_hop_by_hop(seen: tuple[Visit, dict[str, Any]]) -> None:
    visit, _ = seen
    end = request(visit, "third.localhost/end")
    assert end.redirected_from is not None
    match = visit.requests[end.redirected_from]
    assert match.redirected_from is not None
    assert [match.host, visit.requests[match.redirected_from].host] == ["partner.localhost", "collect.localhost"]


@pytest.mark.browser
def test_the_chain_from_the_page_to_a_vendor_can_be_followed(seen: tuple[Visit, dict[str, Any]]) -> None:
    initiators = {each.url: each.initiator.url for each in seen[0].requests if each.initiator}
    assert (initiators[VENDOR], initiators[TAGS]) == (TAGS, SITE)


@pytest.mark.browser
def test_beacons_and_sockets_have_their_own_types(seen: tuple[Visit, dict[str, Any]]) -> None:
    visit, _ = seen
    assert (request(visit, "/beacon").resource_type, request(visit, "/beacon").method) == ("ping", "POST")
    socket = request(visit, "ws://echo.localhost/chat")
    assert socket.resource_type == "websocket" and socket.initiator is not None and socket.initiator.url == CHAT


def signals(visit: Visit, kind: str) -> list[ConsentSignal]:
    return [signal for signal in visit.signals if signal.kind == kind and signal.page == 0]


@pytest.mark.browser
def test_consent_signals_are_read_from_requests_and_from_the_page(seen: tuple[Visit, dict[str, Any]]) -> None:
    visit, _ = seen
    sent, told = signals(visit, "google-consent-mode")
    assert sent.request is not None and "/beacon" in visit.requests[sent.request].url
    assert (sent.raw, sent.decoded["ad_storage"], sent.phase) == ("gcs=G100&gcd=13p3p3p3p1", "denied", Phase.LOOK)
    assert told.request is None
    assert told.decoded["analytics_storage"] == "denied"
    carried, asked = signals(visit, "tcf")
    assert carried.raw == GIVEN and carried.decoded["PurposesConsent"] == "1,2,3,10"
    assert asked.raw == REFUSED and asked.decoded["eventStatus"] == "tcloaded"


@pytest.mark.browser
def test_the_har_file_has_every_request_and_no_body_of_a_response(seen: tuple[Visit, dict[str, Any]]) -> None:
    visit, har = seen
    log = har["log"]
    assert log["version"] == "1.2"
    assert [entry["request"]["url"] for entry in log["entries"]] == [request.url for request in visit.requests]
    assert all("text" not in entry["response"]["content"] for entry in log["entries"])
    sync = next(entry for entry in log["entries"] if "/sync" in entry["request"]["url"])
    assert sync["response"]["redirectURL"] == "http://partner.localhost/match"
    assert {"name": "set-cookie", "value": "uid=Zk29fHq81LmX; Path=/"} in sync["response"]["headers"]
    assert {page["id"] for page in log["pages"]} == {entry["pageref"] for entry in log["entries"]}
