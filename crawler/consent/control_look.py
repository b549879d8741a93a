"""The look that an answer is held against: whether the site asks again a visitor who answered nothing.

A banner that is gone after a press and a reload was answered, or is shown once only. Where nothing that the browser
holds tells the two apart, the same two page loads without an answer do.
"""

from __future__ import annotations

import asyncio

from playwright.async_api import Error, Page

from crawler.consent.detect import shows_banner
from crawler.consent.second_look import LOAD_TIMEOUT_S, SCROLL_PX, SCROLL_TIMEOUT_S
from crawler.consent.time import PageTime


async def asks_unanswered(page: Page, page_time: PageTime, url: str, *, watch_ms: int) -> bool | None:
    """Load `url` twice, answer nothing, and tell whether it asks the second time too.

    None: it can't be told, as where it did not ask the first time. `page` is the blank page of a fresh profile,
    `page_time` its clock; `watch_ms` is the page time to watch each load, half of it after a little scrolling.
    """
    try:
        if not await _asks(page, page_time, url, watch_ms):
            return None
        return await _asks(page, page_time, url, watch_ms)
    except (Error, TimeoutError):
        return None


async def _asks(page: Page, page_time: PageTime, url: str, watch_ms: int) -> bool:
    """Load the page and tell whether it shows a banner. Raises TimeoutError when its time did not pass."""
    page_time.navigated()
    await asyncio.wait_for(page.goto(url, wait_until="commit"), LOAD_TIMEOUT_S)
    granted = await page_time.grant(watch_ms // 2)
    await asyncio.wait_for(page.mouse.wheel(0, SCROLL_PX), SCROLL_TIMEOUT_S)
    granted += await page_time.grant(watch_ms - watch_ms // 2)
    found = await shows_banner(page, page_time)
    if not found and granted < 0.9 * watch_ms:
        raise TimeoutError
    return found
