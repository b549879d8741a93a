"""Pictures of a page whose time stands still, and frames drawn for their own sake.

Transitions begin and end with a drawn frame, and while page time stands still few are drawn; asking for a picture draws
one. On a busy machine a picture can wait for something that only page time brings: then a little of it is granted.
"""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from typing import Any

from playwright.async_api import CDPSession, Error

from crawler.consent.time import PageTime

WAIT_S = 0.4
"""Wall time before page time is granted to a picture that doesn't come."""

NUDGE_MS = 50
"""Page time granted each time, and `MAX_NUDGES` times at most."""

MAX_NUDGES = 6

DOT = {"format": "jpeg", "quality": 1, "clip": {"x": 0, "y": 0, "width": 1, "height": 1, "scale": 1}}


async def picture(session: CDPSession, page_time: PageTime, **parameters: Any) -> bytes | None:
    """Return a picture (`Page.captureScreenshot` with these parameters); None when the browser gives none in time."""
    taking = asyncio.ensure_future(session.send("Page.captureScreenshot", parameters))
    try:
        for _ in range(MAX_NUDGES):
            done, _ = await asyncio.wait({taking}, timeout=WAIT_S)
            if done:
                return base64.b64decode(taking.result()["data"])
            await page_time.grant(NUDGE_MS)
    except Error:
        return None
    finally:
        taking.cancel()
        with suppress(asyncio.CancelledError, Error):
            await taking
    return None


async def draw(session: CDPSession, page_time: PageTime) -> None:
    """Make the browser draw a frame: a picture of one pixel does."""
    await picture(session, page_time, **DOT)
