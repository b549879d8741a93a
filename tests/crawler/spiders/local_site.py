"""A small site on 127.0.0.1 for the spider's tests: routes as data, and a log of what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from crawler.options import GatherOptions

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What a path answers."""

    body: bytes | str = b""
    status: int = 200
    media_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Answer | Callable[[int], Answer]
"""What a path answers; a function is told how often the path was asked before."""


class LocalSite:
    """Serves routes on `http://shop.example/` (and every other host) until the block ends."""

    url = "http://shop.example/"

    def __init__(self, routes: Mapping[str, Route]) -> None:
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                route = routes.get(self.path, Answer("no such page", 404))
                answer = route if isinstance(route, Answer) else route(site.asked.count(self.path))
                site.asked.append(self.path)
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                for name, value in {"Content-Type": answer.media_type, **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> LocalSite:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def options(self, **changed: Any) -> GatherOptions:
        """Return options under which every host leads here."""
        rules = (
            f"MAP gone.example ~NOTFOUND, MAP refused.example 127.0.0.1:1, MAP * 127.0.0.1:{self._server.server_port}"
        )
        settings: dict[str, Any] = {"allow_private": True, "host_resolver_rules": rules, "navigation_timeout_s": 60}
        return GatherOptions(**(settings | changed))


class _Server(ThreadingHTTPServer):
    """Says nothing of clients that went away: the spider does when an answer is late or too large."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass
