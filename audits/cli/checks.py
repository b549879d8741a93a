"""The checks of `cookie-audit doctor`: each gives a line, whatever goes wrong in it."""

from __future__ import annotations

import asyncio
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.browser.errors import BrowserError
from crawler.browser.executable import find_browser
from crawler.browser.page_time import PageTime
from crawler.browser.session import BrowserSession, launch
from crawler.options import GatherOptions

PAGE_TIME_MS = 20_000
"""Page time that a visit watches; a machine that drives it needs far less wall time."""
LIMIT_S = 90.0
FREE_BYTES = 500_000_000
OLDEST_CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
"""This program is not older: a clock before this is wrong, and with it every certificate and expiry date."""

_TIMER_PAGE = "data:text/html,<title>0</title><script>setTimeout(() => document.title = 'rang', 15000)</script>"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's."""

    name: str
    ok: bool | None
    """None: it could not be found out."""
    detail: str


def check_machine(options: GatherOptions) -> list[Check]:
    """Return every check, in order."""
    checks = [
        Check("python", sys.version_info >= (3, 11), f"{platform.python_version()} ({platform.machine()})"),
        _clock(),
        _space(),
    ]
    executable = find_browser(options.executable)
    if executable is None:
        return [*checks, Check("browser", False, "there is none; `cookie-audit install-browser` gets one")]
    return checks + asyncio.run(_browser_checks(options, str(executable)))


def _clock() -> Check:
    now = datetime.now(UTC)
    return Check("clock", now >= OLDEST_CLOCK, now.isoformat(timespec="seconds"))


def _space() -> Check:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    return Check(
        "space", free >= FREE_BYTES, f"{free / 1e9:.1f} GB free for browser profiles in {tempfile.gettempdir()}"
    )


async def _browser_checks(options: GatherOptions, executable: str) -> list[Check]:
    try:
        async with asyncio.timeout(LIMIT_S), launch(options) as session:
            version = session.environment().browser
            sandbox = "" if options.sandbox else ", without sandbox"
            return [
                Check("browser", True, f"{version} at {executable}{sandbox}"),
                await _safely("third-party cookies", _cookies(session)),
                await _safely("page time", _page_time(session, options)),
                await _safely("visitor", _locale(session, options)),
            ]
    except TimeoutError:
        return [Check("browser", False, f"{executable} does not answer within {LIMIT_S:.0f} s")]
    except BrowserError as error:
        return [Check("browser", False, str(error))]


async def _safely(name: str, work: Awaitable[Check]) -> Check:
    """Return what a check finds; a check that breaks is a finding too, and the others go on."""
    try:
        return await work
    except Exception as error:
        return Check(name, False, f"could not be tested: {type(error).__name__}: {error}".splitlines()[0][:300])


async def _cookies(session: BrowserSession) -> Check:
    accepted = await session.self_test()
    detail = {
        True: "accepted, so their absence means something",
        False: "refused by this browser: no audit could tell that a site sets none; use another with --browser",
        None: "could not be tested",
    }[accepted]
    return Check("third-party cookies", accepted, detail)


async def _page_time(session: BrowserSession, options: GatherOptions) -> Check:
    """Let a page's clock run and see whether a timer on it rang in time, and sooner than by waiting."""
    if options.real_time:
        return Check("page time", True, "not driven: --real-time")
    async with session.context() as context:
        page = await context.new_page()
        page_time = await PageTime.start(page, await context.new_cdp_session(page), real=False)
        began = time.monotonic()
        await page.goto(_TIMER_PAGE, wait_until="commit")
        await page_time.grant(PAGE_TIME_MS)
        wall_s = time.monotonic() - began
        rang = await page.title() == "rang"
    if not rang:
        return Check("page time", False, "this browser's page time can't be driven; use --real-time")
    return Check("page time", wall_s < 10, f"{PAGE_TIME_MS // 1000} s of page time in {wall_s:.1f} s")


async def _locale(session: BrowserSession, options: GatherOptions) -> Check:
    script = "() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.webdriver]"
    async with session.context() as context:
        language, zone, webdriver = await (await context.new_page()).evaluate(script)
    right = language == options.locale and zone == options.timezone and not webdriver
    seen = f"{language}, {zone}, {'shows' if webdriver else 'hides'} that it is automated"
    return Check("visitor", right, seen if right else f"{seen}; asked for {options.locale}, {options.timezone}")
