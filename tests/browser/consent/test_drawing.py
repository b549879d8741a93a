"""Frames and pictures of a page whose time stands still leave it as it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import CDPSession, Page

from crawler.browser.page_time import PageTime
from crawler.consent.drawing import MAX_NUDGES, NUDGE_MS, draw, picture
from tests.banners.drive import browsing
from tests.banners.server import BannerServer
from tests.banners.site import BannerSite, page

pytestmark = pytest.mark.browser

FADING = """<div id=box style="opacity:0;transition:opacity 300ms">We use cookies.</div>
<script>var sizes = []; addEventListener('resize', () => sizes.push([innerWidth, innerHeight]));
var frames = 0; const count = () => { frames++; requestAnimationFrame(count); }; count();
var native = requestAnimationFrame, asked = 0;
window.requestAnimationFrame = (call) => { asked++; return native.call(window, call); };</script>"""

SIZE = "[innerWidth, innerHeight]"
COUNTED = "[frames, asked]"
"""Read at once: a frame may come between two questions."""

ROUNDS = 20
"""Frames to ask for: one is enough, but on a machine too busy to draw it in time."""

MOST_MS = MAX_NUDGES * NUDGE_MS
"""Page time that a frame may take there."""


def corner(size: float) -> dict[str, float]:
    return {"x": 0, "y": 0, "width": size, "height": size, "scale": 1}


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Page, CDPSession, PageTime]]:
    site = BannerSite(name="drawing", pages={"/": page(FADING)})
    async with BannerServer([site]).running() as server, browsing(server) as browser, browser.context() as context:
        tab = await context.new_page()
        session = await context.new_cdp_session(tab)
        clock = await PageTime.start(tab, session)
        await tab.goto("http://drawing.before.example/", wait_until="commit")
        await clock.grant(1000)
        yield tab, session, clock


def test_pictures_asked_for_at_once_leave_the_page_its_size() -> None:
    sizes = (1, 40, 2, 80, 3, 120)

    async def taken() -> tuple[list[bytes | None], object, object, object]:
        async with opened() as (tab, session, clock):
            before = await tab.evaluate(SIZE)
            asked = (picture(session, clock, format="png", clip=corner(size)) for size in sizes)
            pictures = await asyncio.gather(*asked)
            return pictures, before, await tab.evaluate(SIZE), await tab.evaluate("sizes")

    pictures, before, after, told = asyncio.run(taken())
    widths = [int.from_bytes(one[16:20], "big") if one else None for one in pictures]
    assert all(width in (size, None) for width, size in zip(widths, sizes, strict=True))  # none: a machine too busy
    assert (after, told) == (before, [])


def test_a_drawn_frame_takes_no_page_time_and_asks_nothing_of_the_page() -> None:
    async def drawn() -> tuple[int, int, int]:
        async with opened() as (tab, session, clock):
            at_ms, then = clock.now_ms, await tab.evaluate(COUNTED)
            now, tries = then, 0
            while now[0] == then[0] and tries < ROUNDS:
                await draw(session, clock)
                tries, now = tries + 1, await tab.evaluate(COUNTED)
            return clock.now_ms - at_ms - tries * MOST_MS, now[0] - then[0], now[1] - then[1]

    over_ms, frames, asked = asyncio.run(drawn())
    assert over_ms <= 0
    assert frames >= 1
    assert asked <= frames


def test_what_fades_in_is_drawn_to_its_end() -> None:
    async def faded() -> str:
        async with opened() as (tab, session, clock):
            await tab.evaluate("document.getElementById('box').style.opacity = 1")
            await draw(session, clock)  # it begins
            for _ in range(ROUNDS):
                await clock.grant(300)
                await draw(session, clock)
                opacity = str(await tab.evaluate("getComputedStyle(document.getElementById('box')).opacity"))
                if opacity == "1":
                    break
            return opacity

    assert asyncio.run(faded()) == "1"
