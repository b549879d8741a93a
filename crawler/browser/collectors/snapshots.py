"""What is in the browser at one moment: the cookie jar, and what every origin met so far has stored."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import CDPSession

from crawler.browser.collectors.databases import cache_text, database_text
from crawler.browser.collectors.jar_clock import JarClock
from crawler.browser.collectors.questions import Questions
from crawler.browser.collectors.script_writes import storage_origin
from crawler.browser.collectors.stage import RAW_BOUND, URL_BOUND, VALUE_BOUND, Stage, bounded
from crawler.evidence.model import Snapshot, StorageKind, StoredItem

_KEYS_BOUND = 200
"""Most storage keys (origins, by top site) asked in one snapshot."""
_ITEMS_BOUND = 5000
_DATABASE_MS, _DATABASE_TRIES = 5, 12
_DATABASES_BOUND = 20
"""Most databases of one origin whose content is read."""


Answer = TypeVar("Answer")


class Snapshots:
    """Takes snapshots of one visit; remembers the storage keys that frames of it have used."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._keys: set[str] = set()
        self._workers: dict[str, str] = {}
        self._context: str | None = None
        self._ask = Questions()
        self._clock = JarClock()

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session."""
        self._ask.attach(cdp)
        for event in ("DOMStorage.domStorageItemAdded", "DOMStorage.domStorageItemUpdated"):
            cdp.on(event, self._storage_used)
        cdp.on("ServiceWorker.workerRegistrationUpdated", self._registered)
        await cdp.send("ServiceWorker.enable")
        self._context = (await self._ask("Target.getTargetInfo")).get("targetInfo", {}).get("browserContextId")

    @property
    def whole(self) -> bool:
        """The last snapshot holds all that is stored: the browser has answered every question."""
        return not self._ask.unanswered

    async def take(self) -> Snapshot:
        """Return what is stored now. What the browser does not answer in time is left out: see `whole`."""
        self._ask.begin()
        await self._learn_keys()
        window_name, page_now_s = await self._read_in_page()
        self._clock.look()
        cookies = (await self._ask("Network.getAllCookies")).get("cookies", [])
        items = [_cookie(cookie, self._clock) for cookie in cookies if not _is_over(cookie, page_now_s)]
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
            window_name=window_name,
            shared_workers=await self._shared_workers(),
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
        """Return the databases of all origins with what they hold."""
        names = await self._in_page_time([self._ask("IndexedDB.requestDatabaseNames", storageKey=key) for key in keys])
        found = [
            (key, name)
            for key, answer in zip(keys, names, strict=True)
            for name in (answer or {}).get("databaseNames", [])[:_DATABASES_BOUND]
        ]
        texts = await self._in_page_time([database_text(self._ask, key, name) for key, name in found])
        return [
            _named(StorageKind.INDEXED_DB, name, key, text or "", RAW_BOUND)
            for (key, name), text in zip(found, texts, strict=True)
        ]

    async def _in_page_time(self, questions: Sequence[Coroutine[Any, Any, Answer]]) -> list[Answer | None]:
        """Return the answers that come through the page, so that a little of its time must pass; None: none came."""
        asked = [asyncio.ensure_future(question) for question in questions]
        for _ in range(_DATABASE_TRIES * (1 + len(asked) // 4)):
            if all(question.done() for question in asked):
                break
            await self._stage.page_time.grant(_DATABASE_MS)
            await asyncio.wait(asked, timeout=0.02)
        for question in asked:
            question.cancel()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        return [None if isinstance(answer, BaseException) else answer for answer in answers]

    async def _caches(self, key: str) -> list[StoredItem]:
        caches = (await self._ask("CacheStorage.requestCacheNames", storageKey=key)).get("caches", [])
        return [
            _named(
                StorageKind.CACHE_STORAGE,
                cache["cacheName"],
                key,
                await cache_text(self._ask, cache["cacheId"]),
                RAW_BOUND,
            )
            for cache in caches[:_DATABASES_BOUND]
        ]

    async def _read_in_page(self) -> tuple[str, float]:
        """Return `window.name` and the page's own time (seconds since 1970), read in a world of their own.

        The page can't redefine them there. Without an answer, the time is ours.
        """
        frame = (await self._ask("Page.getFrameTree")).get("frameTree", {}).get("frame", {}).get("id")
        world = await self._ask("Page.createIsolatedWorld", frameId=frame or "", worldName="reading")
        context = world.get("executionContextId")
        expression = f"[Date.now(), window.name.slice(0, {VALUE_BOUND})].join(' ')"
        answer = await self._ask("Runtime.evaluate", expression=expression, contextId=context) if context else {}
        now_ms, _, name = str(answer.get("result", {}).get("value") or "").partition(" ")
        return name, int(now_ms) / 1000 if now_ms.isdecimal() else time.time()

    async def _shared_workers(self) -> tuple[str, ...]:
        targets = await self._ask("Target.getTargets", filter=[{"type": "shared_worker"}])
        own = [one for one in targets.get("targetInfos", []) if one.get("browserContextId") == self._context]
        return tuple(sorted({bounded(one.get("url", ""), URL_BOUND) for one in own}))


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


def _is_over(cookie: dict[str, Any], page_now_s: float) -> bool:
    """Tell whether a cookie's time has run out by the page's clock, which may be ahead of the browser's.

    A script that takes a cookie back gives it a time that has just passed: the jar would still hold it for as long as
    the page is ahead.
    """
    return not cookie.get("session") and 0 <= cookie.get("expires", -1) <= page_now_s


def _cookie(cookie: dict[str, Any], clock: JarClock) -> StoredItem:
    expires = cookie.get("expires", -1)
    partition = cookie.get("partitionKey")
    known_by = (cookie["name"], cookie["domain"], cookie.get("path"), str(partition), expires)
    return StoredItem(
        storage=StorageKind.COOKIE,
        name=bounded(cookie["name"], 256),
        domain=cookie["domain"],
        path=bounded(cookie.get("path", "/"), 512),
        value=bounded(cookie["value"], VALUE_BOUND),
        value_length=len(cookie["value"]),
        expires_s=None if cookie.get("session") or expires < 0 else round(clock.left_s(known_by, expires), 3),
        http_only=cookie.get("httpOnly", False),
        secure=cookie.get("secure", False),
        same_site=cookie.get("sameSite"),
        partition_key=partition.get("topLevelSite") if isinstance(partition, dict) else partition,
    )


def _named(kind: StorageKind, name: str, key: str, value: str = "", bound: int = VALUE_BOUND) -> StoredItem:
    """Return an item of an origin's storage; a key such as `https://b/^0https://a` belongs to the top site `a`."""
    own = storage_origin({"storageKey": key})
    _, partitioned, top = key.partition("^0")
    return StoredItem(
        storage=kind,
        name=bounded(name, 256),
        domain=urlsplit(own).hostname or "",
        origin=own,
        value=bounded(value, bound),
        value_length=len(value),
        partition_key=top if partitioned else None,
    )


def _order(item: StoredItem) -> tuple[str, str, str, str, str]:
    return (item.storage, item.domain, item.name, item.path or "", item.partition_key or "")
