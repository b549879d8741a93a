"""Scripts that read what tells visitors apart, or record what they do, are named with what they called."""

from __future__ import annotations

import pytest

from crawler.browser.visit import VisitResult
from crawler.evidence.model import ApiUse, Phase, State

from .pages import html, script, visit

SITE = "https://shop.example/"
PRINT = "https://print.example/fp.js"
REPLAY = "https://replay.example/rec.js"
APP = "https://shop.example/app.js"
FONTS = [f"Face {number}" for number in range(30)]

FINGERPRINT = f"""const c = document.createElement('canvas'); c.width = 240; c.height = 60;
const x = c.getContext('2d'); x.fillText('Cwm fjordbank', 2, 2); window.drawn = c.toDataURL();
x.getImageData(0, 0, 9, 9);
for (const face of {FONTS!r}) {{ x.font = '12px "' + face + '"'; x.measureText('mmmi'); }}
for (const kind of ['webgl', 'webgl2']) {{ const g = document.createElement('canvas').getContext(kind);
  if (g) {{ g.getExtension('WEBGL_debug_renderer_info'); g.getParameter(37446);
    for (let i = 0; i < 3000; i++) g.getParameter(3379); }} }}
new OfflineAudioContext(1, 44100, 44100).startRendering();
if (navigator.getBattery) navigator.getBattery();
for (const name of ['deviceMemory', 'hardwareConcurrency', 'platform', 'plugins', 'vendor', 'languages'])
  for (let i = 0; i < 300; i++) navigator[name];
[screen.width, screen.height, screen.availWidth, screen.availHeight, screen.colorDepth];
if (navigator.userAgentData) navigator.userAgentData.getHighEntropyValues(['model']);
setTimeout(() => screen.pixelDepth, 3000);"""
RECORDER = """let seen = [];
new MutationObserver((m) => seen.push(m)).observe(document, {attributes: true, attributeOldValue: true,
  characterData: true, characterDataOldValue: true, childList: true, subtree: true});
for (const name of ['mousemove', 'click', 'scroll', 'input', 'touchmove'])
  document.addEventListener(name, (e) => seen.push(e), true);
window.addEventListener('keydown', (e) => seen.push(e.key));"""
ORDINARY = """new MutationObserver(() => {}).observe(document, {childList: true, subtree: true});
new MutationObserver(() => {}).observe(document.querySelector('form'),
  {attributes: true, characterData: true, childList: true, subtree: true});
document.querySelector('form').addEventListener('submit', (e) => e.preventDefault());
if (navigator.platform === 'x' || screen.width < 500) document.title = 'small';"""
PAGE = f"""<!doctype html><title>Shop</title><form><input name=q></form><script src="{APP}"></script>
<script src="{PRINT}"></script><script src="{REPLAY}"></script><iframe src="https://frame.example/"></iframe>"""
PAGES = {
    "shop.example/": html(PAGE),
    "shop.example/app.js": script(ORDINARY),
    "print.example/fp.js": script(FINGERPRINT),
    "replay.example/rec.js": script(RECORDER),
    "frame.example/": html(
        "<script>document.createElement('canvas').toDataURL(); addEventListener('keyup', () => {})</script>"
    ),
}


@pytest.fixture(scope="module")
def result() -> VisitResult:
    return visit(PAGES, SITE, State.BEFORE, page_time_s=5)


def uses(result: VisitResult, url: str) -> dict[str, ApiUse]:
    """Return what a script did on the home page, by interface."""
    return {use.api: use for use in result.visit.api_uses if use.script == url and use.page == 0}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("api", "detail"),
    [
        ("canvas-read", "CanvasRenderingContext2D.getImageData 240x60, HTMLCanvasElement.toDataURL 240x60"),
        ("audio-read", "OfflineAudioContext.startRendering"),
        ("battery", "Navigator.getBattery"),
        ("client-hints", "NavigatorUAData.getHighEntropyValues"),
        ("navigator-reads", "deviceMemory, hardwareConcurrency, languages, platform, plugins"),
        ("screen-reads", "availWidth, colorDepth, pixelDepth, width"),
    ],
)
def test_a_fingerprinting_script_is_named_with_what_it_read(result: VisitResult, api: str, detail: str) -> None:
    use = uses(result, PRINT)[api]
    assert (use.detail, use.phase) == (detail, Phase.LOOK)
    assert use.page_time_ms < 500


@pytest.mark.browser
def test_fonts_tried_one_after_another_are_a_probe(result: VisitResult) -> None:
    assert uses(result, PRINT)["font-probe"].count == len(FONTS)


@pytest.mark.browser
def test_the_graphics_card_is_told_from_other_parameters(result: VisitResult) -> None:
    if "webgl-read" not in uses(result, PRINT):
        pytest.skip("this browser has no WebGL")
    assert uses(result, PRINT)["webgl-read"].count <= 4
    assert "getParameter" in uses(result, PRINT)["webgl-read"].detail


@pytest.mark.browser
def test_a_session_recorder_is_told_by_its_observer_and_its_listeners(result: VisitResult) -> None:
    found = uses(result, REPLAY)
    assert set(found) == {"dom-recording", "keystroke-listener", "form-listener"}
    assert found["dom-recording"].detail == (
        "MutationObserver(attributes+characterData+childList+subtree), listens: click input mousemove scroll touchmove"
    )
    assert found["keystroke-listener"].detail == "window: keydown"


@pytest.mark.browser
def test_an_ordinary_script_records_nothing(result: VisitResult) -> None:
    assert {api: use.detail for api, use in uses(result, APP).items()} == {"form-listener": "element: submit"}


@pytest.mark.browser
def test_a_script_in_a_frame_of_another_host_is_seen(result: VisitResult) -> None:
    found = uses(result, "https://frame.example/")
    assert {api: use.detail for api, use in found.items()} == {
        "canvas-read": "HTMLCanvasElement.toDataURL 300x150",
        "keystroke-listener": "window: keyup",
    }


@pytest.mark.browser
def test_what_was_given_up_on_a_page_is_watched_on_the_next(result: VisitResult) -> None:
    counts = {use.page: use.count for use in result.visit.api_uses if use.api == "navigator-reads"}
    assert counts[0] == counts[1] > 0


SPY = """<!doctype html><body><script>
const text = (g) => Function.prototype.toString.call(g);
const own = Object.getOwnPropertyDescriptor;
for (let i = 0; i < 5000; i++) navigator.platform;
const options = {attributes: true, characterData: true, childList: true};
let asked = 0; Object.defineProperty(options, 'subtree', {get: () => { asked++; return true; }});
new MutationObserver(() => {}).observe(document, options);
const facts = [text(HTMLCanvasElement.prototype.toDataURL), text(own(Navigator.prototype, 'platform').get),
  text(MutationObserver.prototype.observe), 'asked ' + asked, Object.keys(XPathEvaluator.prototype).join('+'),
  'globals ' + Object.keys(window).filter((k) => /^p[0-9a-f]{24}$/.test(k)).length].join('|');
localStorage.setItem('facts', facts);
</script>"""


@pytest.mark.browser
def test_a_page_that_looks_finds_no_trace_of_watching() -> None:
    result = visit({"spy.example/": html(SPY)}, "https://spy.example/", page_time_s=2)
    facts = next(item.value for item in result.visit.snapshots[0].items if item.name == "facts")
    assert facts == (
        "function toDataURL() { [native code] }|function get platform() { [native code] }|"
        "function observe() { [native code] }|asked 1|createExpression+createNSResolver+evaluate|globals 0"
    )
