"""A tab's navigations, kept off private addresses: each redirect is looked at before it is asked for.

What a page loads, frames and workers included, Chromium decides on by the address that it connects to: a page of the
public web gets nothing from a local address (Local Network Access, see `session`). Where a tab itself goes, it lets
pass: addresses that the crawler opens, with their redirects, and what pages of HTTPS lead to.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from playwright.async_api import CDPSession, Page, Response
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import AddressRefused, check_address
from crawler.options import GatherOptions

_PATTERNS = {"patterns": [{"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"}]}

_PAUSES_S = (0.1, 0.3, 1.0, 3.0)
"""Pauses before we set out once more for a page while another leads the tab elsewhere.

The navigation that was given up with an error goes on in Chromium: set out at once, and it is what gets in the way.
"""
_GIVEN_UP = "ERR_ABORTED"
_LED_ELSEWHERE = ("interrupted by another navigation", _GIVEN_UP)
"""Playwright's and Chromium's words for it."""
_EMPTY = "about:blank"


async def arrive(page: Page, url: str, timeout_ms: float) -> Response | None:
    """Go to `url` and return its answer, once the page has begun. Raises playwright's Error.

    A page that is left may lead the tab elsewhere just then: one that reloads itself when its banner was answered. We
    set out once more, from an empty page: nothing of the old one can get in the way again.
    """
    for pause_s in _PAUSES_S:
        try:
            return await page.goto(url, wait_until="commit", timeout=timeout_ms)
        except PlaywrightError as error:
            left_nothing = page.url == _EMPTY and _GIVEN_UP in str(error)  # a download, or an answer without a page
            if left_nothing or not any(sign in str(error) for sign in _LED_ELSEWHERE):
                raise
        await asyncio.sleep(pause_s)
        with contextlib.suppress(PlaywrightError):  # led elsewhere once more
            await page.goto(_EMPTY, wait_until="commit", timeout=timeout_ms)
    return await page.goto(url, wait_until="commit", timeout=timeout_ms)


class NavigationGuard:
    """Refuses a tab's navigations to private addresses. Made by `start`, for as long as the tab lives."""

    def __init__(self, cdp: CDPSession, options: GatherOptions) -> None:
        self._cdp = cdp
        self._options = options
        self._tab = ""
        self._chores: set[asyncio.Task[None]] = set()
        self.refused: AddressRefused | None = None
        """Why the last navigation that was refused was; None: none was since `begin`."""

    @classmethod
    async def start(cls, cdp: CDPSession, options: GatherOptions) -> NavigationGuard:
        """Watch a blank tab. Where the user allows private addresses nothing is watched."""
        guard = cls(cdp, options)
        if not options.allow_private:
            guard._tab = (await cdp.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
            cdp.on("Fetch.requestPaused", guard._paused)
            await cdp.send("Fetch.enable", _PATTERNS)
        return guard

    def begin(self) -> None:
        """Note that the crawler begins a navigation."""
        self.refused = None

    def _paused(self, event: dict[str, Any]) -> None:
        own = event["frameId"] == self._tab
        task = asyncio.ensure_future(self._decide(event["requestId"], event["request"]["url"] if own else None))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _decide(self, request: str, url: str | None) -> None:
        """Let a request go on or fail; a host that this machine does not know the browser is left to say so."""
        with contextlib.suppress(PlaywrightError):  # the page is gone
            try:
                if url is not None:
                    await check_address(url, self._options)
            except AddressRefused as error:
                if error.code == "private-address":
                    self.refused = error
                    await self._cdp.send("Fetch.failRequest", {"requestId": request, "errorReason": "AccessDenied"})
                    return
            await self._cdp.send("Fetch.continueRequest", {"requestId": request})
