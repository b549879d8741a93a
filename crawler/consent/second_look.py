"""The second look before "no banner" is said: the page again, as a browser that admits to be automated.

Some sites show their banner to people only, others to robots only. The first look hides `navigator.webdriver`; this one
shows it. Only where both looks agree is the absence of a banner a finding.
"""

from __future__ import annotations

import asyncio

from playwright.async_api import Error, Page

from crawler.consent.detect import shows_banner
from crawler.consent.frames import send
from crawler.consent.time import PageTime

LOAD_TIMEOUT_S = 20.0
SCROLL_PX = 600
SCROLL_TIMEOUT_S = 1.5


async def second_look(page: Page, page_time: PageTime, url: str, *, watch_ms: int) -> bool | None:
    """Load `url` with `navigator.webdriver` to be seen, and tell whether a banner shows; None when it can't be told.

    `page` is the blank page of a fresh profile, `page_time` its clock; `watch_ms` is the page time to watch, half of
    it after a little scrolling.
    """
    try:
        session = await page.context.new_cdp_session(page)
        await send(session, "Emulation.setAutomationOverride", enabled=True)
        await asyncio.wait_for(page.goto(url, wait_until="commit"), LOAD_TIMEOUT_S)
        granted = await page_time.grant(watch_ms // 2)
        await asyncio.wait_for(page.mouse.wheel(0, SCROLL_PX), SCROLL_TIMEOUT_S)
        granted += await page_time.grant(watch_ms - watch_ms // 2)
        found = await shows_banner(page, page_time, session=session)
    except (Error, TimeoutError):
        return None
    return found if found or granted >= 0.9 * watch_ms else None
