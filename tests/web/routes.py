"""Routes: what one host answers to one path, as data in a `site.toml` or `vendor.toml`.

A `[[routes]]` table has `path` (exact, or with a trailing `*`), and any of `file` (in the same folder), `body`,
`status`, `type`, `redirect`, `set_cookie` (lines; one whose cookie came with the request isn't sent again), `etag` and
`host` (only this one of the folder's hosts). Without file, body and redirect the answer is empty, with status 204.
`{id}` in a cookie's line or an ETag becomes an identifier that nobody else gets; `{NAME}` in a redirect becomes what
the cookie of that name holds, as it came or as it is set by this very answer: so companies tell each other their
identifiers.
"""

from __future__ import annotations

import mimetypes
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .messages import Request, Response

_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b",
)
"""A transparent GIF of one pixel: the body of routes with type `image/gif` and nothing else."""


_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Route:
    """What one path answers."""

    path: str
    status: int
    media_type: str | None
    body: bytes
    redirect: str | None = None
    """Where it leads, with the names of cookies in braces."""
    set_cookie: tuple[str, ...] = ()
    host: str | None = None
    etag: str | None = None
    """Value by which the browser asks again, `{id}` for one that nobody else gets; None: it keeps no copy."""

    def matches(self, host: str, path: str) -> bool:
        """Return whether this route answers for `path` on `host`."""
        if self.host is not None and self.host != host:
            return False
        return path.startswith(self.path[:-1]) if self.path.endswith("*") else path == self.path

    def response(self, request: Request) -> Response:
        """Return the answer to `request`, with the cookies that it does not have yet."""
        lines = [line for line in self.set_cookie if line.partition("=")[0] not in request.cookies]
        fresh = tuple(line.replace("{id}", secrets.token_hex(11)) for line in lines)
        headers = self._headers + self._location(request.cookies | _held(fresh)) + cors(request)
        if self.etag is not None:
            return self._tagged(self.etag, request, headers)
        return Response(status=self.status, headers=headers, body=self.body, cookies=fresh)

    def _tagged(self, etag: str, request: Request, headers: tuple[tuple[str, str], ...]) -> Response:
        """Return the answer with a value for the cache, or that the copy which came back with one is still good."""
        back = request.headers.get("if-none-match")
        tag = back or f'"{etag.replace("{id}", secrets.token_hex(11))}"'
        status, body = (304, b"") if back else (self.status, self.body)
        return Response(status=status, headers=(*headers, ("ETag", tag)), body=body)

    def _location(self, cookies: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        if self.redirect is None:
            return ()
        return (("Location", _FIELD.sub(lambda field: cookies.get(field[1], ""), self.redirect)),)

    @cached_property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        kind = (("Content-Type", self.media_type),) if self.media_type else ()
        return (*kind, ("Cache-Control", "no-store" if self.etag is None else "no-cache"))


def read_routes(tables: Sequence[Mapping[str, Any]], folder: Path) -> tuple[Route, ...]:
    """Return the routes that `tables` state, their files read from `folder`."""
    return tuple(_route(table, folder) for table in tables)


def find_route(routes: Sequence[Route], host: str, path: str) -> Route | None:
    """Return the first route that answers; None when there is none."""
    return next((route for route in routes if route.matches(host, path)), None)


def cors(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the headers that let any page read the answer, with credentials, as vendors' hosts send them."""
    origin = request.headers.get("origin")
    if not origin:
        return ()
    return (("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true"))


def media_type(name: str) -> str:
    """Return the media type of a file by its ending, with the charset for text."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith((".js", ".cjs", ".mjs")):
        kind = "text/javascript"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else kind


def _held(lines: Sequence[str]) -> dict[str, str]:
    """Return what the cookies in Set-Cookie lines hold, by name."""
    pairs = (line.partition(";")[0].partition("=") for line in lines)
    return {name: value for name, _, value in pairs}


def _route(table: Mapping[str, Any], folder: Path) -> Route:
    kind = table.get("type")
    if "file" in table:
        body = (folder / table["file"]).read_bytes()
        kind = kind or media_type(table["file"])
    else:
        body = table.get("body", "").encode("utf-8")
    if kind == "image/gif" and not body:
        body = _PIXEL
    redirect = table.get("redirect")
    status = table.get("status", 302 if redirect else 200 if body else 204)
    return Route(
        path=table["path"],
        status=status,
        media_type=kind,
        body=body,
        redirect=redirect,
        set_cookie=tuple(table.get("set_cookie", ())),
        host=table.get("host"),
        etag=table.get("etag"),
    )
