"""What requests carried: full addresses, headers and bodies, bounded, for what is derived from them.

Kept while a visit runs. Of it the evidence stores what was found (`ConsentSignal`, `SentValue`) and the HAR file.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from crawler.browser.collectors.stage import bounded

BODY_BOUND = 65_536
"""Longest request body kept, in bytes."""
ADDRESS_BOUND = 16_384
_HEADER_BOUND = 2048
_HEADERS_BOUND = 80


@dataclass(slots=True)
class Content:
    """What one request carried, and what is known of its answer besides what `Request` tells."""

    url: str
    """Without fragment; longer than what `Request` keeps."""
    headers: dict[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    """WebSockets: what was sent over it, frame after frame."""
    wall_time_s: float = 0
    """The browser's clock when it was sent, in seconds since 1970; 0: not told."""
    tick_s: float = 0
    finished_tick_s: float = 0
    response_headers: dict[str, str] = field(default_factory=dict)
    answered_status: int = 0
    """Status as it came over the network, where that was told: 304 where the cache's answer was still good."""
    status_text: str = ""
    mime_type: str = ""
    protocol: str = ""
    size: int = -1
    """Bytes of the answer as transferred; -1: not told."""

    def take_request(self, event: dict[str, Any]) -> None:
        """Take `Network.requestWillBeSent`."""
        request = event["request"]
        self.headers = headers(request.get("headers"))
        self.body = body_of(request)
        self.wall_time_s, self.tick_s = event.get("wallTime", 0), event.get("timestamp", 0)

    def take_response(self, response: dict[str, Any]) -> None:
        """Take a CDP `Network.Response`."""
        self.response_headers = headers(response.get("headers"))
        self.status_text = bounded(response.get("statusText", ""), 100)
        self.mime_type, self.protocol = bounded(response.get("mimeType", ""), 200), response.get("protocol", "")[:20]

    def add_body(self, text: str, *, is_base64: bool) -> None:
        """Add what was sent: a body that the browser told only when asked, or a frame of a WebSocket."""
        if (left := BODY_BOUND - len(self.body)) > 0:
            self.body += (_decoded(text) if is_base64 else text.encode("utf-8", "replace"))[:left]


def headers(given: dict[str, str] | None) -> dict[str, str]:
    """Return headers bounded, by lower-case name."""
    pairs = list((given or {}).items())[:_HEADERS_BOUND]
    return {bounded(name, 100).lower(): bounded(str(value), _HEADER_BOUND) for name, value in pairs}


def body_of(request: dict[str, Any]) -> bytes:
    """Return the body that a CDP `Network.Request` tells, bounded."""
    entries = request.get("postDataEntries") or ()
    if parts := [_decoded(entry["bytes"]) for entry in entries if entry.get("bytes")]:
        return b"".join(parts)[:BODY_BOUND]
    return str(request.get("postData", ""))[:BODY_BOUND].encode("utf-8", "replace")[:BODY_BOUND]


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text[: BODY_BOUND * 2])
    except (binascii.Error, ValueError):
        return b""
