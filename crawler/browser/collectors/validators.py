"""Values for the browser's cache that came back to the server that gave them: `ETag` and `Last-Modified` (pure).

A server may give every profile a value of its own and know it again by it, without storing anything that a page could
see. What each visit shows is kept here; whether a value is a file's or a visitor's shows only between profiles, and is
for the judge to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.browser.collectors.contents import Content
from crawler.browser.collectors.stage import VALUE_BOUND, bounded
from crawler.evidence.model import Request, Revalidation

_SENT_BACK = {"etag": "if-none-match", "last-modified": "if-modified-since"}
"""Response header → request header in which browsers send its value back (RFC 9110 §13.1)."""
_FOUND_BOUND = 500
_RETURNS_BOUND = 20
_NOT_MODIFIED = 304


@dataclass(slots=True)
class _Given:
    """A value as given, and what became of it."""

    by: int
    returned: list[int] = field(default_factory=list)
    kept: bool = True


def revalidations(requests: Sequence[Request], contents: Sequence[Content]) -> tuple[Revalidation, ...]:
    """Return every validator that was sent back to the address that gave it; `contents` are those of `requests`."""
    given: dict[tuple[str, str, str], _Given] = {}
    for number, (request, content) in enumerate(zip(requests, contents, strict=True)):
        for header, back in _SENT_BACK.items():
            answer, asked = content.response_headers.get(header, ""), content.headers.get(back, "")
            seen = given.get((request.url, header, asked)) if asked else None
            if seen is not None:
                seen.returned.append(number)
                seen.kept &= content.answered_status == _NOT_MODIFIED or answer == asked
            if answer:
                given.setdefault((request.url, header, answer), _Given(number))
    found = [_revalidation(key, seen) for key, seen in given.items() if seen.returned]
    return tuple(sorted(found, key=lambda one: (one.given, one.header))[:_FOUND_BOUND])


def _revalidation(key: tuple[str, str, str], seen: _Given) -> Revalidation:
    url, header, value = key
    return Revalidation(
        url=url,
        header=header,
        value=bounded(value, VALUE_BOUND),
        value_length=len(value),
        given=seen.by,
        returned=tuple(seen.returned[:_RETURNS_BOUND]),
        kept=seen.kept,
    )
