"""What scripts store: `document.cookie`, `cookieStore` and web storage, with the writing script's URL and stack."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import CDPSession

from crawler.browser.collectors.cookie_syntax import WrittenCookie, parse_cookie
from crawler.browser.collectors.frames import Frame
from crawler.browser.collectors.initiators import script_setter
from crawler.browser.collectors.probe_source import Watch
from crawler.browser.collectors.refusals import refusal
from crawler.browser.collectors.script_probe import Report, ScriptProbe
from crawler.browser.collectors.stage import EVENT_BOUND, RAW_BOUND, URL_BOUND, VALUE_BOUND, Stage, bounded
from crawler.evidence.model import Setter, SetterKind, StorageKind, StorageWrite

_RECENT_S = 2.0
"""Wall time for which a call of setItem may explain a storage event: the event comes from another process."""

_CALLS_BOUND = 100
_COOKIE, _COOKIE_STORE, _COOKIE_STORE_DELETE, _SET_ITEM, _REMOVE_ITEM = "c", "cs", "cd", "s", "r"
_FIELDS = ("name", "value", "expires", "domain", "path", "maxAge", "sameSite", "partitioned")
_GIVEN = ",".join(f"(a => typeof a === 'object' && a ? a.{name} : undefined)(arguments[0])" for name in _FIELDS)
_SHORT = "(v => typeof v === 'string' && v.length > 256 ? undefined : v)(arguments[1])"
_IS_LOCAL = "this === globalThis.localStorage"
_WATCHES = (
    Watch("Document", "cookie", "set", f"'{_COOKIE}', arguments[0]"),
    Watch("CookieStore", "set", "value", f"'{_COOKIE_STORE}', arguments[0], arguments[1], {_GIVEN}"),
    Watch("CookieStore", "delete", "value", f"'{_COOKIE_STORE_DELETE}', arguments[0], '', {_GIVEN}"),
    Watch("Storage", "setItem", "value", f"'{_SET_ITEM}', {_IS_LOCAL}, arguments[0], {_SHORT}"),
    Watch("Storage", "removeItem", "value", f"'{_REMOVE_ITEM}', {_IS_LOCAL}, arguments[0]"),
)


@dataclass(frozen=True, slots=True)
class StorageCall:
    """A script's call of setItem or removeItem, waiting for the storage event that it caused."""

    setter: Setter
    frame_url: str | None
    page_time_ms: int
    seen_s: float
    removes: bool
    value: str | None
    """None: not known (long, or no primitive)."""

    def explains(self, value: str, *, removes: bool) -> bool:
        """Tell whether the call can have made a change. Setting what is there already makes none."""
        return self.removes is removes and self.value in (None, value)


class ScriptWrites:
    """Every script write of a visit."""

    def __init__(self, stage: Stage, probe: ScriptProbe) -> None:
        self._stage = stage
        self._calls: dict[tuple[bool, str], deque[StorageCall]] = {}
        self._writes: list[StorageWrite] = []
        takers: dict[str, Report] = {
            _COOKIE: self._document_cookie,
            _COOKIE_STORE: self._cookie_store,
            _COOKIE_STORE_DELETE: self._cookie_store_delete,
            _SET_ITEM: self._set_item,
            _REMOVE_ITEM: self._remove_item,
        }
        probe.watch(_WATCHES, takers)

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session to what storage tells of itself; the probe is attached by whoever made it."""
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "DOMStorage.domStorageItemAdded": self.item_set,
            "DOMStorage.domStorageItemUpdated": self.item_set,
            "DOMStorage.domStorageItemRemoved": self.item_removed,
        }
        for event, handler in handlers.items():
            cdp.on(event, handler)
        await cdp.send("DOMStorage.enable")

    def writes(self) -> tuple[StorageWrite, ...]:
        """Return the writes in the order in which they were seen."""
        return tuple(self._writes)

    def item_set(self, event: dict[str, Any]) -> None:
        """Take `DOMStorage.domStorageItemAdded` and `…Updated`."""
        self._storage(event, event.get("newValue", ""), deletes=False)

    def item_removed(self, event: dict[str, Any]) -> None:
        """Take `DOMStorage.domStorageItemRemoved`."""
        self._storage(event, "", deletes=True)

    def _document_cookie(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        if not rest or rest[0] is None:
            return
        cookie = parse_cookie(rest[0], event["timestamp"] / 1000)
        self._cookie(cookie, rest[0], frame, event)

    def _cookie_store(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        cookie = _store_cookie(rest, event["timestamp"], deletes=False)
        self._cookie(cookie, None, frame, event, meaning=_store_line(cookie, rest))

    def _cookie_store_delete(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        self._cookie(_store_cookie(rest, event["timestamp"], deletes=True), None, frame, event)

    def _set_item(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        self._call(rest, frame, event, removes=False)

    def _remove_item(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        self._call(rest, frame, event, removes=True)

    def _call(self, rest: list[str | None], frame: Frame, event: dict[str, Any], *, removes: bool) -> None:
        """Keep a call of setItem or removeItem until its storage event comes."""
        if len(rest) < 2:
            return
        call = StorageCall(
            setter=script_setter(event.get("stackTrace")),
            frame_url=frame.url or None,
            page_time_ms=self._stage.page_time.at_epoch(event["timestamp"]),
            seen_s=time.monotonic(),
            removes=removes,
            value=rest[2] if len(rest) > 2 else None,
        )
        self._calls.setdefault((rest[0] == "true", rest[1] or ""), deque(maxlen=_CALLS_BOUND)).append(call)

    def _cookie(
        self, cookie: WrittenCookie, raw: str | None, frame: Frame, event: dict[str, Any], *, meaning: str | None = None
    ) -> None:
        """Keep a write of a cookie; `meaning` is what a `cookieStore` call comes to as a cookie line."""
        line = raw if raw is not None else meaning
        moment = self._stage.now(self._stage.page_time.at_epoch(event["timestamp"]))
        address = frame.url if frame.url.startswith("http") else frame.origin
        top_host = urlsplit(self._stage.url).hostname or frame.host
        secure = address.startswith("https:") or frame.host in ("localhost", "127.0.0.1")
        self._keep(
            StorageWrite(
                storage=StorageKind.COOKIE,
                name=bounded(cookie.name, 256),
                domain=bounded(cookie.domain or frame.host, 256),
                path=bounded(cookie.path, 512) if cookie.path else None,
                page=moment.page,
                phase=moment.phase,
                page_time_ms=moment.page_time_ms,
                at=moment.at,
                setter=script_setter(event.get("stackTrace")),
                frame_url=bounded(address, URL_BOUND) or None,
                value=bounded(cookie.value, VALUE_BOUND),
                value_length=len(cookie.value),
                raw=None if raw is None else bounded(raw, RAW_BOUND),
                lifetime_s=cookie.lifetime_s,
                deletes=cookie.deletes,
                blocked=None
                if line is None
                else refusal(cookie, line, host=frame.host, secure=secure, top_host=top_host),
            )
        )

    def _storage(self, event: dict[str, Any], value: str, *, deletes: bool) -> None:
        """Keep a change: the event tells that it was made, the call seen just before, if any, tells by whom."""
        storage_id = event["storageId"]
        local, key = bool(storage_id.get("isLocalStorage")), event.get("key", "")
        call = self._explanation(self._calls.get((local, key)), value, removes=deletes)
        moment = self._stage.now(call.page_time_ms if call else None)
        self._keep(
            StorageWrite(
                storage=StorageKind.LOCAL_STORAGE if local else StorageKind.SESSION_STORAGE,
                name=bounded(key, 256),
                domain=urlsplit(storage_origin(storage_id)).hostname or "",
                page=moment.page,
                phase=moment.phase,
                page_time_ms=moment.page_time_ms,
                at=moment.at,
                setter=call.setter if call else Setter(kind=SetterKind.SCRIPT),
                frame_url=call.frame_url if call else None,
                value=bounded(value, VALUE_BOUND),
                value_length=len(value),
                deletes=deletes,
            )
        )

    def _explanation(self, calls: deque[StorageCall] | None, value: str, *, removes: bool) -> StorageCall | None:
        """Take the oldest recent call that explains a change, and forget those before it."""
        while calls:
            call = calls.popleft()
            if time.monotonic() - call.seen_s <= _RECENT_S and call.explains(value, removes=removes):
                return call
        return None

    def _keep(self, write: StorageWrite) -> None:
        if len(self._writes) < EVENT_BOUND:
            self._writes.append(write)


def storage_origin(storage_id: dict[str, Any]) -> str:
    """Return the origin (`https://host`) of a CDP `DOMStorage.StorageId`, whose key may name the top site as well."""
    key = storage_id.get("storageKey") or storage_id.get("securityOrigin") or ""
    return str(key).split("^", 1)[0].rstrip("/")


def _store_cookie(rest: list[str | None], now_ms: float, *, deletes: bool) -> WrittenCookie:
    """Return what `cookieStore.set(name, value)`, `.set({name, value, expires, …})` or `.delete` asks for."""
    first, second, name, value, expires, domain, path, max_age = (rest + [None] * 8)[:8]
    lifetime_s = _number(max_age)
    if lifetime_s is None and (expires_ms := _number(expires)) is not None:
        lifetime_s = (expires_ms - now_ms) / 1000
    return WrittenCookie(
        name=name or first or "",
        value=(value if name else second) or "",
        domain=f".{domain.lstrip('.').lower()}" if domain else None,
        path=path,
        lifetime_s=lifetime_s,
        deletes=deletes or (lifetime_s is not None and lifetime_s <= 0),
    )


def _store_line(cookie: WrittenCookie, rest: list[str | None]) -> str:
    """Return a `cookieStore.set` as the line that would ask for the same (https://cookiestore.spec.whatwg.org/)."""
    same_site, partitioned = (rest + [None] * 10)[8:10]
    path = cookie.path or "/"
    flag = "; Partitioned" if partitioned == "true" else ""
    return f"{cookie.name}={cookie.value}; Path={path}; Secure; SameSite={same_site or 'strict'}{flag}"


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None
