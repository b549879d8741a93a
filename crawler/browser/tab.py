"""One page under watch: its clock, its collectors, and what keeps a hostile page from holding up a visit."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

from playwright.async_api import BrowserContext, CDPSession, Dialog, Download, Page
from playwright.async_api import Error as PlaywrightError

from crawler.browser.collectors import Recorder, Stage
from crawler.browser.navigation import NavigationGuard
from crawler.browser.page_time import PageTime
from crawler.consent.drawing import picture
from crawler.options import GatherOptions

_POINTER_S = 1.5
"""Most wall time for a movement: a page that is busy takes none."""

T = TypeVar("T")

_CALL_S = 8.0
"""Most wall time for one question to the page."""


class PageCrashed(Exception):
    """The page's process ended; nothing more can be asked of it."""


class Tab:
    """The one page of a visit. Dialogs are dismissed, popups closed and downloads cancelled as they come."""

    def __init__(self, context: BrowserContext, page: Page, cdp: CDPSession, recorder: Recorder) -> None:
        self.context = context
        self.page = page
        self.cdp = cdp
        self.page_time = recorder.stage.page_time
        self.recorder = recorder
        self.guard = NavigationGuard(cdp, GatherOptions())
        self._gone = asyncio.Event()
        self._chores: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, context: BrowserContext, options: GatherOptions) -> Tab:
        """Open the page of a fresh context, recording from the first byte."""
        page = await context.new_page()
        cdp = await context.new_cdp_session(page)
        page_time = await PageTime.start(page, cdp, real=options.real_time)
        recorder = Recorder(Stage(page_time), watch_interfaces=options.watch_interfaces, keep_bodies=options.wacz)
        tab = cls(context, page, cdp, recorder)
        page.on("dialog", tab._dialog)
        page.on("download", tab._download)
        page.on("crash", tab._crash)
        context.on("page", tab._popup)
        await tab.recorder.attach(cdp, page)
        tab.guard = await NavigationGuard.start(cdp, options)
        return tab

    @property
    def crashed(self) -> bool:
        """The page's process has ended."""
        return self._gone.is_set()

    async def unless_crashed(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what `work` gives; break it off with PageCrashed when the page's process ends meanwhile.

        Nothing else would: some questions to a dead page are never answered.
        """
        task, gone = asyncio.ensure_future(work), asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise PageCrashed(self.page.url)
            return task.result()
        finally:
            for each in (task, gone):
                each.cancel()
            await asyncio.gather(task, gone, return_exceptions=True)

    async def read(self, expression: str) -> Any:
        """Return the value of an expression, read in a world of its own; None when the page doesn't answer in time.

        The page can neither see the reading nor change its built-ins.
        """
        try:
            async with asyncio.timeout(_CALL_S):
                tree = await self.cdp.send("Page.getFrameTree")
                frame = tree["frameTree"]["frame"]["id"]
                world = await self.cdp.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "reading"})
                parameters = {
                    "expression": expression,
                    "contextId": world["executionContextId"],
                    "returnByValue": True,
                    "timeout": 5000,
                }
                answer = await self.cdp.send("Runtime.evaluate", parameters)
        except (PlaywrightError, TimeoutError):
            return None
        return answer.get("result", {}).get("value")

    async def scroll(self, screens: float) -> None:
        """Scroll by so many screens, as a reader would: some content and some scripts come only then.

        The pointer moves as well, along the edge, where it is over nothing: many sites put off scripts, and some their
        banner, until there is a visitor who moves.
        """
        height = (self.page.viewport_size or {"height": 800})["height"]
        self._chore(self._move(height * (0.4 if screens > 0 else 0.6)))
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await asyncio.wait_for(self.page.mouse.wheel(0, screens * height), _POINTER_S)

    async def _move(self, y: float) -> None:
        """Move the pointer to the left edge; the wheel is turned at the corner, where it scrolls nothing inside it."""
        await self.cdp.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": 1, "y": round(y)})

    async def screenshot(self) -> bytes | None:
        """Return a picture (JPEG) of what is in view; None when the browser gives none in time."""
        with contextlib.suppress(PlaywrightError, TimeoutError):
            return await asyncio.wait_for(picture(self.cdp, self.page_time, format="jpeg", quality=70), _CALL_S)
        return None

    async def close(self) -> None:
        """Let go of the page. The context is closed by whoever opened it."""
        for task in list(self._chores):
            task.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)

    def _dialog(self, dialog: Dialog) -> None:
        # "Leave this page?" is answered with yes: the visit goes on. Everything else is dismissed.
        self._chore(dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())

    def _download(self, download: Download) -> None:
        self._chore(download.cancel())

    def _popup(self, page: Page) -> None:
        if page is not self.page:
            self._chore(self._close_popup(page))

    async def _close_popup(self, popup: Page) -> None:
        """Close a popup and bring the page back to the front: one behind it is drawn no more, and its clock stands."""
        await popup.close()
        await self.page.bring_to_front()

    def _crash(self, _page: Page) -> None:
        self._gone.set()

    def _chore(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something on the side; what fails there was on its way out anyway."""

        async def guarded() -> None:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                await asyncio.wait_for(work, _CALL_S)

        task = asyncio.ensure_future(guarded())
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
