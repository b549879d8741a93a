"""Frames and pictures of a page whose time stands still leave it as it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import CDPSession, Page

from crawler.browser.page_time import PageTime
from crawler.consent.drawing import draw, picture
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
    async def taken() -> tuple[list[bytes | None], object, object, object]:
        async with opened() as (tab, session, clock):
            before = await tab.evaluate(SIZE)
            asked = (picture(session, clock, format="png", clip=corner(size)) for size in (1, 40, 2, 80, 3, 120))
            pictures = await asyncio.gather(*asked)
            return pictures, before, await tab.evaluate(SIZE), await tab.evaluate("sizes")

    pictures, before, after, told = asyncio.run(taken())
    assert [int.from_bytes(one[16:20], "big") for one in pictures if one] == [1, 40, 2, 80, 3, 120]
    assert (after, told) == (before, [])


def test_a_drawn_frame_takes_no_page_time_and_asks_nothing_of_the_page() -> None:
    async def drawn() -> tuple[int, int, int]:
        async with opened() as (tab, session, clock):
            at_ms, frames = clock.now_ms, await tab.evaluate("frames")
            asked = await tab.evaluate("asked")
            await draw(session, clock)
            more = await tab.evaluate("frames") - frames
            return clock.now_ms - at_ms, more, await tab.evaluate("asked") - asked

    passed_ms, frames, asked = asyncio.run(drawn())
    assert passed_ms <= 300  # none, but on a machine too busy to draw
    assert frames >= 1
    assert asked <= frames


def test_what_fades_in_is_drawn_to_its_end() -> None:
    async def faded() -> str:
        async with opened() as (tab, session, clock):
            await tab.evaluate("document.getElementById('box').style.opacity = 1")
            await draw(session, clock)  # it begins
            for _ in range(3):
                await clock.grant(300)
                await draw(session, clock)
            return str(await tab.evaluate("getComputedStyle(document.getElementById('box')).opacity"))

    assert asyncio.run(faded()) == "1"
