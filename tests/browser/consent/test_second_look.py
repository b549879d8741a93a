"""The second look, with `navigator.webdriver` to be seen, in real Chromium."""

from __future__ import annotations

import asyncio

import pytest

from crawler.browser.page_time import PageTime
from crawler.consent import find_banner, second_look
from tests.banners.drive import browsing
from tests.banners.forms import bar, words
from tests.banners.server import BannerServer
from tests.banners.site import BannerSite, page

pytestmark = pytest.mark.browser

EN = words()["en"]


def only_if(condition: str) -> str:
    return page(bar(EN).replace("kit.start(", f"if ({condition}) kit.start("))


SITES = [
    BannerSite(name="for-people", pages={"/": only_if("!navigator.webdriver")}),
    BannerSite(name="for-robots", pages={"/": only_if("navigator.webdriver")}),
    BannerSite(name="for-all", pages={"/": only_if("true")}),
    BannerSite(name="for-nobody", pages={"/": only_if("false")}),
]


async def both_looks() -> dict[str, tuple[bool, bool | None]]:
    """Return for each site what the first and the second look see."""
    seen = {}
    async with BannerServer(SITES).running() as server, browsing(server) as session:
        for site in SITES:
            url = f"http://{site.name}.look.example/"
            async with session.context() as context:
                tab = await context.new_page()
                clock = await PageTime.start(tab, await context.new_cdp_session(tab))
                await tab.goto(url, wait_until="commit")
                await clock.grant(1000)
                first = (await find_banner(tab, clock)).evidence.found
            async with session.context() as context:
                tab = await context.new_page()
                clock = await PageTime.start(tab, await context.new_cdp_session(tab))
                seen[site.name] = first, await second_look(tab, clock, url, watch_ms=1000)
    return seen


def test_two_looks_tell_who_a_banner_is_shown_to() -> None:
    assert asyncio.run(both_looks()) == {
        "for-people": (True, False),
        "for-robots": (False, True),
        "for-all": (True, True),
        "for-nobody": (False, False),
    }
