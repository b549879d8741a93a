"""How the visits of a site overlap: the later states begin with the home page, and fall with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.browser.session import BrowserSession
from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import SiteEvidence, SiteTarget, State, Visit
from crawler.gathering import gather
from crawler.options import GatherOptions
from tests.browser.visit.pages import html, with_session

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

STATES = (State.BEFORE, State.REJECT, State.ACCEPT)
PAGE = "<!doctype html><html lang=en><title>Shoes</title><h1>Shoes</h1>"
BAR = """<div id=bar role=dialog style="position:fixed;bottom:0;width:100%">
<p>We use cookies to count visits. Do you accept cookies?</p>
<button onclick="say('yes')">Accept all cookies</button> <button onclick="say('no')">Reject all cookies</button></div>
<script>
const say = (word) => { document.cookie = 'choice=' + word + '; max-age=9999'; bar.hidden = true; };
bar.hidden = document.cookie.includes('choice=');
</script>"""
LINKS = "<a href='/one'>Contact us</a> <a href='/two'>Delivery and returns</a>"
PAGES = {
    "shop.example/": html(PAGE + LINKS + BAR),
    "shop.example/one": html(PAGE + "Contact"),
    "shop.example/two": html(PAGE + "Delivery"),
    "soon.example/": html(PAGE + "Soon gone" + BAR),
    "gone.example/": html("There was a shop here", status=410),
}


async def gathered(session: BrowserSession, url: str, options: GatherOptions, path: Path) -> SiteEvidence:
    """Gather a site with a browser that is running."""

    @asynccontextmanager
    async def lend(wanted: GatherOptions) -> AsyncIterator[BrowserSession]:
        yield session.under(wanted)

    return open_bundle(await gather(SiteTarget(url=url), replace(options, states=STATES), path, browser=lend)).evidence


async def crash(session: BrowserSession, host: str) -> None:
    """Have the first page of a host die of itself once it has come."""
    while True:
        for page in [page for context in session.browser.contexts for page in context.pages]:
            if host in page.url:
                cdp = await page.context.new_cdp_session(page)
                asyncio.ensure_future(cdp.send("Page.crash")).add_done_callback(lambda done: done.exception())
                return
        await asyncio.sleep(0.05)


def began(visit: Visit) -> datetime:
    return datetime.fromisoformat(visit.started_at)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SiteEvidence]:
    folder = tmp_path_factory.mktemp("gathering")

    async def work(session: BrowserSession, options: GatherOptions) -> dict[str, SiteEvidence]:
        found = {}
        for host in ("shop", "gone"):
            found[host] = await gathered(session, f"https://{host}.example/", options, folder / host)
        assert session.fit  # nothing was under way that had to be broken off
        waiting = replace(options, real_time=True, page_time_s=60)  # its look is still going on when its page dies
        crashing = asyncio.create_task(crash(session, "soon.example"))
        found["soon"] = await gathered(session, "https://soon.example/", waiting, folder / "soon")
        await crashing
        assert not session.fit
        return found

    return with_session(PAGES, work, page_time_s=4, pages=2, timeout_s=300)


def test_later_states_begin_while_the_home_page_is_looked_at(seen: dict[str, SiteEvidence]) -> None:
    first, *later = seen["shop"].visits
    assert [visit.state for visit in seen["shop"].visits] == list(STATES)
    look_ends = began(first) + timedelta(milliseconds=first.pages[0].wall_time_ms)
    assert all(began(visit) < look_ends for visit in later)
    assert all(visit.complete for visit in seen["shop"].visits)


def test_all_states_visit_the_subpages_that_the_first_look_chose(seen: dict[str, SiteEvidence]) -> None:
    visited = [[page.url for page in visit.pages if page.role == "subpage"] for visit in seen["shop"].visits]
    assert len(visited[0]) == 2
    assert visited == [visited[0]] * 3


def test_an_error_page_is_visited_once(seen: dict[str, SiteEvidence]) -> None:
    assert [visit.state for visit in seen["gone"].visits] == [State.BEFORE]
    assert [error.code for error in seen["gone"].errors if error.stage == "home"] == ["http-410"]


def test_nothing_is_kept_of_other_states_where_the_first_look_ends_without_a_page(
    seen: dict[str, SiteEvidence],
) -> None:
    [visit] = seen["soon"].visits
    assert (visit.state, visit.complete) == (State.BEFORE, False)
    assert [error.code for error in seen["soon"].errors if error.stage == "home"] == ["crashed"]
