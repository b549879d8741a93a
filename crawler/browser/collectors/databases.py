"""What IndexedDB databases and caches hold, as bounded text that can be looked through (pure but for the asking).

A database's text is JSON: `{"stores": {"queue": [["key", "value"]]}, "version": 3}`; of values that are objects, the
first level. A cache's is the list of the addresses it holds.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from crawler.browser.collectors.stage import bounded

Ask = Callable[..., Awaitable[dict[str, Any]]]
"""Asks the browser a CDP question; an empty answer where it has none."""

_STORES_BOUND, _ENTRIES_BOUND, _URLS_BOUND = 8, 8, 50
_PART_BOUND = 256


async def database_text(ask: Ask, key: str, name: str) -> str:
    """Return the content of a database of the storage key `key`; empty when the browser doesn't tell."""
    found = (await ask("IndexedDB.requestDatabase", storageKey=key, databaseName=name)).get("databaseWithObjectStores")
    if not found:
        return ""
    stores = {}
    for store in found.get("objectStores", [])[:_STORES_BOUND]:
        page = {"objectStoreName": store["name"], "skipCount": 0, "pageSize": _ENTRIES_BOUND}
        data = await ask("IndexedDB.requestData", storageKey=key, databaseName=name, **page)
        entries = data.get("objectStoreDataEntries", [])
        stores[bounded(store["name"], _PART_BOUND)] = [
            [plain(entry.get("primaryKey", {})), plain(entry.get("value", {}))] for entry in entries
        ]
    return json.dumps({"stores": stores, "version": found.get("version")}, ensure_ascii=False, sort_keys=True)


async def cache_text(ask: Ask, cache_id: str) -> str:
    """Return the addresses that a cache holds as JSON."""
    answer = await ask("CacheStorage.requestEntries", cacheId=cache_id, skipCount=0, pageSize=_URLS_BOUND)
    urls = [bounded(entry.get("requestURL", ""), _PART_BOUND * 4) for entry in answer.get("cacheDataEntries", [])]
    return json.dumps(sorted(urls), ensure_ascii=False) if urls else ""


def plain(remote: dict[str, Any]) -> Any:
    """Return a CDP `Runtime.RemoteObject` as plain data: scalars as they are, objects by their preview."""
    if "value" in remote:
        value = remote["value"]
        return bounded(value, _PART_BOUND) if isinstance(value, str) else value
    preview = remote.get("preview", {})
    if properties := preview.get("properties"):
        return {bounded(one["name"], _PART_BOUND): bounded(one.get("value", ""), _PART_BOUND) for one in properties}
    return bounded(remote.get("description", ""), _PART_BOUND)
