"""Databases of a snapshot, entry by entry: a site may keep the answer in one, under a key of its own. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.evidence.model import StorageKind, StoredItem

MAX_ENTRIES = 200
"""Entries of a database that are looked at; where answers are kept there are a few."""
MAX_KEY = 200
"""Longest key, in characters, that is a name."""


def unfold(items: Iterable[StoredItem]) -> list[StoredItem]:
    """Return the items with each database replaced by its entries, as items named after their keys."""
    return [each for item in items for each in (_entries(item) if item.storage is StorageKind.INDEXED_DB else (item,))]


def _entries(database: StoredItem) -> Iterator[StoredItem]:
    """Yield the entries of a database; nothing of one whose content could not be read, or was cut off."""
    try:
        stores = json.loads(database.value)["stores"]
        pairs = [(store, *entry) for store, entries in stores.items() for entry in entries]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    for store, key, value in (pair for pair in pairs[:MAX_ENTRIES] if len(pair) == 3):
        place = f"{database.origin or ''} {database.name}/{store}"
        yield replace(database, name=str(key)[:MAX_KEY], value=_text(value), origin=place)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
