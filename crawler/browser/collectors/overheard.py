"""Requests that only Playwright was told of: the first ones of workers.

Playwright lets a worker run as soon as its own session with it listens, however many others asked to wait, and ours
begins to listen only then. Its own session misses nothing, but says less: who asked is not known, nor which of the
cookies that came back the browser refused. So what both were told of is taken from ours, and this fills the gaps.
Shared workers are not among them: Playwright does not attach to these.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request

from crawler.browser.collectors.contents import BODY_BOUND
from crawler.browser.collectors.stage import EVENT_BOUND, URL_BOUND, Moment, Stage, bounded

_NETWORK = ("http:", "https:")
_SETTLED_S = 0.5
"""Age from which our own session would have told of a request, if it was told of it."""
_ASK_S = 3.0
_AT_ONCE = 100
"""Most requests that are filled in at one time."""

Key = tuple[str, str]
"""Address and method."""


@dataclass(frozen=True, slots=True)
class Told:
    """A request as Playwright told of it."""

    request: Request
    moment: Moment
    at_s: float

    @property
    def key(self) -> Key:
        """Address and method, as our own session's requests have them."""
        return bounded(self.request.url.split("#", 1)[0], URL_BOUND), self.request.method[:20]


@dataclass(slots=True)
class Answered:
    """What Playwright knows of a request when asked."""

    told: Told
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    response_headers: dict[str, str] = field(default_factory=dict)
    failed: str | None = None

    @property
    def body(self) -> bytes:
        """What it carried, bounded."""
        return (self.told.request.post_data_buffer or b"")[:BODY_BOUND]


class Overheard:
    """Listens to Playwright's own events and tells what another listener has missed of them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._waiting: list[Told] = []
        self._matched: dict[Key, int] = {}
        """How many of each that were told have been found among ours, or filled in."""

    def listen(self, page: Page) -> None:
        """Listen to a page, its dedicated workers, and the service workers of its context."""
        page.on("request", self._take)
        page.context.on("request", self._of_service_worker)

    def _of_service_worker(self, request: Request) -> None:
        if request.service_worker is not None:
            self._take(request)

    def _take(self, request: Request) -> None:
        if request.url.startswith(_NETWORK) and len(self._waiting) < EVENT_BOUND:
            self._waiting.append(Told(request, self._stage.now(), time.monotonic()))

    async def missed(self, own: Iterable[Key]) -> list[Answered]:
        """Return what was told some time ago and is not among `own`, all of our own so far; each only once."""
        counts: dict[Key, int] = {}
        for key in own:
            counts[key] = counts.get(key, 0) + 1
        before = time.monotonic() - _SETTLED_S
        settled = [told for told in self._waiting if told.at_s <= before]
        self._waiting = [told for told in self._waiting if told.at_s > before]
        found = [told for told in settled if not self._is_known(told.key, counts)]
        return list(await asyncio.gather(*(_asked(told) for told in found[:_AT_ONCE])))

    def _is_known(self, key: Key, counts: dict[Key, int]) -> bool:
        self._matched[key] = self._matched.get(key, 0) + 1
        return self._matched[key] <= counts.get(key, 0)


async def _asked(told: Told) -> Answered:
    """Return what Playwright knows by now; what it does not answer in time is left out."""
    request = told.request
    answered = Answered(told, dict(request.headers), failed=request.failure)
    try:
        async with asyncio.timeout(_ASK_S):
            answered.headers = await request.all_headers()
            response = await request.response()
            if response is not None:
                answered.status = response.status
                answered.response_headers = _joined(await response.headers_array())
    except (PlaywrightError, TimeoutError):
        pass
    return answered


def _joined(pairs: list[Any]) -> dict[str, str]:
    """Return headers by name in lower case, several of a name line by line, as CDP has them."""
    headers: dict[str, str] = {}
    for pair in pairs:
        name = pair["name"].lower()
        headers[name] = f"{headers[name]}\n{pair['value']}" if name in headers else pair["value"]
    return headers
