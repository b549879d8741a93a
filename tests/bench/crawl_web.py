"""Two made-up sites for timing a crawl: an idle page, and a busy one with a tag manager, ten vendors and iframes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from crawler.options import GatherOptions
from tests.web.certificates import Certificates
from tests.web.messages import Request, Response
from tests.web.server import LoopbackServer

IDLE, BUSY = "https://idle.example/", "https://busy.example/"
VENDORS = tuple(f"v{n}.vendor{n}.example" for n in range(1, 11))
FRAMES = VENDORS[:3]

_BANNER = """<div id=bar role=dialog aria-label="Cookies" style="position:fixed;bottom:0;width:100%;background:#eee">
<p>We use cookies to count visits. Do you accept cookies?</p>
<button data-say=yes>Accept all cookies</button> <button data-say=no>Reject all cookies</button></div>
<script>
const bar = document.getElementById('bar'), said = () => (document.cookie.match(/choice=(\\w+)/) || [])[1];
bar.hidden = Boolean(said());
bar.onclick = (event) => {
  const say = event.target.dataset.say;
  if (!say) return;
  document.cookie = 'choice=' + say + '; max-age=99999'; bar.hidden = true;
  if (window.begin) begin();
};
</script>"""
_TEXT = "<p>Shoes for every weather, made by hand in a small town by the sea.</p>" * 30
_TAGS = """window.begin = () => {
  if ((document.cookie.match(/choice=(\\w+)/) || [])[1] === 'no') return;
  for (const host of HOSTS) {
    const script = document.createElement('script');
    script.src = 'https://' + host + '/tag.js';
    document.head.append(script);
  }
};
begin();
for (const host of FRAMES) {
  const frame = document.createElement('iframe');
  frame.src = 'https://' + host + '/frame';
  document.body.append(frame);
}
setTimeout(() => { document.cookie = 'late4=1; max-age=9999'; }, 4000);
setTimeout(() => { localStorage.late12 = 1; fetch('/beat?12'); }, 12000);
setInterval(() => { document.title = 'Shoes ' + Math.round(performance.now() / 1000); }, 1000);"""
_VENDOR = """(() => {
  const id = 'NAME.' + Math.random().toString(36).slice(2);
  if (!document.cookie.includes('_NAME=')) document.cookie = '_NAME=' + id + '; max-age=31536000';
  localStorage.setItem('NAME_seen', String(Date.now()));
  new Image().src = 'https://HOST/pixel?first=1';
  setTimeout(() => { navigator.sendBeacon('https://HOST/beat', id); }, 4000);
  setTimeout(() => { document.cookie = '_NAME_12=1'; new Image().src = 'https://HOST/pixel?12=1'; }, 12000);
})();"""


def _answer(request: Request, _scheme: str) -> Response:
    """Answer for both sites and all vendors."""
    if request.host == "idle.example":
        page = f"<!doctype html><html lang=en><title>Shoes</title><h1>Shoes</h1>{_TEXT}{_BANNER}"
        return _html(page) if request.path == "/" else Response(status=404)
    if request.host == "busy.example":
        tags = "<script src='https://tags.example/tags.js'></script>"
        page = f"<!doctype html><html lang=en><title>Shoes</title><h1>Shoes</h1>{_TEXT}{_BANNER}{tags}"
        return _html(page) if request.path == "/" else Response(status=204 if request.path == "/beat" else 404)
    if request.host == "tags.example":
        return _script(_TAGS.replace("HOSTS", repr(list(VENDORS))).replace("FRAMES", repr(list(FRAMES))))
    return _vendor(request)


def _vendor(request: Request) -> Response:
    name = request.host.split(".")[0]
    code = _VENDOR.replace("NAME", name).replace("HOST", request.host)
    if request.path == "/tag.js":
        return _script(code)
    if request.path == "/frame":
        return _html(f"<script>{code}</script>")
    if request.path == "/pixel":
        pixel = (f"{name}_id=1; Max-Age=99999; SameSite=None; Secure",)
        return Response(headers=(("Content-Type", "image/gif"),), body=b"GIF89a", cookies=pixel)
    return Response(status=204)


def _html(text: str) -> Response:
    return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=text.encode())


def _script(text: str) -> Response:
    return Response(headers=(("Content-Type", "text/javascript"),), body=text.encode())


@contextmanager
def served() -> Iterator[GatherOptions]:
    """Serve both sites; yield the options with which they are reached: home page only, three states."""
    hosts = {"idle.example", "busy.example", "tags.example", *VENDORS}
    server = LoopbackServer(_answer, Certificates(hosts, {"untrusted.example"}), frozenset())
    server.start()
    try:
        yield GatherOptions(
            sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
            host_resolver_rules=f"MAP *:443 127.0.0.1:{server.https_port}, MAP *:80 127.0.0.1:{server.http_port}",
            ignore_certificate_errors=True,
            allow_private=True,
            pages=0,
        )
    finally:
        server.stop()
