"""Cookies in the headers of one exchange, from CDP's ExtraInfo events (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.collectors.cookie_syntax import cookie_date, parse_cookie
from crawler.browser.collectors.stage import RAW_BOUND, VALUE_BOUND, Moment, bounded
from crawler.evidence.model import Setter, SetterKind, Snapshot, StorageKind, StorageWrite

_LINES_BOUND = 200
"""Most Set-Cookie lines of one response (browsers keep about 180 cookies a site)."""


def cookies_sent(event: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the cookies that went with a request, sorted."""
    associated = event.get("associatedCookies", [])
    return tuple(sorted({entry["cookie"]["name"][:256] for entry in associated if not entry.get("blockedReasons")}))


def set_cookie_lines(event: dict[str, Any]) -> list[str]:
    """Return the Set-Cookie lines of a response, as sent."""
    headers = event.get("headers", {})
    joined = "\n".join(value for name, value in headers.items() if name.lower() == "set-cookie")
    return [line for line in joined.split("\n") if line.strip()][:_LINES_BOUND]


def set_cookie_names(event: dict[str, Any]) -> tuple[str, ...]:
    """Return the names in a response's Set-Cookie lines, sorted, refused ones included."""
    return tuple(sorted({bounded(parse_cookie(line, 0).name, 256) for line in set_cookie_lines(event)}))


def header_writes_of(event: dict[str, Any], url: str, frame_url: str | None, moment: Moment) -> list[StorageWrite]:
    """Return one write for each Set-Cookie line of a response."""
    refused = {
        entry.get("cookieLine", ""): ",".join(sorted(entry.get("blockedReasons", [])))
        for entry in event.get("blockedCookies", [])
    }
    host = urlsplit(url).hostname or ""
    now_s = _servers_time(event) or datetime.fromisoformat(moment.at).timestamp()
    writes = []
    for line in set_cookie_lines(event):
        cookie = parse_cookie(line, now_s)
        writes.append(
            StorageWrite(
                storage=StorageKind.COOKIE,
                name=bounded(cookie.name, 256),
                domain=bounded(cookie.domain or host, 256),
                path=bounded(cookie.path, 512) if cookie.path else None,
                page=moment.page,
                phase=moment.phase,
                page_time_ms=moment.page_time_ms,
                at=moment.at,
                setter=Setter(kind=SetterKind.HEADER, url=url),
                frame_url=frame_url,
                value=bounded(cookie.value, VALUE_BOUND),
                value_length=len(cookie.value),
                raw=bounded(line, RAW_BOUND),
                lifetime_s=cookie.lifetime_s,
                deletes=cookie.deletes,
                blocked=refused.get(line) or None,
            )
        )
    return writes


def _servers_time(event: dict[str, Any]) -> float | None:
    """Return the time at which a server says that it answered: what it dates a cookie's end by; None: it says nothing.

    Browsers count so too, as either clock may be wrong.
    """
    dates = (value for name, value in event.get("headers", {}).items() if name.lower() == "date")
    return cookie_date(next(dates, ""))


def is_kept(write: StorageWrite, snapshots: Iterable[Snapshot]) -> bool:
    """Tell whether a cookie was in the jar afterwards as the header has it: then the browser did not refuse it."""
    domain = write.domain.lstrip(".").lower()
    wanted = (StorageKind.COOKIE, write.name, write.value, write.value_length, domain)
    return any(
        wanted == (item.storage, item.name, item.value, item.value_length, item.domain.lstrip("."))
        for snapshot in snapshots
        if snapshot.page >= write.page
        for item in snapshot.items
    )
