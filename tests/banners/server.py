"""The server of the web of banners: every site under `<name>.<run>.example`, and a log of what was asked for."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from tests.banners.memory import ServerMemory
from tests.banners.site import BannerSite
from tests.web.messages import MAX_HEAD_BYTES, BadRequestError, Request, Response, read_request

KIT = Path(__file__).with_name("kit.js").read_bytes()
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@dataclass(slots=True)
class HostLog:
    """What a site's host was asked for in one run."""

    trackers: list[str] = field(default_factory=list)
    """Categories whose pixel was asked for."""
    held: list[str] = field(default_factory=list)
    """What the site said it held, at each load with an answer: categories joined by commas."""
    pressed: list[str] = field(default_factory=list)
    """Ids of what was pressed."""
    paths: list[str] = field(default_factory=list)

    @property
    def last_held(self) -> str | None:
        """What the site held in the end; None: no answer."""
        return self.held[-1] if self.held else None


class BannerServer:
    """Answers for all sites on one port of 127.0.0.1."""

    def __init__(self, sites: Iterable[BannerSite]) -> None:
        """Take the sites; their names must differ."""
        self._sites = {site.name: site for site in sites}
        self.log: defaultdict[str, HostLog] = defaultdict(HostLog)
        """Host → what it was asked for."""
        self.port = 0
        self._memory = ServerMemory()

    @property
    def resolver_rules(self) -> str:
        """Return Chromium's `--host-resolver-rules` for it."""
        return f"MAP *.example 127.0.0.1:{self.port}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[BannerServer]:
        """Serve while the context lasts."""
        server = await asyncio.start_server(self._converse, "127.0.0.1", 0, limit=MAX_HEAD_BYTES, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, BadRequestError, asyncio.CancelledError):
            while (request := await read_request(reader)) is not None:
                response = self._answer(request)
                writer.write(response.head(keep_alive=request.keeps_alive) + response.body)
                await writer.drain()
        writer.close()

    def _answer(self, request: Request) -> Response:
        """Note a request and answer it."""
        name = request.host.split(".")[0]
        site = self._sites.get(name.removeprefix("frames-"))
        log, path = self.log[request.host], request.path
        log.paths.append(f"{request.method} {path}")
        query = parse_qs(request.query, keep_blank_values=True)
        if path == "/seen":
            log.held.append(query["given"][0])
        elif path == "/pressed":
            log.pressed.append(query["id"][0])
        elif path.startswith("/t/"):
            log.trackers.append(path.removeprefix("/t/").removesuffix(".gif"))
            return Response(headers=(("Content-Type", "image/gif"), ("Cache-Control", "no-store")), body=PIXEL)
        elif site is not None and site.keeps and path in ("/choose", "/api/choice"):
            return self._memory.take(request, site.keeps)
        elif answer := parse_qs(request.body.decode("latin-1")).get("answer", query.get("answer")):
            held = "accepted" if answer[0] == "accept" else "rejected"
            return Response(
                status=303, headers=(("Location", "/"),), cookies=(f"cookie_choice={held}; Path=/; Max-Age=9999999",)
            )
        elif path == "/kit.js":
            return _file(path, KIT)
        elif site is not None:
            pages = site.frames if name.startswith("frames-") else site.pages
            if path in pages and site.keeps:
                return self._memory.show(request, site.keeps, _placed(pages[path], request.host))
            if path in pages:
                return _file(path, _placed(pages[path], request.host).encode())
            return Response(status=404, headers=(("Content-Type", "text/html"),), body=b"<p>There is no such page.</p>")
        return Response(status=204)


def _placed(text: str, host: str) -> str:
    """Put the site's own host, and that of its foreign frames, where a page names them."""
    name, run = host.split(".")[:2]
    own = name.removeprefix("frames-")
    return text.replace("{host}", f"{own}.{run}.example").replace("{frames}", f"frames-{own}.elsewhere-{run}.example")


def _file(path: str, body: bytes) -> Response:
    kind = mimetypes.guess_type(path)[0] or "text/html"
    return Response(headers=(("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store")), body=body)
