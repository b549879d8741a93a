"""A few hosts of made-up pages over HTTPS on loopback, and visits to them."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from crawler.browser.session import BrowserSession, launch
from crawler.browser.visit import VisitResult, visit_state
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import State
from crawler.options import GatherOptions
from tests.web.certificates import Certificates
from tests.web.messages import Request, Response
from tests.web.server import LoopbackServer

T = TypeVar("T")
Pages = Mapping[str, Response | Callable[[Request], Response]]
"""Answers by `host/path`, without scheme."""


def html(body: str, *cookies: str, status: int = 200, delay_s: float = 0) -> Response:
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Response(status=status, headers=headers, body=body.encode(), cookies=cookies, delay_s=delay_s)


def script(body: str, *cookies: str) -> Response:
    return Response(headers=(("Content-Type", "text/javascript"),), body=body.encode(), cookies=cookies)


def plain(body: str = "ok", *cookies: str, delay_s: float = 0) -> Response:
    headers = (("Content-Type", "text/plain"), ("Access-Control-Allow-Origin", "*"))
    return Response(headers=headers, body=body.encode(), cookies=cookies, delay_s=delay_s)


@contextmanager
def served(pages: Pages) -> Iterator[GatherOptions]:
    """Serve `pages`; yield the options with which they are reached."""

    def answer(request: Request, _scheme: str) -> Response:
        page = pages.get(request.host + request.path, Response(status=404, body=b"no such page"))
        return page(request) if callable(page) else page

    hosts = {name.split("/", 1)[0] for name in pages}
    server = LoopbackServer(answer, Certificates(hosts, {"untrusted.example"}), frozenset())
    server.start()
    try:
        yield GatherOptions(
            sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
            host_resolver_rules=(
                f"MAP nowhere.example ~NOTFOUND, MAP refused.example 127.0.0.1:{server.closed_port}, "
                f"MAP *:443 127.0.0.1:{server.https_port}, MAP *:80 127.0.0.1:{server.http_port}"
            ),
            ignore_certificate_errors=True,
            allow_private=True,
            pages=0,
            timeout_s=300,
        )
    finally:
        server.stop()


def with_session(
    served_pages: Pages, work: Callable[[BrowserSession, GatherOptions], Awaitable[T]], **changes: object
) -> T:
    """Serve `served_pages`, launch a browser, do `work` with it and return what it gives."""

    async def run(options: GatherOptions) -> T:
        async with launch(options) as session:
            return await work(session, options)

    with served(served_pages) as options:
        return asyncio.run(run(replace(options, **changes)))  # type: ignore[arg-type]  # fields of GatherOptions


def visit(served_pages: Pages, url: str, state: State = State.BEFORE, **changes: object) -> VisitResult:
    """Serve `served_pages` and visit `url` once, in a browser of its own."""

    async def work(session: BrowserSession, options: GatherOptions) -> VisitResult:
        with tempfile.TemporaryDirectory() as folder, BundleWriter(Path(folder) / "bundle") as writer:
            return await visit_state(session, url, state, options, writer)

    return with_session(served_pages, work, **changes)
