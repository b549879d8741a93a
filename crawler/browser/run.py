"""A visit under way: the open page, what was seen so far, and the steps that every state has in common."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from playwright.async_api import Error as PlaywrightError

from crawler.browser.collectors.stage import URL_BOUND, bounded
from crawler.browser.errors import page_error, stored_error
from crawler.browser.links import READ_LINKS, READ_WAYS, PageLink, choose_subpages, page_links, page_ways
from crawler.browser.loading import Loading, load
from crawler.browser.tab import PageCrashed, Tab
from crawler.consent import LiveBanner, find_banner
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import (
    Answer,
    ApiUse,
    Banner,
    ConsentSignal,
    GatherError,
    PageLoad,
    Phase,
    Request,
    Screenshot,
    Snapshot,
    State,
    StorageWrite,
)
from crawler.options import GatherOptions

HOME, RELOAD, SUBPAGE = "home", "reload", "subpage"
BANNER_S = 30.0
"""Most wall time for reading a banner."""
UNREAD = "not all that it stores could be read in time; try again on a machine that is less busy"
NEVER = sys.maxsize
"""Page time of a click that was not made."""

Seen = TypeVar("Seen", StorageWrite, Request, ConsentSignal, ApiUse)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page of the visit goes over from one phase to the next: at the first click of an answer."""

    page: int
    page_time_ms: int
    before: Phase
    after: Phase

    def put_right(self, seen: Seen) -> Seen:
        """Put back into the phase before it what happened while the answer was prepared, ahead of its first click."""
        early = seen.page == self.page and seen.phase is self.after and seen.page_time_ms < self.page_time_ms
        return replace(seen, phase=self.before) if early else seen


@dataclass(slots=True)
class Run:
    """A visit under way."""

    state: State
    site_url: str
    options: GatherOptions
    writer: BundleWriter
    subpages: tuple[str, ...] | None = None
    """Pages to visit besides the home page; None: not known yet."""
    chosen: Callable[[], Awaitable[tuple[str, ...]]] | None = None
    """Tells the sub-pages when an earlier visit has chosen them; None: they are this visit's to choose."""
    control: Callable[[], Awaitable[bool | None]] | None = None
    """Tells whether the site asks again a visitor who answered nothing; None: nobody can tell."""
    on_arrival: Callable[[], None] | None = None
    """Told that the home page has begun to come."""
    tab: Tab | None = None
    pages: list[PageLoad] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    screenshots: list[Screenshot] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    banner: Banner | None = None
    live: LiveBanner | None = None
    """The banner on the home page, to be answered; None: the page could not be read for one."""
    answer: Answer | None = None
    consent: Answer | None = None
    home_links: tuple[PageLink, ...] = ()
    errors: list[GatherError] = field(default_factory=list)
    failed: bool = False
    """A step could not be done."""
    over: bool = False
    """The state has come to its end before the sub-pages: there is nothing in it to see on them."""
    complete: bool = False

    @property
    def here(self) -> Tab:
        """The open page."""
        if self.tab is None:
            raise PageCrashed(self.site_url)
        return self.tab

    def fail(self, error: GatherError) -> None:
        """Store why a step could not be done."""
        self.errors.append(error)
        self.failed = True
        self.complete = False

    def turned(self, seen: Seen) -> Seen:
        """Return an observation in the phase that it happened in."""
        for turn in self.turns:
            seen = turn.put_right(seen)
        return seen

    async def page(self, url: str, role: str, label: str) -> PageLoad:
        """Load a page, then take its snapshot and, of the home page, a picture.

        A page at which the visit ends, its time being up or the page's process, is noted as one that did not come.
        """
        on_arrival = self.on_arrival if role == HOME else None
        index, loading = len(self.pages), Loading(self.state, self.options, on_arrival)
        self.pages.append(self._unfinished(url, role, "timeout", "the visit ended while it was under way"))
        try:
            page = self.pages[index] = await load(self.here, url, role, index, loading)
        except BaseException:
            if self.here.crashed:
                self.pages[index] = self._unfinished(url, role, "crashed")
            raise
        if page.error is not None and role != HOME:  # the home page's error is on the page, and ends the visit
            self.errors.append(page.error)
        await self.snapshot()
        if page.status is not None and role != SUBPAGE:
            await self.picture(label)
        return page

    def _unfinished(self, url: str, role: str, code: str, detail: str = "") -> PageLoad:
        error = stored_error(code, url, self.state, detail=detail)
        address, phase = bounded(url, URL_BOUND), self.here.recorder.stage.phase
        return PageLoad(url=address, final_url=address, role=role, phase=phase, status=None, error=error)

    async def reload(self, label: str = RELOAD) -> PageLoad:
        """Load the home page again and note the ways back that it shows."""
        page = await self.page(self.site_url, RELOAD, label)
        if self.state not in UNANSWERED:
            self.pages[-1] = replace(page, links=page_ways(await self.here.read(READ_WAYS)))
        return page

    async def unfold(self, label: str) -> Snapshot:
        """Let page time pass on the page as it stands, for what a click set off; then snapshot and picture."""
        await self.here.page_time.grant(int(self.options.page_time_s * 1000))
        if self.here.crashed:
            raise PageCrashed(self.site_url)
        snapshot = await self.snapshot()
        await self.picture(label)
        return snapshot

    async def snapshot(self) -> Snapshot:
        """Take stock of what is stored; where not all could be read, absence in this visit means nothing."""
        recorder = self.here.recorder
        snapshot = await recorder.take_stock()
        self.snapshots.append(snapshot)
        if not recorder.snapshots.whole and not any(error.code == "unread" for error in self.errors):
            self.fail(stored_error("unread", self.site_url, self.state, detail=UNREAD))
        return snapshot

    async def picture(self, label: str) -> None:
        """Store a picture of what is in view."""
        tab = self.here
        if picture := await tab.screenshot():
            path = self.writer.add(f"screenshots/{self.state}-{label}.jpg", picture)
            stage = tab.recorder.stage
            shot = Screenshot(path=path, label=label, page=stage.page, page_time_ms=tab.page_time.now_ms)
            self.screenshots.append(shot)

    async def links(self, home: PageLoad) -> None:
        """Read the home page's links and choose the sub-pages, unless an earlier visit does."""
        found = await self.here.read(READ_LINKS)
        banner_links = self.banner.links if self.banner else ()
        self.home_links = page_links(found, home.final_url, banner_links)
        if self.subpages is None and self.chosen is None:
            self.subpages = choose_subpages(self.home_links, home.final_url, self.options.pages)

    async def pages_besides(self) -> tuple[str, ...]:
        """Return the sub-pages to visit, once they are known."""
        if self.subpages is None and self.chosen is not None:
            self.subpages = await self.chosen()
        return self.subpages or ()

    async def look_for_banner(self) -> LiveBanner | None:
        """Look for the banner, reading only; store its picture and HTML."""
        tab = self.here
        try:
            async with asyncio.timeout(BANNER_S):
                live = await find_banner(tab.page, tab.page_time, session=tab.cdp)
        except (PlaywrightError, TimeoutError) as error:
            self.fail(replace(page_error(error, self.site_url, self.state), stage="banner"))
            return None
        self.keep_banner(live)
        return live

    def keep_banner(self, live: LiveBanner) -> None:
        """Store the banner as evidence; its files are written once."""
        html_path = self.banner.html_path if self.banner else None
        picture = self.banner.screenshot_path if self.banner else None
        if live.html and html_path is None:
            html_path = self.writer.add(f"banner/{self.state}.html", live.html)
        if live.screenshot and picture is None:
            picture = self.writer.add(f"banner/{self.state}.png", live.screenshot)
        self.banner = replace(live.evidence, html_path=html_path, screenshot_path=picture)


UNANSWERED = frozenset({State.BEFORE, State.GPC, State.DNT})
"""States in which nothing is answered."""
