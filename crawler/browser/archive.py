"""A visit as a web archive (WACZ): what was asked for and what came back, to be played back by other tools.

Written with PyPI's warcio and wacz, which the extra `cookie-audit[wacz]` installs. Formats: WARC 1.1
(https://iipc.github.io/warc-specifications/), WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.collectors.contents import Content
from crawler.evidence.model import GatherError, PageLoad, Request, State

_CREATE_S = 120.0
_GONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers of the transfer, which do not fit the body as the browser gives it."""
_NO_ANSWER = frozenset({101, 304})
"""A socket, and a cached answer that was still good: nothing to play back."""


class ArchiveFailed(Exception):
    """The archive could not be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with all it carried and what came back."""

    request: Request
    content: Content
    body: bytes
    """Of the answer, with the encodings of the transfer undone."""


def missing_packages() -> list[str]:
    """Return the packages that archives need and that are not installed."""
    return [name for name in ("warcio", "wacz") if find_spec(name) is None]


async def archive(exchanges: Sequence[Exchange], pages: Sequence[PageLoad], state: State, url: str) -> bytes:
    """Return the archive of a visit. Raises ArchiveFailed."""
    with tempfile.TemporaryDirectory(prefix="cookie-audit-wacz-") as name:
        folder = Path(name)
        warc, listed, done = folder / f"{state}.warc.gz", folder / "pages.jsonl", folder / "visit.wacz"
        await asyncio.to_thread(_write_warc, warc, exchanges)
        listed.write_text(_page_list(exchanges, pages), encoding="utf-8")
        words = ["create", "-o", str(done), "-p", str(listed), "-c", "--hash-type", "sha256", "--url", url, str(warc)]
        told = await _run(words)
        try:
            return await asyncio.to_thread(done.read_bytes)
        except FileNotFoundError:
            raise ArchiveFailed(told) from None


def archive_error(error: Exception, url: str, state: State) -> GatherError:
    """Return why there is no archive of a visit."""
    message = f"{url}: the visit could not be archived: {error}"[:500]
    return GatherError(stage="wacz", code="wacz-failed", message=message, url=url, state=state)


async def _run(words: list[str]) -> str:
    """Run wacz's own command and return the last line it printed.

    In a process of its own: it prints, and a visit's worker speaks by its output.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "wacz",
        *words,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(_CREATE_S):
            told, _ = await process.communicate()
    except TimeoutError:
        raise ArchiveFailed(f"wacz did not end within {_CREATE_S:.0f} s") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
    lines = told.decode("utf-8", "replace").strip().splitlines()
    last = lines[-1][:300] if lines else f"wacz ended with {process.returncode}"
    if process.returncode != 0:
        raise ArchiveFailed(last)
    return last


def _write_warc(path: Path, exchanges: Sequence[Exchange]) -> None:
    try:
        from warcio.warcwriter import WARCWriter  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ArchiveFailed("the package warcio is missing: pip install 'cookie-audit[wacz]'") from error
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for exchange in exchanges:
            if exchange.request.status and exchange.content.answered_status not in _NO_ANSWER:
                _write_exchange(writer, exchange)


def _write_exchange(writer: Any, exchange: Exchange) -> None:
    """Write an answer and its request, which names it."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  # an extra

    request, content = exchange.request, exchange.content
    status = f"{content.answered_status or request.status} {content.status_text}".strip()
    dated = {"WARC-Date": request.at}
    answer = writer.create_warc_record(
        content.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=StatusAndHeaders(status, _answer_headers(exchange), protocol="HTTP/1.1"),
        warc_headers_dict=dated,
    )
    parts = urlsplit(content.url)
    line = f"{request.method} {parts.path or '/'}{f'?{parts.query}' if parts.query else ''} HTTP/1.1"
    asked = [(name, value) for name, value in sorted(content.headers.items()) if not name.startswith(":")]
    question = writer.create_warc_record(
        content.url,
        "request",
        payload=BytesIO(content.body),
        length=len(content.body),
        http_headers=StatusAndHeaders(line, asked, is_http_request=True),
        warc_headers_dict=dated,
    )
    writer.write_request_response_pair(question, answer)


def _answer_headers(exchange: Exchange) -> list[tuple[str, str]]:
    found = [
        (name, line)
        for name, value in sorted(exchange.content.response_headers.items())
        if name not in _GONE
        for line in value.split("\n")
    ]
    return [*found, ("content-length", str(len(exchange.body)))]


def _page_list(exchanges: Sequence[Exchange], pages: Sequence[PageLoad]) -> str:
    """Return wacz's list of pages: each address once, with the time it was first asked for."""
    rows: dict[str, dict[str, str]] = {}
    for number, page in enumerate(pages):
        started = next((one.request.at for one in exchanges if one.request.page == number), None)
        if started is not None and page.status is not None:
            row = {"id": f"page-{number}", "url": page.final_url, "ts": started, "title": page.title or page.url}
            rows.setdefault(page.final_url, row)
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
    return "".join(json.dumps(row) + "\n" for row in (head, *rows.values()))
