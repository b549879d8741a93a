"""What is in the browser at one moment: the cookie jar, and what every origin met so far has stored."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.browser.collectors.script_writes import storage_origin
from crawler.browser.collectors.stage import VALUE_BOUND, Stage, bounded
from crawler.evidence.model import Snapshot, StorageKind, StoredItem

_CALL_S = 3.0
"""Most wall time for one question to the browser."""
_KEYS_BOUND = 200
"""Most storage keys (origins, by top site) asked in one snapshot."""
_ITEMS_BOUND = 5000
_DATABASE_MS, _DATABASE_TRIES = 5, 12


class Snapshots:
    """Takes snapshots of one visit; remembers the storage keys that frames of it have used."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._keys: set[str] = set()
        self._workers: dict[str, str] = {}
        self._cdp: CDPSession | None = None

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session."""
        self._cdp = cdp
        for event in ("DOMStorage.domStorageItemAdded", "DOMStorage.domStorageItemUpdated"):
            cdp.on(event, self._storage_used)
        cdp.on("ServiceWorker.workerRegistrationUpdated", self._registered)
        await cdp.send("ServiceWorker.enable")

    async def take(self) -> Snapshot:
        """Return what is stored now. What the browser does not answer in time is left out."""
        await self._learn_keys()
        items = [_cookie(cookie) for cookie in (await self._ask("Network.getAllCookies")).get("cookies", [])]
        for key in sorted(self._keys)[:_KEYS_BOUND]:
            items += await self._web_storage(key)
            items += await self._caches(key)
        items += await self._databases(sorted(self._keys)[:_KEYS_BOUND])
        items += [_named(StorageKind.SERVICE_WORKER, urlsplit(scope).path, origin(scope)) for scope in self._scopes()]
        moment = self._stage.now()
        return Snapshot(
            page=moment.page,
            phase=moment.phase,
            page_time_ms=moment.page_time_ms,
            at=moment.at,
            items=tuple(sorted(items, key=_order)[:_ITEMS_BOUND]),
        )

    def _storage_used(self, event: dict[str, Any]) -> None:
        if key := event["storageId"].get("storageKey"):
            self._keys.add(key)

    def _registered(self, event: dict[str, Any]) -> None:
        for registration in event.get("registrations", []):
            if registration.get("isDeleted"):
                self._workers.pop(registration["registrationId"], None)
            else:
                self._workers[registration["registrationId"]] = registration.get("scopeURL", "")

    def _scopes(self) -> list[str]:
        return sorted(set(self._workers.values()))

    async def _learn_keys(self) -> None:
        """Add the storage keys of all frames there are: those that only read, or wrote before we listened."""
        tree = (await self._ask("Page.getFrameTree")).get("frameTree")
        frames = list(_frame_ids(tree))[:_KEYS_BOUND] if tree else []
        for answer in await asyncio.gather(*(self._ask("Storage.getStorageKey", frameId=frame) for frame in frames)):
            if (key := answer.get("storageKey", "")).startswith(("http:", "https:")):
                self._keys.add(key)

    async def _web_storage(self, key: str) -> list[StoredItem]:
        items = []
        for local in (True, False):
            answer = await self._ask("DOMStorage.getDOMStorageItems", storageId=_storage_id(key, local=local))
            kind = StorageKind.LOCAL_STORAGE if local else StorageKind.SESSION_STORAGE
            items += [_named(kind, name, key, value) for name, value in answer.get("entries", [])[:_ITEMS_BOUND]]
        return items

    async def _databases(self, keys: list[str]) -> list[StoredItem]:
        """Return the databases of all origins. The answer comes through the page, so a little of its time must pass."""
        asked = [asyncio.ensure_future(self._ask("IndexedDB.requestDatabaseNames", storageKey=key)) for key in keys]
        for _ in range(_DATABASE_TRIES):
            if all(question.done() for question in asked):
                break
            await self._stage.page_time.grant(_DATABASE_MS)
            await asyncio.wait(asked, timeout=0.02)
        for question in asked:
            question.cancel()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        return [
            _named(StorageKind.INDEXED_DB, name, key)
            for key, answer in zip(keys, answers, strict=True)
            if isinstance(answer, dict)
            for name in answer.get("databaseNames", [])
        ]

    async def _caches(self, key: str) -> list[StoredItem]:
        caches = (await self._ask("CacheStorage.requestCacheNames", storageKey=key)).get("caches", [])
        return [_named(StorageKind.CACHE_STORAGE, cache["cacheName"], key) for cache in caches]

    async def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the browser's answer; empty when it has none (an origin without that storage) or is too slow."""
        if self._cdp is None:
            return {}
        try:
            answer: dict[str, Any] = await asyncio.wait_for(self._cdp.send(method, parameters), _CALL_S)
        except (PlaywrightError, TimeoutError):
            return {}
        return answer


def origin(url: str) -> str:
    """Return `https://host[:port]` of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _frame_ids(tree: dict[str, Any]) -> Iterable[str]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node["frame"]["id"]
        waiting += node.get("childFrames", [])


def _storage_id(key: str, *, local: bool) -> dict[str, Any]:
    return {"storageKey": key, "isLocalStorage": local}


def _cookie(cookie: dict[str, Any]) -> StoredItem:
    expires = cookie.get("expires", -1)
    partition = cookie.get("partitionKey")
    return StoredItem(
        storage=StorageKind.COOKIE,
        name=bounded(cookie["name"], 256),
        domain=cookie["domain"],
        path=bounded(cookie.get("path", "/"), 512),
        value=bounded(cookie["value"], VALUE_BOUND),
        value_length=len(cookie["value"]),
        expires_s=None if cookie.get("session") or expires < 0 else round(expires - time.time(), 3),
        http_only=cookie.get("httpOnly", False),
        secure=cookie.get("secure", False),
        same_site=cookie.get("sameSite"),
        partition_key=partition.get("topLevelSite") if isinstance(partition, dict) else partition,
    )


def _named(kind: StorageKind, name: str, key: str, value: str = "") -> StoredItem:
    """Return an item of an origin's storage; a key such as `https://b/^0https://a` belongs to the top site `a`."""
    own = storage_origin({"storageKey": key})
    _, partitioned, top = key.partition("^0")
    return StoredItem(
        storage=kind,
        name=bounded(name, 256),
        domain=urlsplit(own).hostname or "",
        origin=own,
        value=bounded(value, VALUE_BOUND),
        value_length=len(value),
        partition_key=top if partitioned else None,
    )


def _order(item: StoredItem) -> tuple[str, str, str, str, str]:
    return (item.storage, item.domain, item.name, item.path or "", item.partition_key or "")
