"""The second look at a home page without a banner: in a profile of its own, as a browser that admits to be automated.

Nothing of it is recorded but whether a banner shows: the visit's observations are those of the first look alone.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from playwright.async_api import Error as PlaywrightError

from crawler.browser.navigation import NavigationGuard
from crawler.browser.page_time import PageTime
from crawler.browser.run import Run
from crawler.browser.session import BrowserSession
from crawler.consent import second_look
from crawler.evidence.model import State

WATCH_S = 10.0
"""Most page time that is watched: banners that come later are rare, and the first look waited for them."""

LIMIT_S = 40.0


async def look_again(session: BrowserSession, run: Run) -> None:
    """Take the second look where the first one, of a visit in which nothing is answered, found no banner."""
    if run.state is not State.BEFORE or run.banner is None or run.banner.found:
        return
    watch_ms = int(min(run.options.page_time_s, WATCH_S) * 1000)
    try:
        async with asyncio.timeout(LIMIT_S), session.context() as context:
            page = await context.new_page()
            cdp = await context.new_cdp_session(page)
            page_time = await PageTime.start(page, cdp, real=run.options.real_time)
            await NavigationGuard.start(cdp, run.options)
            seen = await second_look(page, page_time, run.site_url, watch_ms=watch_ms)
    except (PlaywrightError, TimeoutError):
        return  # `seen_by_automation` stays None: no second look
    run.banner = replace(run.banner, seen_by_automation=seen)
