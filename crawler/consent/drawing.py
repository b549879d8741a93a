"""Pictures of a page whose time stands still, and frames drawn for their own sake.

Transitions begin and end with a drawn frame, and while page time stands still few are drawn; asking for one brings one.
On a busy machine a frame can wait for something that only page time brings: then a little of it is granted.

A picture of a part of the page makes the browser give the page that part's size while it is taken. So no picture is
given up, and none is begun before the last one came: it would take the other's size for the page's own, and leave it.
"""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import CDPSession, Error

from crawler.consent.frames import WORLD, send
from crawler.consent.time import PageTime

FRAME_S = 0.15
"""Wall time before a frame that doesn't come by itself is forced."""

WAIT_S = 0.4
"""Wall time before page time is granted to a frame that doesn't come."""

NUDGE_MS = 50
"""Page time granted each time, and `MAX_NUDGES` times at most."""

MAX_NUDGES = 6

PATIENCE_S = 8.0
"""Wall time that a late picture is then waited for, so that the page has its own size again."""

FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
"""The second call comes after the first one's frame: style, layout, transitions and observers are as it left them."""

IN_VIEW = {"format": "jpeg", "quality": 1}
"""A picture for which the page keeps its size."""

_under_way: WeakKeyDictionary[PageTime, asyncio.Future[dict[str, Any]]] = WeakKeyDictionary()
"""The picture that is being taken of a page, by the page's clock."""


async def picture(session: CDPSession, page_time: PageTime, **parameters: Any) -> bytes | None:
    """Return a picture (`Page.captureScreenshot` with these parameters); None when the browser gives none in time."""
    while (last := _under_way.get(page_time)) is not None and not last.done():
        if not await _comes(last, page_time):
            return None
    taking = asyncio.ensure_future(session.send("Page.captureScreenshot", parameters))
    _under_way[page_time] = taking
    taking.add_done_callback(_heed)
    if not await _comes(taking, page_time):
        return None
    try:
        return base64.b64decode(taking.result()["data"])
    except Error:
        return None


async def draw(session: CDPSession, page_time: PageTime) -> None:
    """Make the browser draw a frame, which the page doesn't see: an isolated world asks for it.

    Where none comes, as on a busy machine, a picture of all that is in view forces one.
    """
    try:
        tree = await send(session, "Page.getFrameTree")
        world = await send(
            session, "Page.createIsolatedWorld", frameId=tree["frameTree"]["frame"]["id"], worldName=WORLD
        )
    except (Error, TimeoutError):
        return
    asked = {"expression": FRAMES, "contextId": world["executionContextId"], "awaitPromise": True}
    drawing = asyncio.ensure_future(session.send("Runtime.evaluate", asked))
    drawing.add_done_callback(_heed)
    try:
        done, _ = await asyncio.wait({drawing}, timeout=FRAME_S)
        if not done:
            await picture(session, page_time, **IN_VIEW)
    finally:
        drawing.cancel()


async def _comes(taking: asyncio.Future[dict[str, Any]], page_time: PageTime) -> bool:
    """Wait for a picture, first with a little page time, then without; tell whether it came, or the page is gone."""
    if not await _nudged(taking, page_time):
        await asyncio.wait({taking}, timeout=PATIENCE_S)
    return taking.done()


async def _nudged(awaited: asyncio.Future[dict[str, Any]], page_time: PageTime) -> bool:
    """Wait for what a frame brings, granting a little page time while none comes; tell whether it came."""
    for _ in range(MAX_NUDGES):
        done, _ = await asyncio.wait({awaited}, timeout=WAIT_S)
        if done:
            return True
        await page_time.grant(NUDGE_MS)
    return awaited.done()


def _heed(ended: asyncio.Future[dict[str, Any]]) -> None:
    """Take note of how something ended that nobody may be waiting for any more."""
    if not ended.cancelled():
        with suppress(Exception):
            ended.exception()
