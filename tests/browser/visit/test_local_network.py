"""A public page reaches nothing on the crawler's own network, by whatever name: Chromium's own checks are on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from crawler.browser import session as session_module
from crawler.browser.session import launch
from crawler.options import GatherOptions

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>waiting</title><img src="{inner}/img"><script src="{inner}/script"></script>
<iframe src="{inner}/frame"></iframe><link rel="stylesheet" href="{inner}/style">
<script>
  navigator.sendBeacon("{inner}/beacon", "x");
  new WebSocket("{inner}/socket".replace("http", "ws"));
  fetch("{inner}/fetch", {{mode: "no-cors"}}).then(
    () => {{ document.title = "reached" }}, () => {{ document.title = "refused" }});
</script>"""


@contextmanager
def server(body: str) -> Iterator[tuple[int, list[str]]]:
    """Answer everything on loopback with `body`, and keep which paths were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            content = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(content)

        do_POST = do_OPTIONS = do_GET  # noqa: N815  # names that the library asks for

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port, asked
        running.shutdown()


async def visit(
    port: int, *, public: bool, monkeypatch: pytest.MonkeyPatch, until: Callable[[], bool] = lambda: True
) -> str:
    """Open the page, counted as one of the public web or of this machine, and return its title in the end.

    Looks on until something holds, at most two minutes.
    """
    if public:  # there is no public address here to serve it from: Chromium is told that this one is
        flag = f"--ip-address-space-overrides=127.0.0.1:{port}=public"
        monkeypatch.setattr(session_module, "_FLAGS", (*session_module._FLAGS, flag))
    options = GatherOptions(
        sandbox=os.geteuid() != 0,
        allow_private=True,  # the page itself
        host_resolver_rules="MAP shop.test 127.0.0.1, MAP router.test 127.0.0.1",
    )
    async with launch(options) as session, session.context() as context:
        page = await context.new_page()
        page.set_default_timeout(120_000)
        await page.goto(f"http://shop.test:{port}/")
        await page.wait_for_function("document.title !== 'waiting'")
        await page.wait_for_timeout(500)
        for _ in range(1200):
            if until():
                break
            await page.wait_for_timeout(100)
        return await page.title()


def test_a_public_page_reaches_no_name_of_the_local_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with server("") as (inner, asked), server(PAGE.format(inner=f"http://router.test:{inner}")) as (outer, _):
        assert asyncio.run(visit(outer, public=True, monkeypatch=monkeypatch)) == "refused"
        assert asked == []


def test_what_is_refused_to_a_public_page_is_there_for_a_local_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with server("") as (inner, asked), server(PAGE.format(inner=f"http://router.test:{inner}")) as (outer, _):
        every = {"/img", "/script", "/frame", "/fetch", "/beacon"}
        visiting = visit(outer, public=False, monkeypatch=monkeypatch, until=lambda: every <= set(asked))
        assert asyncio.run(visiting) == "reached"
        assert every <= set(asked)
