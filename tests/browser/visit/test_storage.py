"""Every kind of storage is in the snapshot, what was asked for is in the writes, and refusals agree with the jar."""

from __future__ import annotations

import json

import pytest

from crawler.browser.visit import VisitResult
from crawler.evidence.model import StorageKind, StorageWrite

from .pages import html, script, visit

SITE = "https://www.shop.example/"
LONG = "x" * 4100
PAGE = f"""<!doctype html><title>Shop</title><script>
const put = (line) => {{ document.cookie = line; }};
put('__Host-good=1; Secure; Path=/'); put('__Host-domain=1; Secure; Path=/; Domain=shop.example');
put('__Host-nopath=1; Secure'); put('__Secure-good=1; Secure; Domain=shop.example'); put('__Secure-plain=1');
put('__Http-script=1; Secure; Path=/'); put('long={LONG}'); put('=; Path=/'); put('control=a\\x01b');
put('part_insecure=1; Partitioned'); put('none_insecure=1; SameSite=None'); put('only=1; HttpOnly');
put('wide=1; Domain=example'); put('foreign=1; Domain=other.example'); put('parent=1; Domain=shop.example');
put('years=1; Max-Age=63072000');
cookieStore.set({{name: 'store_expires', value: '1', expires: Date.now() + 90 * 864e5}});
cookieStore.set('store_session', '1');
indexedDB.open('profile', 3).onupgradeneeded = (event) => {{
  const db = event.target.result, people = db.createObjectStore('people', {{keyPath: 'id'}});
  people.put({{id: 'device-9f8e7d6c', plan: 'none', visits: 4}}); db.createObjectStore('flags').put('yes', 'seen'); }};
caches.open('shell').then((cache) => cache.put('/logo.svg?v=2', new Response('<svg/>')));
new SharedWorker('/shared.js', 'counter').port.start();
window.name = 'visitor=n4Kq8ZtR2w';
setTimeout(() => {{
  put('taken_back=1; Max-Age=9999');
  put('taken_back=; Expires=' + new Date(Date.now() - 1000).toUTCString());
}}, 2500);
</script><iframe src="https://frame.example/"></iframe>"""
FRAME = """<script>document.cookie = 'chips_script=1; Secure; SameSite=None; Partitioned; Path=/';
document.cookie = 'lax=1'; cookieStore.set('store_strict', '1').catch(() => {});
cookieStore.set({name: 'store_none', value: '1', sameSite: 'none', partitioned: true}).catch(() => {});
localStorage.setItem('frame_key', 'v');</script>"""
PAGES = {
    "www.shop.example/": html(
        PAGE,
        "http_only=1; HttpOnly; Secure; SameSite=Strict; Path=/; Max-Age=63072000",
        "host_only=1",
        "__Host-bad=1; Secure; Path=/; Domain=shop.example",
        "not_mine=1; Domain=other.example",
        "none=1; SameSite=None",
    ),
    "www.shop.example/shared.js": script("onconnect = () => {};"),
    "frame.example/": html(
        FRAME, "chips=1; Secure; SameSite=None; Partitioned; Path=/", "strict=1; Secure; SameSite=Strict"
    ),
}


@pytest.fixture(scope="module")
def result() -> VisitResult:
    return visit(PAGES, SITE, page_time_s=3)


def write(result: VisitResult, name: str) -> StorageWrite:
    """Return the first write of `name`."""
    return next(write for write in result.visit.writes if write.name == name)


@pytest.mark.browser
def test_what_is_said_to_be_refused_is_not_in_the_jar_and_the_rest_is(result: VisitResult) -> None:
    cookies = [write for write in result.visit.writes if write.storage is StorageKind.COOKIE and write.page == 0]
    look = result.visit.snapshots[0]
    jar = {item.name for item in look.items if item.storage is StorageKind.COOKIE}
    taken_back = {write.name for write in cookies if write.deletes}
    assert jar == {write.name for write in cookies if write.blocked is None} - taken_back
    assert {write.name: write.blocked for write in cookies if write.blocked} == {
        "__Host-domain": "InvalidPrefix",
        "__Host-nopath": "InvalidPrefix",
        "__Secure-plain": "InvalidPrefix",
        "__Http-script": "InvalidPrefix",
        "long": "NameValuePairExceedsMaxSize",
        "": "NoCookieContent",
        "control": "DisallowedCharacter",
        "part_insecure": "InvalidPartitioned",
        "none_insecure": "SameSiteNoneInsecure",
        "only": "HttpOnly",
        "wide": "InvalidDomain",
        "foreign": "InvalidDomain",
        "lax": "SameSiteUnspecifiedTreatedAsLax",
        "store_strict": "SameSiteStrict",
        "__Host-bad": "InvalidPrefix",
        "not_mine": "InvalidDomain",
        "none": "SameSiteNoneInsecure",
        "strict": "SchemefulSameSiteStrict",
    }


@pytest.mark.browser
def test_partitioned_cookies_name_the_site_they_belong_to(result: VisitResult) -> None:
    items = {item.name: item for item in result.visit.snapshots[0].items}
    for name in ("chips", "chips_script", "store_none"):
        assert (items[name].partition_key, items[name].domain) == ("https://shop.example", "frame.example")
    assert items["parent"].partition_key is None


@pytest.mark.browser
def test_attributes_of_cookies_are_those_of_the_jar(result: VisitResult) -> None:
    items = {item.name: item for item in result.visit.snapshots[0].items}
    cookie = items["http_only"]
    assert (cookie.http_only, cookie.secure, cookie.same_site) == (True, True, "Strict")
    assert cookie.expires_s == pytest.approx(400 * 86_400, abs=300)  # the jar's cap
    assert (items["host_only"].domain, items["parent"].domain) == ("www.shop.example", ".shop.example")
    assert items["__Host-good"].secure and items["host_only"].expires_s is None


@pytest.mark.browser
def test_lifetimes_are_as_asked_for_by_header_by_script_and_by_the_cookie_store(result: VisitResult) -> None:
    assert write(result, "http_only").lifetime_s == 63_072_000
    assert write(result, "years").lifetime_s == 63_072_000
    assert write(result, "store_expires").lifetime_s == pytest.approx(90 * 86_400, abs=5)
    assert write(result, "store_session").lifetime_s is None


@pytest.mark.browser
def test_a_cookie_that_the_page_took_back_is_gone_though_the_page_is_ahead_of_the_browser(result: VisitResult) -> None:
    writes = [write for write in result.visit.writes if write.name == "taken_back" and write.page == 0]
    assert [write.deletes for write in writes] == [False, True]
    look = result.visit.snapshots[0]
    assert "taken_back" not in {item.name for item in look.items}
    assert "years" in {item.name for item in look.items}


@pytest.mark.browser
def test_databases_are_read_with_their_stores_keys_and_values(result: VisitResult) -> None:
    item = next(item for item in result.visit.snapshots[0].items if item.storage is StorageKind.INDEXED_DB)
    assert (item.name, item.domain) == ("profile", "www.shop.example")
    content = json.loads(item.value)
    assert content == {
        "version": 3,
        "stores": {
            "flags": [["seen", "yes"]],
            "people": [["device-9f8e7d6c", {"id": "device-9f8e7d6c", "plan": "none", "visits": "4"}]],
        },
    }


@pytest.mark.browser
def test_caches_are_read_with_the_addresses_they_hold(result: VisitResult) -> None:
    item = next(item for item in result.visit.snapshots[0].items if item.storage is StorageKind.CACHE_STORAGE)
    assert (item.name, json.loads(item.value)) == ("shell", [f"{SITE}logo.svg?v=2"])


@pytest.mark.browser
def test_the_window_s_name_and_shared_workers_are_in_the_snapshot(result: VisitResult) -> None:
    look = result.visit.snapshots[0]
    assert look.window_name == "visitor=n4Kq8ZtR2w"
    assert look.shared_workers == (f"{SITE}shared.js",)


@pytest.mark.browser
def test_storage_of_a_foreign_frame_names_its_origin(result: VisitResult) -> None:
    item = next(item for item in result.visit.snapshots[0].items if item.name == "frame_key")
    assert (item.origin, item.domain) == ("https://frame.example", "frame.example")
