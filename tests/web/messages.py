"""HTTP/1.1 messages: what the demo web reads and writes on a connection."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import urlsplit

MAX_HEAD_BYTES = 65_536
MAX_BODY_BYTES = 1_000_000


class BadRequestError(Exception):
    """What came over the wire is no HTTP request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as read from a connection."""

    method: str
    target: str
    """As on the request line: a path, an absolute address (proxy) or `host:port` (CONNECT)."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""

    @property
    def host(self) -> str:
        """Return the host asked for, in lower case and without port."""
        if self.method == "CONNECT":
            return self.target.rsplit(":", 1)[0].lower()
        if self.target.startswith("http://"):
            return (urlsplit(self.target).hostname or "").lower()
        return self.headers.get("host", "").rsplit(":", 1)[0].lower()

    @property
    def path(self) -> str:
        """Return the path without query."""
        return urlsplit(self.target).path or "/"

    @property
    def query(self) -> str:
        """Return the query without its question mark."""
        return urlsplit(self.target).query

    @property
    def cookies(self) -> dict[str, str]:
        """Return the cookies that came with the request."""
        pairs = (part.strip().partition("=") for part in self.headers.get("cookie", "").split(";"))
        return {name: value for name, _, value in pairs if name}

    @property
    def keeps_alive(self) -> bool:
        """Return whether the client wants to go on with the connection."""
        return "close" not in self.headers.get("connection", "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer. The length, date and connection headers are added when it is written."""

    NEVER: ClassVar[float] = float("inf")

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay_s: float = 0
    """Wall time before the first byte; `NEVER` leaves the client waiting."""
    drip_s: float = 0
    """Wall time between the single bytes of the body; 0 sends it whole."""
    cookies: tuple[str, ...] = field(default=())
    """Set-Cookie lines."""

    def head(self, *, keep_alive: bool) -> bytes:
        """Return the status line and all headers."""
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", f"Date: {formatdate(usegmt=True)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"Set-Cookie: {line}" for line in self.cookies]
        if self.status not in (204, 304):
            lines.append(f"Content-Length: {len(self.body)}")
        lines.append(f"Connection: {'keep-alive' if keep_alive else 'close'}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Read one request; None when the client has closed. Raises `BadRequestError` on anything else."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise BadRequestError("connection closed within a request") from error
        return None
    except asyncio.LimitOverrunError as error:
        raise BadRequestError("request head too long") from error
    line, *rest = head.decode("latin-1").split("\r\n")
    parts = line.split(" ")
    if len(parts) != 3:
        raise BadRequestError(f"not a request line: {line[:80]!r}")
    headers = {name.strip().lower(): value.strip() for name, _, value in (row.partition(":") for row in rest if row)}
    body = await _read_body(reader, headers)
    return Request(method=parts[0], target=parts[1], headers=headers, body=body)


async def _read_body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return await _read_chunks(reader)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        raise BadRequestError("unusable Content-Length")
    return await reader.readexactly(int(length))


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while True:
        size = int((await reader.readline()).split(b";")[0] or b"0", 16)
        if size > MAX_BODY_BYTES - len(body):
            raise BadRequestError("body too long")
        body += await reader.readexactly(size)
        await reader.readline()
        if size == 0:
            return body
