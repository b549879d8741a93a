"""The page's own clock: 20 s of a page's timers in about a second, or the same by waiting.

Virtual mode drives Chromium's virtual time (CDP `Emulation.setVirtualTimePolicy`). The clock is stopped before the
first navigation and moves only inside `grant`. It stands still while the page's own requests are under way, so a
timer chained behind a slow response still fires; a request that hangs would stop it for good, so each page has
`PATIENCE_S` to spend on waiting and then lets time pass all the same. Network idleness is never waited for.

What callers must know while page time stands still (measured on Chromium 156):
- `page.evaluate`, `query_selector`, Playwright's `click`, `fill`, `screenshot` and CDP input events all work: the
  frames that Playwright's actionability checks wait for are produced in paused time too.
- Whatever waits on a page timer does not: `setTimeout` in an evaluated promise, `wait_for_function` with a polling
  interval, CSS transitions and animations. Grant time, then look.
- `page.wait_for_timeout` waits on our side: it costs wall time and plays no page time.
- Use `click(...)` below to act on a page: it clicks as a user would and then grants the time for the effect.

All frames share the page's clock, as site isolation is off in the throw-away profile. A dedicated worker's timers
follow it but are only noticed when the worker wakes, so every slice of a grant wakes each worker. A request made
inside a worker does not hold the clock by itself: while there are workers, slices wait for requests under way.

The clock also stands while a script runs, so one that waits for it would never end: see `heed_waiting_scripts`.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from playwright.async_api import CDPSession, ElementHandle, Page, Request
from playwright.async_api import Error as PlaywrightError

from crawler.browser.waiting_scripts import ANSWER_S, WaitingScripts

SLICE_MS = 500
"""Page time is granted in slices, so that what happens can be dated to within one: this is the shortest."""
LONGEST_SLICE_MS = 2000
"""Where nothing happens slices grow to this length: each costs a round trip to the browser."""
IDLE_S = 0.06
"""Wall time within which a slice is over in which the page did next to nothing."""
PATIENCE_S = 4.0
"""Wall time that a page may spend waiting for its requests without page time moving."""
PATIENCE_SHARE = 0.1
"""A later grant (after a click, say) has at least this share of its length to spend: new requests, a new chance."""
STALL_S = 2.5
"""The most of it that one slice may spend: a slow server is waited for, a hanging request is not."""
SHORT_STALL_S = 0.1
"""What a shortest slice waits once patience is spent, so that quick requests still hold the clock."""
WORKER_SLICE_S = 0.02
"""Wall time a slice for messages between workers and page."""
BUSY_S = 5.0
"""Most wall time of a slice that nothing holds: a page whose scripts run longer is hung."""
LONGEST_WAIT_MS = 5000
"""Page time that passes inside one script before it is taken for one that never ends."""
SETTLE_MS = 1500
"""Page time granted after a click for its effect."""
ANSWERING_S = 15.0
"""Most wall time for an answer of the browser that comes at once, but on a machine that others keep busy."""
_INTO_VIEW = "element => element.scrollIntoView({block: 'center', behavior: 'instant'})"
VIRTUAL, REAL = "virtual", "real"


class PageTime:
    """The clock of one page. Make it with `await PageTime.start(page, cdp, real=…)` before the first navigation."""

    def __init__(self, page: Page, cdp: CDPSession, *, real: bool = False) -> None:
        self.mode = REAL if real else VIRTUAL
        self._page = page
        self._cdp = cdp
        self._expired = asyncio.Event()
        self._granted_ms = 0
        self._slice_ms = 0
        self._next_slice_ms = SLICE_MS
        self._navigated_at = time.monotonic()
        self._patience_s = PATIENCE_S
        self._under_way: set[Request] = set()
        self._quiet = asyncio.Event()
        self._origin_epoch_ms: float | None = None
        self._waiting = WaitingScripts(cdp)
        self._waited_ms = 0
        """Page time that has passed inside the script that now runs."""

    @classmethod
    async def start(cls, page: Page, cdp: CDPSession, *, real: bool = False) -> PageTime:
        """Return the page's clock, stopped in virtual mode."""
        clock = cls(page, cdp, real=real)
        if not real:
            page.on("request", clock._begun)
            page.on("requestfinished", clock._ended)
            page.on("requestfailed", clock._ended)
            cdp.on("Emulation.virtualTimeBudgetExpired", lambda _event: clock._expired.set())
            await cdp.send("Emulation.setVirtualTimePolicy", {"policy": "pause"})
        return clock

    @property
    def now_ms(self) -> int:
        """Page time since the navigation began."""
        if self.mode == REAL:
            return int((time.monotonic() - self._navigated_at) * 1000)
        return self._granted_ms

    def navigated(self) -> None:
        """Start again from zero: a navigation begins."""
        self._granted_ms = self._slice_ms = self._waited_ms = 0
        self._next_slice_ms = SLICE_MS
        self._navigated_at = time.monotonic()
        self._patience_s = PATIENCE_S
        self._under_way.clear()
        self._origin_epoch_ms = None

    async def heed_waiting_scripts(self) -> bool:
        """End the script that holds up the page, and from now on let page time pass inside scripts that wait for it.

        For a page whose time did not pass as granted, before it is loaded again. False: that would change nothing.
        The debugger must be enabled on the session.
        """
        return self.mode == VIRTUAL and await self._waiting.heed()

    async def end_waiting_script(self) -> int:
        """End the script that is still running though page time has passed inside it; return how much, 0 if none is."""
        waited_ms, self._waited_ms = self._waited_ms, 0
        if not waited_ms or not await self._waiting.holds():
            return 0
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await self._waiting.end()
        return waited_ms

    @property
    def heeds_waiting_scripts(self) -> bool:
        """Page time passes inside scripts that wait for it."""
        return self.mode == REAL or self._waiting.heeded

    def _begun(self, request: Request) -> None:
        self._under_way.add(request)
        self._quiet.clear()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        if not self._under_way:
            self._quiet.set()

    def anchor(self, epoch_ms: float) -> None:
        """Take the page's clock at the start of the document, so that its later readings can be dated."""
        if self._origin_epoch_ms is None:
            self._origin_epoch_ms = epoch_ms - self.now_ms

    def at_epoch(self, epoch_ms: float) -> int:
        """Return the page time of a reading of the page's wall clock (milliseconds since 1970)."""
        return self._within(None if self._origin_epoch_ms is None else epoch_ms - self._origin_epoch_ms)

    def _within(self, value: float | None) -> int:
        """Trust a reading as far as the slice being played; between slices the page's clock stands.

        What a click sets off must never be dated before the click, and what came before it not after it.
        """
        if value is None:
            return self.now_ms
        if self.mode == REAL:
            return int(min(max(value, 0), self.now_ms))
        return int(min(max(value, self._granted_ms), self._granted_ms + self._slice_ms))

    async def grant(self, ms: int) -> int:
        """Let `ms` milliseconds of page time pass and return how many really did.

        Fewer pass only when the page's process is gone or too busy to let its clock run.
        """
        if self.mode == REAL:
            started = self.now_ms
            await asyncio.sleep(ms / 1000)
            return self.now_ms - started
        self._patience_s = max(self._patience_s, ms / 1000 * PATIENCE_SHARE)
        granted = 0
        while granted < ms:
            step, began = min(self._next_slice_ms, ms - granted), time.monotonic()
            if not await self._play(step):
                break
            granted += step
            idle = time.monotonic() - began < IDLE_S and not self._page.workers and not self._waiting.heeded
            self._next_slice_ms = min(2 * self._next_slice_ms, LONGEST_SLICE_MS) if idle else SLICE_MS
        return granted

    async def _play(self, step_ms: int) -> bool:
        """Play one slice; False when the page's clock would not move."""
        self._expired.clear()
        self._slice_ms = step_ms
        try:
            if self._waiting.heeded:
                await self._play_inside(step_ms)
            else:
                await self._play_between(step_ms)
            self._granted_ms += step_ms
            await self._wake_workers()
        except (PlaywrightError, TimeoutError):
            return False
        finally:
            self._slice_ms = 0
        return True

    async def _play_between(self, step_ms: int) -> None:
        """Play one slice, in which time passes between scripts. Raises TimeoutError when the clock would not move."""
        await self._policy("pauseIfNetworkFetchesPending", step_ms)
        if not await self._wait_expired(SHORT_STALL_S * step_ms / SLICE_MS):
            await self._policy("advance", None)  # the slice's budget still ends it: a second would end it twice
            await asyncio.wait_for(self._expired.wait(), BUSY_S)

    async def _play_inside(self, step_ms: int) -> None:
        """Play one slice, in which time passes inside a script as well that holds the page. Raises TimeoutError."""
        slice_policy = ("pauseIfNetworkFetchesPending", step_ms)
        asked = asyncio.ensure_future(self._policy(*slice_policy))  # a page that is held heeds it once it is paused
        try:
            if await self._ends_within(ANSWER_S):
                self._waited_ms = 0
                return
            if not await self._waiting.holds():
                self._waited_ms = 0
                if await self._wait_expired(SHORT_STALL_S * step_ms / SLICE_MS):
                    return
                if not await self._waiting.holds():
                    await self._policy("advance", None)
            if not await self._ends_within(ANSWER_S):
                await self._pass_inside(step_ms)
        finally:
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)

    async def _pass_inside(self, step_ms: int) -> None:
        """Let the rest of a slice pass while the script that holds the page is paused. Raises TimeoutError."""
        if self._waited_ms >= LONGEST_WAIT_MS:
            raise TimeoutError
        try:
            async with self._waiting.paused():
                await self._policy("advance", None)
                await asyncio.wait_for(self._expired.wait(), BUSY_S)
                self._waited_ms += step_ms
        except TimeoutError:  # it came to its end just then
            await asyncio.wait_for(self._expired.wait(), BUSY_S)

    async def _ends_within(self, wall_s: float) -> bool:
        try:
            await asyncio.wait_for(self._expired.wait(), wall_s)
        except TimeoutError:
            return False
        return True

    async def _policy(self, policy: str, budget_ms: int | None) -> None:
        parameters: dict[str, Any] = {"policy": policy} | ({} if budget_ms is None else {"budget": budget_ms})
        await asyncio.wait_for(self._cdp.send("Emulation.setVirtualTimePolicy", parameters), ANSWERING_S)

    async def _wait_expired(self, short_s: float) -> bool:
        """Wait for the slice to end, as long as the page's patience lasts, `short_s` at least; False: it did not."""
        began = time.monotonic()
        try:
            await asyncio.wait_for(self._expired.wait(), min(STALL_S, max(self._patience_s, short_s)))
        except TimeoutError:
            return False
        finally:
            self._patience_s -= max(0.0, time.monotonic() - began - short_s)
        return True

    async def _wake_workers(self) -> None:
        workers = self._page.workers
        if not workers:
            return
        wakes = [asyncio.wait_for(worker.evaluate("0"), 0.5) for worker in workers[:8]]
        await asyncio.gather(*wakes, return_exceptions=True)
        await asyncio.sleep(WORKER_SLICE_S)
        if self._under_way and self._patience_s > 0:
            began = time.monotonic()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), min(STALL_S, self._patience_s))
            self._patience_s -= time.monotonic() - began

    async def click(self, target: ElementHandle, *, settle_ms: int = SETTLE_MS) -> bool:
        """Click `target` as a user would (trusted events), then grant `settle_ms` for the effect.

        Returns False when it could not be clicked: gone, or without a box. An element that something covers is
        clicked at its centre all the same, and what lies on top gets the click, as a user's would.
        """
        try:
            await target.click(timeout=5000, no_wait_after=True)
        except PlaywrightError:
            if not await self._click_centre(target):
                return False
        await self.grant(settle_ms)
        return True

    async def _click_centre(self, target: ElementHandle) -> bool:
        try:
            await asyncio.wait_for(target.evaluate(_INTO_VIEW), ANSWERING_S)
            box = await asyncio.wait_for(target.bounding_box(), ANSWERING_S)
            if not box or box["width"] <= 0 or box["height"] <= 0:
                return False
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            await asyncio.wait_for(self._page.mouse.click(x, y), ANSWERING_S)
        except (PlaywrightError, TimeoutError):
            return False
        return True
