"""A network of its own, in which a hostile web tries to reach what is private.

Started in a network namespace (`unshare --net`) by `test_private_network`. There this machine has public addresses as
well as private ones, a name server and a web server on all of them, so that the crawler and its browser are tried as
they are, without `--allow-private`. Prints, as JSON, the evidence and every request that came to a private address.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crawler.browser import session
from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import SiteEvidence, SiteTarget, State
from crawler.gathering import gather
from crawler.options import GatherOptions
from crawler.supervision import WorkerPool
from tests.web.certificates import Certificates

Gather = Callable[[SiteTarget, Path], Awaitable[Path]]

AT_ONCE = 3
"""Sites gathered at a time: much of what they do is waiting for what does not come."""
PUBLIC = ("93.184.215.14", "2606:2800:21f:cb07::1")
PRIVATE = {
    "router": "10.0.0.7",
    "loopback": "127.0.0.1",
    "metadata": "169.254.169.254",
    "shared": "100.64.0.7",
    "local6": "fd00::7",
    "loopback6": "::1",
    "mapped": "::ffff:10.0.0.7",
    "nat64": "64:ff9b::a00:7",
}
"""What names `<key>.test` stand for."""
LITERALS = (
    "10.0.0.7", "127.0.0.1", "169.254.169.254", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "localhost",
    "[::1]", "[fd00::7]", "[::ffff:10.0.0.7]", "[::ffff:7f00:1]", "[64:ff9b::a00:7]", "[::10.0.0.7]",
)  # fmt: skip
LITERAL = '<img src="http://{0}/literal"><iframe src="http://{0}/frame"></iframe>'
EVERY_WAY = """<img src="{0}/img"><script src="{0}/script"></script><iframe src="{0}/frame"></iframe>
<link rel=stylesheet href="{0}/style"><link rel=prefetch href="{0}/prefetch"><link rel=preload as=script href="{0}/pre">
<link rel=modulepreload href="{0}/module"><link rel=preconnect href="{0}/"><link rel=manifest href="{0}/manifest">
<link rel=icon href="{0}/icon"><object data="{0}/object"></object><embed src="{0}/embed"><video src="{0}/video"></video>
<style>@font-face {{ font-family: f; src: url({0}/font) }} p {{ font-family: f }}</style><p>Text</p>
<svg><image href="{0}/svg"/></svg><iframe name=t></iframe><form id=f target=t action="{0}/form"></form>
<a id=a href="#x" ping="{0}/ping">x</a><img src="/to?{0}/hop"><iframe src="/to?{0}/hop-frame"></iframe>
<script type=speculationrules>{{"prefetch": [{{"source": "list", "urls": ["{0}/rule"], "eagerness": "immediate"}}],
"prerender": [{{"source": "list", "urls": ["{0}/rendered"], "eagerness": "immediate"}}]}}</script><script>
fetch("{0}/fetch", {{mode: "no-cors"}}).catch(() => 0); fetch("{0}/cors").catch(() => 0);
a.click(); f.submit();
fetch("/to?{0}/hop-fetch", {{mode: "no-cors"}}).catch(() => 0);
navigator.sendBeacon("{0}/beacon", "x"); new EventSource("{0}/events");
new WebSocket("{0}/socket".replace("http", "ws"));
const x = new XMLHttpRequest(); x.open("POST", "{0}/xhr"); x.send("x");
const web = "fetch('{0}/worker', {{mode: 'no-cors'}}).catch(() => 0);";
const code = web + "try {{ importScripts('{0}/import') }} catch {{}}";
new Worker(URL.createObjectURL(new Blob([code]))); window.open("{0}/popup");
new RTCPeerConnection({{iceServers: [{{urls: "turn:" + new URL("{0}").host + ":80?transport=tcp", username: "a",
  credential: "b"}}]}}).createOffer({{offerToReceiveAudio: true}});
</script>"""
SECURE = "--unsafely-treat-insecure-origin-as-secure=http://served.test"
"""A service worker's script does not come from a host whose certificate Chromium does not know."""
SERVICE = "<script>navigator.serviceWorker.register('/service.js').then(() => { document.title = 'Served' },"
SERVICE += " (error) => { document.title = error.message })</script>"
HOME = '<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1><a href="/privacy">Privacy policy</a>'
HOME += '<a href="http://router.test/privacy-policy">Privacy statement</a><a href="/leads">Our products</a>'
MOVES = {
    "location": "<script>setTimeout(() => { location = 'http://router.test/location' }, 500)</script>",
    "refresh": '<meta http-equiv=refresh content="0; url=http://router.test/refresh">',
    "post": "<form id=f method=post action='http://router.test/post'></form><script>f.submit()</script>",
    "hops": "<script>location = '/to?http://router.test/hops'</script>",
    "blank": "<a id=a target=_blank href='https://router.test/blank'>x</a><script>a.click()</script>",
    "popup": "<script>const w = open(''); setTimeout(() => { w.location = 'https://router.test/popup' }, 200)</script>",
    "twice": "<script>location = '/to?http://shop.test/to?http://router.test/twice'</script>",
}


@dataclass
class Web:
    """The name server, the web server, and what was asked on private addresses."""

    def __post_init__(self) -> None:
        self.hits: list[str] = []
        self._asked: Counter[str] = Counter()

    def start(self) -> None:
        """Begin to serve."""
        names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        names.bind(("127.0.0.1", 53))
        threading.Thread(target=self._answer_names, args=(names,), daemon=True).start()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.answer(self)

            do_POST = do_OPTIONS = do_HEAD = do_GET  # noqa: N815  # names that the library asks for

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass

        certificates = Certificates({f"{name}.test" for name in (*PRIVATE, "secure", *MOVES)}, {"untrusted.test"})
        for port, context in ((80, None), (443, certificates.server_context())):
            server = Server(("::", port), Handler)
            if context is not None:
                server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request, and note it when it came by a private address."""
        local = ipaddress.ip_address(request.connection.getsockname()[0])
        mapped = getattr(local, "ipv4_mapped", None) or local
        host = request.headers.get("Host", "")
        if str(mapped) not in PUBLIC:
            self.hits.append(f"{mapped} {host}{request.path}")
        status, where, body = self._page(host, request.path)
        with contextlib.suppress(OSError):
            request.send_response(status)
            if where:
                request.send_header("Location", where)
            request.send_header("Access-Control-Allow-Origin", "*")
            request.send_header("Content-Type", "text/javascript" if request.path.endswith(".js") else "text/html")
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

    def _page(self, host: str, path: str) -> tuple[int, str, bytes]:
        if path.startswith("/to?"):
            return 302, path[4:], b""
        if path == "/service.js":
            web = "('http://router.test/sw', {mode: 'no-cors'}).catch(() => 0)"
            code = f"addEventListener('install', (e) => e.waitUntil(fetch{web})); fetch{web}"
            return 200, "", code.encode()
        if path in ("/privacy", "/leads"):
            return 302, f"http://router.test{path}", b""
        if host == "redirect.test":
            return 301, "http://router.test/home", b""
        if path != "/":
            return 404, "", b""
        return 200, "", self._home(host).encode()

    def _home(self, host: str) -> str:
        key = host.removesuffix(".test")
        if key in MOVES:
            return f"<!doctype html><title>Moves</title>{MOVES[key]}"
        if key == "secure":
            others = "".join(EVERY_WAY.format(f"https://{name}.test") for name in PRIVATE if name != "router")
            return HOME + EVERY_WAY.format("https://router.test") + others
        if key == "served":
            return HOME + SERVICE
        if key == "shop":
            others = "".join(EVERY_WAY.format(f"http://{name}.test") for name in PRIVATE if name != "router")
            literals = "".join(LITERAL.format(name) for name in LITERALS)
            rebound = "".join(f'<img src="http://turn-{number}.test/turned">' for number in range(20))
            return HOME + EVERY_WAY.format("http://router.test") + others + literals + rebound
        return HOME

    def _answer_names(self, names: socket.socket) -> None:
        while True:
            query, sender = names.recvfrom(4096)
            with contextlib.suppress(OSError, IndexError, ValueError, struct.error):
                names.sendto(self._reply(query), sender)

    def _reply(self, query: bytes) -> bytes:
        end = query.index(b"\0", 12) + 1
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1 : at + 1 + query[at]].decode("ascii"))
            at += query[at] + 1
        kind = struct.unpack(">H", query[end : end + 2])[0]
        records = [
            b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(packed)) + packed
            for packed in self._addresses(".".join(labels).lower(), kind)
        ]
        known = labels[-1].lower() == "test"
        head = query[:2] + struct.pack(">HHHHH", 0x8580 | (0 if known else 3), 1, len(records), 0, 0)
        return head + query[12 : end + 4] + b"".join(records)

    def _addresses(self, name: str, kind: int) -> list[bytes]:
        key = name.removesuffix(".test")
        if key.startswith("turn"):  # public when first asked, private from then on
            self._asked[f"{name} {kind}"] += 1
            found = PUBLIC[0] if self._asked[f"{name} {kind}"] == 1 else PRIVATE["router"]
        else:
            found = PRIVATE.get(key, PUBLIC[0])
        address = ipaddress.ip_address(found)
        return [address.packed] if kind == {4: 1, 6: 28}[address.version] else []


def prepare() -> None:
    """Give this namespace its addresses and its name server."""
    for words in (["link", "set", "lo", "up"], *(["addr", "add", f"{each}/32", "dev", "lo"] for each in _own(4))):
        subprocess.run(["ip", *words], check=True)
    for each in _own(6):
        subprocess.run(["ip", "-6", "addr", "add", f"{each}/128", "dev", "lo", "nodad"], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False) as file:
        file.write("nameserver 127.0.0.1\n")
    subprocess.run(["mount", "--bind", file.name, str(Path("/etc/resolv.conf").resolve())], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False) as file:
        file.write("hosts: files dns\n")
    subprocess.run(["mount", "--bind", file.name, "/etc/nsswitch.conf"], check=False)


def _own(version: int) -> list[str]:
    found = [ipaddress.ip_address(each) for each in (*PUBLIC, *PRIVATE.values())]
    own = [each for each in found if not each.is_loopback and getattr(each, "ipv4_mapped", None) is None]
    return [str(each) for each in own if each.version == version]


async def work(web: Web, folder: Path) -> dict[str, Any]:
    """Gather every hostile site as the command line would; return what each left and what it reached."""
    options = GatherOptions(
        states=(State.BEFORE,),
        pages=1,
        page_time_s=3,
        timeout_s=120,
        navigation_timeout_s=20,
        ignore_certificate_errors=True,
        ignore_robots=True,
        sandbox=os.geteuid() != 0,
    )
    # Chromium asks leave for secure pages and has none for others: both are tried.
    moving = {key: f"http://{key}.test/" for key in ("redirect", "turning")}
    moving |= {key: f"https://{key}.test/" for key in MOVES} | {"location, plain": "http://location.test/"}
    allowed = {f"{key}, allowed": f"http://{key}.test/" for key in ("redirect", "location")}
    told = {}
    async with WorkerPool(options) as pool:
        for key, scheme in (("shop", "http"), ("secure", "https")):  # alone: they keep a processor busy
            told |= await _tried(web, pool.gather, {key: f"{scheme}://{key}.test/"}, folder)
        told |= await _tried(web, pool.gather, moving, folder)
    async with WorkerPool(replace(options, allow_private=True)) as pool:
        told |= await _tried(web, pool.gather, allowed, folder)
    session._FLAGS += (SECURE,)  # type: ignore[assignment]  # one more than there are, and only here
    served = {"served": "http://served.test/"}
    return told | await _tried(web, lambda site, path: gather(site, options, path), served, folder)


async def _tried(web: Web, gathered: Gather, sites: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Gather sites by their key, a few at a time; what any of them reaches is told of each."""
    web.hits.clear()
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(key: str) -> Path:
        async with turn:
            return await gathered(SiteTarget(url=sites[key], pages=int(key == "shop")), folder / key)

    paths = await asyncio.gather(*map(one, sites))
    return {key: _told(open_bundle(path).evidence, sorted(web.hits)) for key, path in zip(sites, paths, strict=True)}


def _told(evidence: SiteEvidence, reached: list[str]) -> dict[str, Any]:
    pages = [page for visit in evidence.visits for page in visit.pages]
    return {
        "reached": reached,
        "errors": [error.code for error in evidence.errors],
        "pages": [[page.url, page.title, page.error and page.error.code] for page in pages],
        "documents": [[each.url, each.error and each.error.code] for each in evidence.documents],
    }


def main() -> None:
    """Print what was reached."""
    prepare()
    web = Web()
    web.start()
    with tempfile.TemporaryDirectory(prefix="ca-") as folder:
        told = asyncio.run(work(web, Path(folder)))
    json.dump(told, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
