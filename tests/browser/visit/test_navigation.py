"""Going to a page while the one that is left leads elsewhere."""

from __future__ import annotations

import asyncio
import os

import pytest
from playwright.async_api import Route, async_playwright

from crawler.browser.executable import find_browser
from crawler.browser.navigation import arrive

LEFT, WANTED = "http://left.example/", "http://wanted.example/"
RESTLESS = """<script>(async () => {
  for (;;) { await fetch('/signal'); location.href = 'http://elsewhere.example/?' + Math.random(); }
})();</script>"""


async def go_once_interrupted() -> str:
    """Set out for a page; when it is first asked for, the page that is left leads elsewhere."""
    left, signals = True, asyncio.Queue[Route]()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=os.geteuid() != 0)
        page = await browser.new_page()

        async def answer(route: Route) -> None:
            nonlocal left
            if route.request.url.endswith("/signal"):
                signals.put_nowait(route)
            elif route.request.url == WANTED and left:  # unanswered: it is given up for where the page leads
                left = False
                await (await signals.get()).fulfill(body="go")
            else:
                await route.fulfill(body=RESTLESS, content_type="text/html")

        await page.route("**/*", answer)
        await page.goto(LEFT)
        await page.mouse.click(9, 9)  # without a visitor's click Chromium lets ours go first
        try:
            response = await arrive(page, WANTED, 120_000)
            return response.url if response else ""
        finally:
            await browser.close()


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_a_page_that_leads_elsewhere_just_then_is_left_all_the_same() -> None:
    assert asyncio.run(go_once_interrupted()) == WANTED
