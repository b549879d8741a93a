"""The child process in which sites are gathered, one after another: `python -m crawler.worker`.

`crawler.supervision` starts it. Each order is one line of JSON on standard input, which stays open: when it closes,
the parent is gone and the child ends itself with everything it started. On standard output it tells its steps, and
at the end of each site whether its browser is fit for another, as lines of JSON.

The browser is started with the first site and stays warm: each visit has a fresh profile in it, so no site sees
anything of an earlier one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import threading
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from pydantic import TypeAdapter

from crawler.evidence.model import SiteTarget, State
from crawler.options import GatherOptions
from crawler.scratch import PREFIX, clear

if TYPE_CHECKING:
    from crawler.browser.session import BrowserSession

SITE = TypeAdapter(SiteTarget)
OPTIONS = TypeAdapter(GatherOptions)


def order(site: SiteTarget, options: GatherOptions, destination: Path) -> bytes:
    """Return the line that tells a worker what to gather."""
    value = {
        "site": SITE.dump_python(site, mode="json"),
        "options": OPTIONS.dump_python(options, mode="json"),
        "destination": str(destination),
    }
    return json.dumps(value).encode() + b"\n"


def repetition(bundle: Path, states: Iterable[State], options: GatherOptions, destination: Path) -> bytes:
    """Return the line that tells a worker which visits of a bundle to make once more, in real time."""
    value = {
        "bundle": str(bundle),
        "states": list(states),
        "options": OPTIONS.dump_python(options, mode="json"),
        "destination": str(destination),
    }
    return json.dumps(value).encode() + b"\n"


def end_processes(pid: int) -> None:
    """Kill a process and all that descends from it, Chromium's own process groups included.

    It is halted first: else it could take the end of its browser for a failure of that, and store so.
    They are left to be waited for by whoever started them.
    """
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        parent.suspend()
        family = parent.children(recursive=True)
        for process in (*family, parent):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def main() -> None:
    """Gather sites as ordered on standard input."""
    parent = os.getppid()
    try:
        asyncio.run(_work())
    finally:  # without a parent, a broken pipe or the killed driver ends the work while the watch is clearing up
        if os.getppid() != parent:
            _end_with_parent()


async def _work() -> None:
    loop, orders = asyncio.get_running_loop(), asyncio.Queue[bytes]()
    threading.Thread(target=_listen, args=(loop, orders), daemon=True).start()
    from crawler.gathering import gather  # noqa: PLC0415  # the watch must run before anything slow

    async with contextlib.AsyncExitStack() as stack:
        browser = _WarmBrowser(stack)
        while True:
            value = json.loads(await orders.get())
            options = OPTIONS.validate_python(value["options"])
            destination = Path(value["destination"])
            if "bundle" in value:
                await _repeat(value, options, destination, browser)
            else:
                await gather(SITE.validate_python(value["site"]), options, destination, _tell_step, browser.session)
            _tell({"done": True, "fit": browser.fit})


async def _repeat(value: dict[str, Any], options: GatherOptions, destination: Path, browser: _WarmBrowser) -> None:
    from crawler.confirmation import confirm  # noqa: PLC0415  # slow to import

    states = [State(state) for state in value["states"]]
    await confirm(Path(value["bundle"]), states, options, destination, _tell_step, browser.session)


class _WarmBrowser:
    """The worker's browser, started when the first site needs it."""

    def __init__(self, stack: contextlib.AsyncExitStack) -> None:
        self._stack = stack
        self._session: BrowserSession | None = None

    @property
    def fit(self) -> bool:
        """It is in order, and nothing of the last site is left in it."""
        return self._session is None or self._session.fit

    @contextlib.asynccontextmanager
    async def session(self, options: GatherOptions) -> AsyncIterator[BrowserSession]:
        """Lend the browser out for one site. Every order of a worker must ask for the same kind of browser."""
        from crawler.browser.session import launch  # noqa: PLC0415  # slow to import

        if self._session is None:
            self._session = await self._stack.enter_async_context(launch(options))
            await self._session.self_test()
        yield self._session.under(options)


def _tell_step(step: str) -> None:
    _tell({"step": step})


def _tell(value: dict[str, object]) -> None:
    os.write(1, json.dumps(value).encode() + b"\n")


def _listen(loop: asyncio.AbstractEventLoop, orders: asyncio.Queue[bytes]) -> None:
    """Pass orders on; when there can be no more, end."""
    waiting = b""
    while chunk := os.read(0, 65536):  # returns nothing when the parent has closed its end, or died
        *lines, waiting = (waiting + chunk).split(b"\n")
        for line in lines:
            loop.call_soon_threadsafe(orders.put_nowait, line)
    _end_with_parent()


def _end_with_parent() -> None:
    """End everything that this process started, remove its folder, which nobody else is left to remove, and end it."""
    try:
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        scratch = Path(os.environ.get("TMPDIR", ""))
        if scratch.name.startswith(PREFIX):
            clear(scratch)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
