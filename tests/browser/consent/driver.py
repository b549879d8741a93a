"""A browser for banner tests, and pages made of strings: no network, the clock of the product."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright

from crawler.browser.executable import find_browser
from crawler.browser.page_time import PageTime
from crawler.consent import Attempt, LiveBanner, answer_banner, find_banner, verify_answer, withdraw_consent
from crawler.evidence.model import Answer, Phase, Snapshot, State, StorageKind, StoredItem

HOME = "https://shop.example/"
ARGUMENTS = ["--no-sandbox", "--disable-blink-features=AutomationControlled"]
NO_ISOLATION = ["--disable-site-isolation-trials", "--disable-features=IsolateOrigins,site-per-process"]


@dataclass
class Outcome:
    """What came of answering a banner."""

    live: LiveBanner
    attempt: Attempt
    answer: Answer
    jar: dict[str, str]
    url: str
    presses: list[str]
    """Ids that the page noted under `pressed`."""


class BannerWeb:
    """Drives one browser from plain test functions."""

    def __init__(self, runner: asyncio.Runner, browser: Browser) -> None:
        self._runner = runner
        self._browser = browser

    def look(self, pages: Mapping[str, str] | str, wait_ms: int = 6000) -> LiveBanner:
        return self._runner.run(self._look(pages, wait_ms))

    def answer(self, pages: Mapping[str, str] | str, wanted: State, wait_ms: int = 6000) -> Outcome:
        return self._runner.run(self._answer(pages, wanted, wait_ms))

    def withdraw(self, pages: Mapping[str, str] | str, wait_ms: int = 3000) -> Outcome:
        """Accept, reload, withdraw, reload, look."""
        return self._runner.run(self._withdraw(pages, wait_ms))

    async def _look(self, pages: Mapping[str, str] | str, wait_ms: int) -> LiveBanner:
        async with opened(self._browser, pages, wait_ms) as (page, clock):
            return await find_banner(page, clock)

    async def _answer(self, pages: Mapping[str, str] | str, wanted: State, wait_ms: int) -> Outcome:
        async with opened(self._browser, pages, wait_ms) as (page, clock):
            before = await snapshot(page, Phase.LOOK)
            live = await find_banner(page, clock)
            attempt = await answer_banner(live, wanted)
            await clock.grant(2000)
            after = await snapshot(page, Phase.ANSWERED)
            url = page.url
            presses = await page.evaluate("JSON.parse(sessionStorage.getItem('pressed') || '[]')")
            clock.navigated()
            await page.goto(HOME, wait_until="commit")
            await clock.grant(wait_ms)
            reloaded = await snapshot(page, Phase.ANSWERED)
            answer = await verify_answer(
                page, clock, live, attempt, wanted, before=before, after=after, reloaded=reloaded
            )
            jar = {item.name: item.value for item in reloaded.items}
            return Outcome(live, attempt, answer, jar, url, presses)

    async def _withdraw(self, pages: Mapping[str, str] | str, wait_ms: int) -> Outcome:
        async with opened(self._browser, pages, wait_ms) as (page, clock):
            live = await find_banner(page, clock)
            await answer_banner(live, State.ACCEPT)
            await _reload(page, clock, wait_ms)
            accepted = await snapshot(page, Phase.LOOK)
            attempt = await withdraw_consent(live)
            await clock.grant(2000)
            after, url = await snapshot(page, Phase.ANSWERED), page.url
            presses = await page.evaluate("JSON.parse(sessionStorage.getItem('pressed') || '[]')")
            await _reload(page, clock, wait_ms)
            reloaded = await snapshot(page, Phase.ANSWERED)
            answer = await verify_answer(
                page, clock, live, attempt, State.WITHDRAW, before=accepted, after=after, reloaded=reloaded
            )
            return Outcome(live, attempt, answer, {item.name: item.value for item in reloaded.items}, url, presses)


async def _reload(page: Page, clock: PageTime, wait_ms: int) -> None:
    clock.navigated()
    await page.goto(HOME, wait_until="commit")
    await clock.grant(wait_ms)


@asynccontextmanager
async def opened(
    browser: Browser, pages: Mapping[str, str] | str, wait_ms: int
) -> AsyncIterator[tuple[Page, PageTime]]:
    """Open the home page of a web made of strings and let page time pass."""
    web = {HOME: pages} if isinstance(pages, str) else dict(pages)
    context = await browser.new_context(viewport={"width": 1366, "height": 900})
    await _serve(context, web)
    try:
        page = await context.new_page()
        clock = await PageTime.start(page, await context.new_cdp_session(page))
        await page.goto(HOME, wait_until="commit")
        await clock.grant(wait_ms)
        yield page, clock
    finally:
        await context.close()


async def _serve(context: BrowserContext, web: Mapping[str, str]) -> None:
    async def fulfil(route: Route) -> None:
        address = route.request.url.split("?")[0].split("#")[0]
        body = web.get(address)
        kind = mimetypes.guess_type(address)[0] or "text/html"
        await route.fulfill(
            status=404 if body is None else 200, content_type=f"{kind}; charset=utf-8", body=body or "not found"
        )

    await context.route("**/*", fulfil)


async def snapshot(page: Page, phase: Phase) -> Snapshot:
    """Return the cookies and the local storage of the page's own origin."""
    items = [
        StoredItem(storage=StorageKind.COOKIE, name=cookie["name"], domain=cookie["domain"], value=cookie["value"])
        for cookie in await page.context.cookies()
    ]
    local = await page.evaluate("Object.entries(localStorage)")
    items += [
        StoredItem(storage=StorageKind.LOCAL_STORAGE, name=name, domain="shop.example", value=value)
        for name, value in local
    ]
    return Snapshot(page=0, phase=phase, page_time_ms=0, at=datetime.now(UTC).isoformat(), items=tuple(items))


def running(extra: list[str]) -> Iterator[BannerWeb]:
    with asyncio.Runner() as runner:
        playwright = runner.run(async_playwright().start())
        browser = runner.run(playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, *extra]))
        try:
            yield BannerWeb(runner, browser)
        finally:
            runner.run(browser.close())
            runner.run(playwright.stop())
