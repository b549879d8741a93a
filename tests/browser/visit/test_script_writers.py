"""Who wrote a cookie: the innermost script, however it came to run, and nothing on the page tells that we watch."""

from __future__ import annotations

import pytest

from crawler.browser.visit import VisitResult
from crawler.evidence.model import SetterKind, StorageKind, StorageWrite

from .pages import html, plain, script, visit

SITE = "https://shop.example/"
TAG = "https://tags.example/tag.js"
LIB = "https://lib.example/lib.js"
FRAME = "https://frame.example/ad.html"

PAGE = f"""<!doctype html><html lang=sv><title>Shop</title><body>
<script>
document.cookie = 'inline=1; max-age=63072000';
setTimeout(function () {{ document.cookie = 'inline_timer=1'; }}, 3000);
Promise.resolve().then(() => {{ document.cookie = 'inline_promise=1'; }});
eval("document.cookie = 'inline_eval=1'");
localStorage.setItem('ls_inline', 'v'); sessionStorage.setItem('ss_inline', 'v'); localStorage.direct = 'v';
addEventListener('load', () => {{ for (const i of [1, 2]) document.cookie = 'forgotten=; max-age=0'; }});
</script>
<script src="{LIB}"></script><script src="{TAG}"></script>
<iframe src="{FRAME}"></iframe><iframe src="/inner.html"></iframe>
</body>"""
PAGES = {
    "shop.example/": html(PAGE, "header=1; Path=/; HttpOnly", "gone=; Max-Age=0"),
    "shop.example/inner.html": html("<script>document.cookie = 'in_frame=1'</script>"),
    "shop.example/slow": plain(delay_s=0.4),
    # A library that writes on behalf of whoever calls it, and a tag that loads another script as tag managers do.
    "lib.example/lib.js": script("window.setCookie = (n) => { document.cookie = n + '=1; domain=.shop.example'; };"),
    "tags.example/tag.js": script(
        """setCookie('by_library');
        document.cookie = 'external=1; expires=' + new Date(Date.now() + 864e5).toUTCString();
        const s = document.createElement('script'); s.src = 'https://more.example/loaded.js'; document.head.append(s);
        const t = document.createElement('script'); t.text = "document.cookie = 'injected_inline=1'";
        document.head.append(t);
        document.cookie = 'too_wide=1; domain=.example';
        const late = () => { document.cookie = "after_fetch=1"; };
        fetch("https://shop.example/slow").then(() => setTimeout(late, 500));""",
        "third=1; SameSite=None; Secure",
        "refused=1; SameSite=Lax",
    ),
    "more.example/loaded.js": script(
        "(async () => { await 0; document.cookie = 'loaded=1'; cookieStore.set('store=d'.split('=')[0], 'x');"
        "await cookieStore.set({name: 'store_object', value: 'y', expires: Date.now() + 3600e3}); })();"
        "localStorage.setItem('ls_loaded', 'w'); localStorage.setItem('ls_loaded', 'w2');"
        "localStorage.removeItem('ls_loaded');",
    ),
    "frame.example/ad.html": html(
        "<script>document.cookie = 'frame_lax=1'; document.cookie = 'frame_none=1; SameSite=None; Secure';"
        "setTimeout(() => { localStorage.setItem('ls_frame', '1'); }, 7000);</script>"
    ),
}


@pytest.fixture(scope="module")
def result() -> VisitResult:
    return visit(PAGES, SITE)


def write(result: VisitResult, name: str) -> StorageWrite:
    """Return the first write of `name` on the home page."""
    return next(write for write in result.visit.writes if write.name == name and write.page == 0)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("inline", SITE),
        ("inline_timer", SITE),
        ("inline_promise", SITE),
        ("inline_eval", SITE),
        ("external", TAG),
        ("injected_inline", TAG),  # an inline script made by a script has no address of its own
        ("after_fetch", TAG),
        ("by_library", LIB),
        ("loaded", "https://more.example/loaded.js"),
        ("store", "https://more.example/loaded.js"),
        ("store_object", "https://more.example/loaded.js"),
        ("in_frame", "https://shop.example/inner.html"),
        ("frame_none", FRAME),
        ("ls_inline", SITE),
        ("ss_inline", SITE),
        ("ls_loaded", "https://more.example/loaded.js"),
        ("ls_frame", FRAME),
    ],
)
def test_the_writer_is_the_innermost_script(result: VisitResult, name: str, url: str) -> None:
    setter = write(result, name).setter
    assert (setter.kind, setter.url) == (SetterKind.SCRIPT, url)
    assert setter.stack[0].startswith(url + ":")


@pytest.mark.browser
def test_the_callers_are_in_the_stack(result: VisitResult) -> None:
    stack = write(result, "by_library").setter.stack
    assert [frame.rsplit(":", 2)[0] for frame in stack] == [LIB, TAG]


@pytest.mark.browser
def test_a_property_written_directly_is_seen_without_its_writer(result: VisitResult) -> None:
    found = write(result, "direct")
    assert (found.storage, found.setter.kind, found.setter.url) == (
        StorageKind.LOCAL_STORAGE,
        SetterKind.SCRIPT,
        None,
    )


@pytest.mark.browser
def test_lifetimes_are_what_the_setter_asked_for(result: VisitResult) -> None:
    assert write(result, "inline").lifetime_s == 63072000  # the jar caps at 400 days
    assert write(result, "external").lifetime_s == pytest.approx(86400, abs=1.5)
    assert write(result, "store_object").lifetime_s == pytest.approx(3600, abs=1.5)
    assert write(result, "inline_eval").lifetime_s is None
    assert write(result, "forgotten").deletes and write(result, "gone").deletes


@pytest.mark.browser
def test_writes_are_dated_by_the_page_s_clock(result: VisitResult) -> None:
    assert write(result, "inline").page_time_ms < 100
    assert write(result, "inline_timer").page_time_ms == pytest.approx(3000, abs=50)
    assert write(result, "ls_frame").page_time_ms == pytest.approx(7000, abs=300)


@pytest.mark.browser
def test_headers_name_their_response_and_what_was_refused(result: VisitResult) -> None:
    header, third, refused = (write(result, name) for name in ("header", "third", "refused"))
    assert (header.setter.kind, header.setter.url, header.domain) == (SetterKind.HEADER, SITE, "shop.example")
    assert (third.setter.url, third.domain, third.blocked) == (TAG, "tags.example", None)
    assert refused.blocked is not None and refused.blocked.endswith("SameSiteLax")
    assert refused.raw == "refused=1; SameSite=Lax"


@pytest.mark.browser
def test_refused_script_writes_agree_with_the_jar(result: VisitResult) -> None:
    assert write(result, "too_wide").blocked == "InvalidDomain"
    assert write(result, "frame_lax").blocked == "SameSiteUnspecifiedTreatedAsLax"
    look = result.visit.snapshots[0]
    jar = {item.name for item in look.items if item.storage is StorageKind.COOKIE}
    taken = {
        write.name
        for write in result.visit.writes
        if write.storage is StorageKind.COOKIE and write.blocked is None and not write.deletes
    }
    assert jar == taken


@pytest.mark.browser
def test_the_snapshot_holds_the_storage_of_every_frame(result: VisitResult) -> None:
    stored = {(item.storage.value, item.origin, item.name) for item in result.visit.snapshots[0].items if item.origin}
    assert stored == {
        ("localStorage", "https://shop.example", "ls_inline"),
        ("localStorage", "https://shop.example", "direct"),
        ("sessionStorage", "https://shop.example", "ss_inline"),
        ("localStorage", "https://frame.example", "ls_frame"),
    }


SPY = """<!doctype html><body><script>
const seen = [];
for (const name of Object.getOwnPropertyNames(console)) console[name] = () => { seen.push(name); };
const d = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
const f = document.createElement('iframe'); document.body.append(f);
document.cookie = 'in_silence=1';
const text = (g) => Function.prototype.toString.call(g);
const facts = {
  setter: text(d.set), name: d.set.name, own: Object.keys(d).join(), proto: 'prototype' in d.set,
  item: text(Storage.prototype.setItem), frame: text(Object.getOwnPropertyDescriptor(
    f.contentWindow.Document.prototype, 'cookie').set),
  keys: Object.keys(window).filter((k) => /^p[0-9a-f]{24}$/.test(k)).length,
  webdriver: String(navigator.webdriver), agent: /Headless/.test(navigator.userAgent),
};
const start = performance.now(); debugger; facts.stopped = performance.now() - start > 50;
facts.seen = seen.join();
localStorage.setItem('facts', JSON.stringify(facts));
</script>"""


@pytest.mark.browser
def test_a_page_that_looks_finds_no_trace_and_silencing_the_console_hides_nothing() -> None:
    result = visit({"spy.example/": html(SPY)}, "https://spy.example/")
    facts = next(item.value for item in result.visit.snapshots[0].items if item.name == "facts")
    native = "function %s() { [native code] }"
    assert native % "set cookie" in facts
    assert facts.count(native % "set cookie") == 2
    assert native % "setItem" in facts
    assert '"keys":0,"webdriver":"false","agent":false,"stopped":false,"seen":""' in facts
    assert write(result, "in_silence").setter.url == "https://spy.example/"
