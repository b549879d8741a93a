"""Scripts that wait for the clock: `while (Date.now() < end);`.

Driven page time stands still while a script runs, so that such a script would never end. A debugger's pause reaches it
all the same, and while it is paused page time can pass: it then sees what it would have seen after waiting.

Pausing needs a session that may pause, which a page's own `debugger` statements would use as well, and tell by the
clock. So it is allowed only on pages that were held up by a script; there each of these pauses is ended at once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from typing import Any, TypeVar

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

T = TypeVar("T")

ANSWER_S = 0.3
"""Wall time within which a page answers that no script holds."""
_CALL_S = 2.0


class WaitingScripts:
    """Lets page time pass inside the scripts of one page, on whose session the debugger is enabled."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp
        self._paused = asyncio.Event()
        self._pausing = False
        self._chores: set[asyncio.Task[None]] = set()
        self.heeded = False
        """Pausing is allowed."""

    async def heed(self) -> bool:
        """End the script that holds the page and allow pausing; False: it is allowed, or the page is beyond reach."""
        if self.heeded:
            return False
        try:
            await self.end()
            await self._soon(self._cdp.send("Debugger.setSkipAllPauses", {"skip": False}))
        except (PlaywrightError, TimeoutError):
            return False
        self._cdp.on("Debugger.paused", self._told)
        self.heeded = True
        return True

    async def end(self) -> None:
        """End the script that holds the page. Raises playwright's Error, or TimeoutError: the page is beyond reach."""
        await self._soon(self._cdp.send("Runtime.terminateExecution"))

    async def holds(self) -> bool:
        """Tell whether a script is running that does not come to its end."""
        asked = self._cdp.send("Runtime.evaluate", {"expression": "0"})
        try:
            await asyncio.wait_for(asked, ANSWER_S)
        except TimeoutError:
            return True
        return False

    @contextlib.asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Pause the script that holds the page, for as long as the block takes. Raises TimeoutError: none came."""
        self._paused.clear()
        self._pausing = True
        try:
            await self._soon(self._cdp.send("Debugger.pause"))
            await self._soon(self._paused.wait())
            yield
        finally:
            self._pausing = False
            await self._resume()

    def _told(self, _event: dict[str, Any]) -> None:
        if self._pausing:
            self._paused.set()
            return
        task = asyncio.ensure_future(self._resume())
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _resume(self) -> None:
        with contextlib.suppress(PlaywrightError, TimeoutError):  # nothing is paused, or the page is gone
            await self._soon(self._cdp.send("Debugger.resume"))

    async def _soon(self, asked: Awaitable[T]) -> T:
        return await asyncio.wait_for(asked, _CALL_S)
