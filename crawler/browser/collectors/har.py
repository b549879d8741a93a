"""A visit's requests as HAR 1.2, for other tools: bounded, and without the bodies of responses (pure).

Format: http://www.softwareishard.com/blog/har-12-spec/. Fields that begin with `_` are ours, as the format allows.
`time` is by the page's clock, which stands still while page time is not granted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.browser.collectors.contents import Content
from crawler.evidence.model import PageLoad, Request

_ENTRIES_BOUND = 5000
_BODY_BOUND = 4096
_VALUE_BOUND = 1024


def har(pages: Sequence[PageLoad], requests: Sequence[Request], contents: Sequence[Content], version: str) -> bytes:
    """Return the HAR file of a visit; `contents` are those of `requests`, in order."""
    starts = {request.page: request.at for request in reversed(requests)}
    log = {
        "version": "1.2",
        "creator": {"name": "cookie-audit", "version": version},
        "pages": [_page(number, page, starts.get(number)) for number, page in enumerate(pages) if number in starts],
        "entries": [
            _entry(request, content) for request, content in list(zip(requests, contents, strict=True))[:_ENTRIES_BOUND]
        ],
    }
    text = json.dumps({"log": log}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "surrogatepass")


def _page(number: int, page: PageLoad, started: str | None) -> dict[str, Any]:
    return {
        "startedDateTime": started,
        "id": f"page_{number}",
        "title": page.title or page.url,
        "pageTimings": {"onContentLoad": -1, "onLoad": -1},
        "_role": page.role,
        "_phase": page.phase,
    }


def _entry(request: Request, content: Content) -> dict[str, Any]:
    took_ms = max(0.0, round((content.finished_tick_s - content.tick_s) * 1000, 3)) if content.finished_tick_s else 0.0
    entry = {
        "pageref": f"page_{request.page}",
        "startedDateTime": request.at,
        "time": took_ms,
        "request": _request(request, content),
        "response": _response(request, content),
        "cache": {},
        "timings": {"send": 0, "wait": took_ms, "receive": 0},
        "_phase": request.phase,
        "_pageTime": request.page_time_ms,
        "_resourceType": request.resource_type,
    }
    if request.remote_address:
        entry["serverIPAddress"] = request.remote_address.rsplit(":", 1)[0].strip("[]")
    if request.initiator and request.initiator.url:
        entry["_initiator"] = request.initiator.url
    return entry


def _request(request: Request, content: Content) -> dict[str, Any]:
    value = {
        "method": request.method,
        "url": request.url,
        "httpVersion": content.protocol,
        "cookies": [],  # values go no further than the headers that follow
        "headers": _headers(content.headers),
        "queryString": _query(request.url),
        "headersSize": -1,
        "bodySize": len(content.body),
    }
    if content.body:
        value["postData"] = {
            "mimeType": content.headers.get("content-type", ""),
            "text": content.body[:_BODY_BOUND].decode("utf-8", "replace"),
        }
    return value


def _response(request: Request, content: Content) -> dict[str, Any]:
    return {
        "status": request.status or 0,
        "statusText": content.status_text,
        "httpVersion": content.protocol,
        "cookies": [],
        "headers": _headers(content.response_headers),
        "content": {"size": max(content.size, 0), "mimeType": content.mime_type},
        "redirectURL": content.response_headers.get("location", "")[:_VALUE_BOUND],
        "headersSize": -1,
        "bodySize": content.size,
        **({"_error": request.failed} if request.failed else {}),
    }


def _headers(headers: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"name": name, "value": line[:_VALUE_BOUND]}
        for name, value in sorted(headers.items())
        for line in (value.split("\n") if name == "set-cookie" else (value,))
    ]


def _query(url: str) -> list[dict[str, str]]:
    try:
        query = urlsplit(url).query
    except ValueError:
        return []
    parts = query.split("&", 200)[:200]
    return [{"name": name, "value": value} for part in parts for name, value in parse_qsl(part, keep_blank_values=True)]
