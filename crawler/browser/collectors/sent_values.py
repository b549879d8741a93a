"""Stored identifiers that went out with requests, in other ways than by the browser's own Cookie header (pure).

Every request that was made once an identifier was stored is looked through: its address, headers and body, as they
are and with percent, base64, hexadecimal and gzip encodings undone, and for digests of the identifier. What had been
sent before it was stored came from elsewhere (a site's key in the address of a script, say) and is left out.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_plus

from crawler.browser.collectors.contents import BODY_BOUND, Content
from crawler.browser.collectors.identifiers import decoded_base64, identifying_parts
from crawler.evidence.model import Request, SentValue, SetterKind, Snapshot, StorageKind, StorageWrite

_SENT_BOUND = 5000
_STORED_BOUND = 2000
_ITEMS_OF_PART = 4
"""Items that may share one value: a cookie and its copies."""
_AHEAD_MS = 1000
"""A script may send a value this much page time before it stores it, and it is one act."""
_RUN = re.compile(r"[A-Za-z0-9]{4,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]{12,}={0,2}")
_HEX = re.compile(r"\b(?:[0-9a-fA-F]{2}){8,}\b")
_CODED_BOUND = 50
_OWN_HEADERS = re.compile(
    r"^(cookie|host|user-agent|accept.*|sec-.*|content-.*|if-.*|cache-control|pragma|connection|origin|range|priority|"
    r"upgrade.*|dnt|:.*)$"
)
"""Headers that the browser itself makes."""
_DIGESTS = ("md5", "sha1", "sha256")

Time = tuple[int, int]
"""Page and page time."""
Item = tuple[StorageKind, str, str]
"""Storage, name, domain."""


@dataclass(slots=True)
class _Stored:
    """An identifying part of stored values."""

    items: dict[Item, Time]
    """What holds it, and since when."""
    known_before: bool = False
    """It was sent before anything stored it."""


def sent_values(
    writes: Sequence[StorageWrite],
    snapshots: Sequence[Snapshot],
    requests: Sequence[Request],
    contents: Sequence[Content],
) -> tuple[SentValue, ...]:
    """Return every stored identifier found in a later request; `contents` are those of `requests`, in order."""
    stored = _stored(writes, snapshots)
    index = _index(stored)
    if not index:
        return ()
    hits: list[tuple[int, str, str, str]] = []
    for number, (request, content) in enumerate(zip(requests, contents, strict=True)):
        hits += [(number, *hit) for hit in _found(request, content, stored, index)]
    found: dict[tuple[Item, int, str], SentValue] = {}
    for number, part, place, encoding in hits:
        if stored[part].known_before:
            continue
        for item, since in stored[part].items.items():
            if _time(requests[number]) >= since and len(found) < _SENT_BOUND:
                sent = _sent(item, number, place, encoding)
                found.setdefault((item, number, place), sent)
    return tuple(
        sorted(found.values(), key=lambda sent: (sent.request, sent.storage, sent.domain, sent.name, sent.place))
    )


def _sent(item: Item, request: int, place: str, encoding: str) -> SentValue:
    storage, name, domain = item
    return SentValue(storage=storage, name=name, domain=domain, request=request, place=place, encoding=encoding)


def _time(seen: Request | StorageWrite | Snapshot) -> Time:
    return seen.page, seen.page_time_ms


def _stored(writes: Sequence[StorageWrite], snapshots: Sequence[Snapshot]) -> dict[str, _Stored]:
    """Return the identifying parts of all that was stored."""
    stored: dict[str, _Stored] = {}
    known: set[Item] = set()
    for write in writes:
        if write.deletes or write.blocked or len(stored) >= _STORED_BOUND:
            continue
        item = (write.storage, write.name, write.domain)
        known.add(item)
        page, shown_ms = _time(write)
        ahead = _AHEAD_MS if write.setter.kind is SetterKind.SCRIPT else 0
        _add(stored, item, (page, shown_ms - ahead), _whole(write.value, write.value_length), write.at)
    for snapshot in snapshots:
        for stored_item in snapshot.items:
            item = (stored_item.storage, stored_item.name, stored_item.domain)
            if item not in known and len(stored) < _STORED_BOUND:  # stored at a time nobody told: since its page began
                _add(stored, item, (snapshot.page, 0), _whole(stored_item.value, stored_item.value_length), snapshot.at)
    return stored


def _whole(value: str, length: int) -> str:
    """Return a value without the last part of one that was cut off at its bound."""
    return value if len(value) >= length else re.sub(r"[A-Za-z0-9_\-]*$", "", value)


def _add(stored: dict[str, _Stored], item: Item, since: Time, value: str, at: str) -> None:
    for part in identifying_parts(value, datetime.fromisoformat(at).timestamp()):
        items = stored.setdefault(part, _Stored({})).items
        if item in items:
            items[item] = min(items[item], since)
        elif len(items) < _ITEMS_OF_PART:
            items[item] = since


def _index(stored: dict[str, _Stored]) -> dict[str, list[tuple[str, str, str]]]:
    """Return (text to find, part, encoding) by the text's longest unbroken run, by which it is looked up."""
    index: dict[str, list[tuple[str, str, str]]] = {}
    for part in stored:
        texts = {part: "plain"}
        for digest in _DIGESTS:
            for spelling in (part, part.lower()):
                texts.setdefault(hashlib.new(digest, spelling.encode(), usedforsecurity=False).hexdigest(), digest)
        for text, encoding in texts.items():
            if runs := _RUN.findall(text):
                index.setdefault(max(runs, key=len), []).append((text, part, encoding))
    return index


def _found(
    request: Request, content: Content, stored: dict[str, _Stored], index: dict[str, list[tuple[str, str, str]]]
) -> Iterable[tuple[str, str, str]]:
    """Return (part, place, encoding) of what a request carries, the plainest encoding of each."""
    now = _time(request)
    for place, text in _places(content):
        found: dict[str, str] = {}
        for encoding, reading in _readings(text):
            for run in set(_RUN.findall(reading)):
                for wanted, part, how in index.get(run, ()):
                    if part not in found and _stands_in(wanted, run, reading):
                        found[part] = how if how != "plain" else encoding
        for part, encoding in found.items():
            if now < min(stored[part].items.values()):
                stored[part].known_before = True
            yield part, place, encoding


def _stands_in(wanted: str, run: str, reading: str) -> bool:
    """Tell whether the text stands in the reading by itself, not inside a longer one."""
    if wanted == run:
        return True
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(wanted)}(?![A-Za-z0-9])", reading) is not None


def _places(content: Content) -> Iterable[tuple[str, str]]:
    yield "url", content.url
    if content.body:
        yield "body", _unpacked(content.body).decode("utf-8", "replace")
    for name, value in sorted(content.headers.items()):
        if not _OWN_HEADERS.match(name):
            yield f"header:{name}", value


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, 4 * BODY_BOUND)
    except zlib.error:
        return body


def _readings(text: str) -> Iterable[tuple[str, str]]:
    """Return the text with the encodings undone that it may have been written in, the plainest first."""
    yield "plain", text
    decoded = text
    for _ in range(2):
        if "%" in decoded:
            decoded = unquote_plus(decoded)
            yield "percent", decoded
    for run in _BASE64.findall(decoded)[:_CODED_BOUND]:
        if inner := decoded_base64(run):
            yield "base64", inner
    for run in _HEX.findall(decoded)[:_CODED_BOUND]:
        try:
            yield "hex", bytes.fromhex(run).decode("utf-8")
        except ValueError:
            continue
