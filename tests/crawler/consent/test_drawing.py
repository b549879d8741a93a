"""One picture of a page at a time: one that is late is waited for, and no second is begun beside it."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest
from playwright.async_api import Error

from crawler.consent import drawing


class Browser:
    """A session with a browser that takes its pictures when it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self._waiting: asyncio.Queue[asyncio.Future[dict[str, Any]]] = asyncio.Queue()

    async def send(self, _method: str, _parameters: dict[str, Any]) -> dict[str, Any]:
        self.asked += 1
        taking: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        await self._waiting.put(taking)
        return await taking

    async def next(self) -> asyncio.Future[dict[str, Any]]:
        """Return the picture that was asked for next, once it was."""
        return await self._waiting.get()


PICTURE = {"data": base64.b64encode(b"picture").decode()}


class Clock:
    """A page's clock that counts what it is granted."""

    now_ms = 0

    async def grant(self, ms: int) -> int:
        self.now_ms += ms
        return ms


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "WAIT_S", 0.01)
    monkeypatch.setattr(drawing, "PATIENCE_S", 0.02)


def test_a_late_picture_is_nudged_and_none_is_begun_beside_it() -> None:
    async def late() -> tuple[Any, Any, int, int, Any]:
        browser, clock = Browser(), Clock()
        first = await drawing.picture(browser, clock)  # type: ignore[arg-type]  # a session by its shape
        second = await drawing.picture(browser, clock)  # type: ignore[arg-type]
        asked, granted_ms = browser.asked, clock.now_ms
        (await browser.next()).set_result(PICTURE)
        third = asyncio.ensure_future(drawing.picture(browser, clock))  # type: ignore[arg-type]
        (await browser.next()).set_result(PICTURE)
        return first, second, asked, granted_ms, await third

    first, second, asked, granted_ms, third = asyncio.run(late())
    assert (first, second, third) == (None, None, b"picture")
    assert asked == 1
    assert granted_ms == 2 * drawing.MAX_NUDGES * drawing.NUDGE_MS


def test_whoever_gives_up_waiting_leaves_the_picture_under_way() -> None:
    async def given_up() -> tuple[bool, Any]:
        browser, clock = Browser(), Clock()
        giving_up = asyncio.ensure_future(drawing.picture(browser, clock))  # type: ignore[arg-type]
        first = await browser.next()
        giving_up.cancel()
        another = asyncio.ensure_future(drawing.picture(browser, clock))  # type: ignore[arg-type]
        await asyncio.wait({giving_up})
        left = browser.asked == 1 and not first.cancelled()
        first.set_result(PICTURE)
        (await browser.next()).set_result(PICTURE)
        return left, await another

    assert asyncio.run(given_up()) == (True, b"picture")


def test_a_page_that_is_gone_has_no_picture() -> None:
    async def gone() -> Any:
        browser, clock = Browser(), Clock()
        taking = asyncio.ensure_future(drawing.picture(browser, clock))  # type: ignore[arg-type]
        (await browser.next()).set_exception(Error("Target closed"))
        return await taking

    assert asyncio.run(gone()) is None
