"""Looks at the home page beside a visit, in profiles of their own: the second look, and the control visit.

The second look is that of a browser that admits to be automated, where no banner was found. The control visit answers
nothing, where only that tells what an answer did. Nothing of either is recorded but whether a banner shows: the
visit's observations are its own alone.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Protocol

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from crawler.browser.navigation import NavigationGuard
from crawler.browser.page_time import PageTime
from crawler.browser.run import Run
from crawler.browser.session import BrowserSession
from crawler.consent import asks_unanswered, second_look
from crawler.evidence.model import State

WATCH_S = 10.0
"""Most page time that is watched: banners that come later are rare, and the first look waited for them."""

LIMIT_S = 40.0


async def look_again(session: BrowserSession, run: Run) -> None:
    """Take the second look where the first one, of a visit in which nothing is answered, found no banner."""
    if run.state is not State.BEFORE or run.banner is None or run.banner.found:
        return
    seen = await _aside(session, run, second_look)  # None: `seen_by_automation` stays what it is
    run.banner = replace(run.banner, seen_by_automation=seen)


async def control_visit(session: BrowserSession, run: Run) -> bool | None:
    """Tell whether the site asks again a visitor who answered nothing; None when it can't be told."""
    return await _aside(session, run, asks_unanswered)


class _Look(Protocol):
    async def __call__(self, page: Page, page_time: PageTime, url: str, *, watch_ms: int) -> bool | None: ...


async def _aside(session: BrowserSession, run: Run, look: _Look) -> bool | None:
    """Take a look at the home page in a fresh profile; None when it came to nothing."""
    watch_ms = int(min(run.options.page_time_s, WATCH_S) * 1000)
    try:
        async with asyncio.timeout(LIMIT_S), session.context() as context:
            page = await context.new_page()
            cdp = await context.new_cdp_session(page)
            page_time = await PageTime.start(page, cdp, real=run.options.real_time)
            await NavigationGuard.start(cdp, run.options)
            return await look(page, page_time, run.site_url, watch_ms=watch_ms)
    except (PlaywrightError, TimeoutError):
        return None
