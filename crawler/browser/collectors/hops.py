"""One request as it grows from the browser's events, and what becomes of it in the evidence (pure)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.collectors.contents import Content
from crawler.browser.collectors.cookie_headers import cookies_sent, set_cookie_names
from crawler.browser.collectors.stage import Moment
from crawler.evidence.model import Request, Setter


@dataclass(slots=True)
class Hop:
    """One request as it grows: a redirect makes the next hop."""

    url: str
    method: str
    resource_type: str
    moment: Moment
    frame_url: str | None
    initiator: Setter | None
    redirected_from: int | None
    status: int | None = None
    failed: str | None = None
    remote_address: str | None = None
    has_extra: bool = True
    """False: answered without the network, so no ExtraInfo events came for it."""
    late: bool = False
    """Only its answer was told: its method and body are not known."""
    overheard: bool = False
    """Told by Playwright alone, or its answer's headers are: what the browser made of its cookies is not known."""
    content: Content = field(default_factory=lambda: Content(""))


@dataclass(slots=True)
class Exchange:
    """All that came under one request id."""

    hops: list[int] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    received: list[tuple[dict[str, Any], Moment]] = field(default_factory=list)


def take_response(hop: Hop, response: dict[str, Any]) -> None:
    """Take a CDP `Network.Response`."""
    hop.content.take_response(response)
    hop.status = response.get("status")
    address = response.get("remoteIPAddress")
    hop.remote_address = f"{address}:{response.get('remotePort', 0)}" if address else None


def request_of(hop: Hop, sent: dict[str, Any] | None, received: tuple[dict[str, Any], Moment] | None) -> Request:
    """Return the request with what the network's own events told of its cookies."""
    status = hop.status if hop.status is not None or received is None else received[0].get("statusCode")
    return Request(
        url=hop.url,
        host=_host(hop.url),
        method=hop.method,
        resource_type=hop.resource_type,
        page=hop.moment.page,
        phase=hop.moment.phase,
        page_time_ms=hop.moment.page_time_ms,
        at=hop.moment.at,
        frame_url=hop.frame_url,
        initiator=hop.initiator,
        redirected_from=hop.redirected_from,
        status=status,
        failed=hop.failed,
        remote_address=hop.remote_address,
        cookies_sent=cookies_sent(sent) if sent else (),
        cookies_set=set_cookie_names(received[0]) if received else (),
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
