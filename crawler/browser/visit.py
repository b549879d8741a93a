"""One fresh profile taken through one state: look, answer, reload, sub-pages.

    home page ─ look: 20 s of page time, nothing answered ─ snapshot ─ is there a banner?
      before, gpc: nothing is answered        reject, accept: answer ─ 20 s ─ snapshot
    home page again ─ 20 s ─ snapshot ─ (did the answer take effect?)
    sub-pages, the same ones in every state ─ 20 s and a snapshot each

Whatever goes wrong on the way, what was seen until then is in the visit, `complete` is False and `errors` say why.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from playwright.async_api import Error as PlaywrightError

from crawler.browser.collectors.stage import utc_now
from crawler.browser.errors import page_error, stored_error
from crawler.browser.links import READ_LINKS, READ_WAYS, PageLink, choose_subpages, page_links, page_ways
from crawler.browser.loading import Loading, load
from crawler.browser.session import BrowserSession
from crawler.browser.tab import PageCrashed, Tab
from crawler.consent import Attempt, LiveBanner, answer_banner, find_banner, verify_answer
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import (
    Answer,
    AnswerResult,
    Banner,
    GatherError,
    PageLoad,
    Phase,
    Request,
    Screenshot,
    Snapshot,
    State,
    StorageWrite,
    Visit,
)
from crawler.options import GatherOptions

__all__ = ["PageLink", "VisitResult", "choose_subpages", "visit_state"]

Seen = TypeVar("Seen", StorageWrite, Request)
HOME, RELOAD, SUBPAGE = "home", "reload", "subpage"
_ANSWERED_STATES = (State.REJECT, State.ACCEPT)
_BANNER_S = 30.0
"""Most wall time for reading a banner."""
_ANSWER_S = 60.0
_LIMIT_SHARE = 0.6
"""Share of the site's time limit that one visit may take, so that a hanging page leaves time for the other states."""


@dataclass(frozen=True, slots=True)
class VisitResult:
    """A visit, and what its home page led to."""

    visit: Visit
    home_links: tuple[PageLink, ...]
    """The links that the home page showed, the banner's own first."""
    subpages: tuple[str, ...]
    """The sub-pages visited, or chosen to be: every later state is to visit the same ones."""


async def visit_state(
    session: BrowserSession,
    site_url: str,
    state: State,
    options: GatherOptions,
    writer: BundleWriter,
    *,
    subpages: Sequence[str] | None = None,
) -> VisitResult:
    """Visit `site_url` in a fresh profile and return what was observed.

    `subpages`: the pages to visit besides the home page; None chooses them from its links. Never raises for what a
    page does; pictures and the banner's HTML go into `writer`.
    """
    run = _Run(state, site_url, options, writer, None if subpages is None else tuple(subpages))
    began, started_at = time.monotonic(), utc_now()
    try:
        async with asyncio.timeout(max(20.0, options.timeout_s * _LIMIT_SHARE)), session.context(state) as context:
            run.tab = await Tab.open(context, options)
            try:
                await run.go()
            finally:
                await run.tab.close()
    except TimeoutError:
        run.fail(stored_error("timeout", site_url, state, detail="the visit took too long"))
    except PageCrashed as error:
        run.fail(stored_error("crashed", str(error), state))
    except PlaywrightError as error:
        run.fail(page_error(error, site_url, state))
    wall_time_ms = int((time.monotonic() - began) * 1000)
    return VisitResult(run.visit(started_at, wall_time_ms), run.home_links, run.subpages or ())


@dataclass(slots=True)
class _Run:
    """A visit under way."""

    state: State
    site_url: str
    options: GatherOptions
    writer: BundleWriter
    subpages: tuple[str, ...] | None
    tab: Tab | None = None
    pages: list[PageLoad] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    screenshots: list[Screenshot] = field(default_factory=list)
    banner: Banner | None = None
    answer: Answer | None = None
    home_links: tuple[PageLink, ...] = ()
    errors: list[GatherError] = field(default_factory=list)
    failed: bool = False
    """A step could not be done."""
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

    async def go(self) -> None:
        """Go through the state from the first page to the last."""
        home = await self._page(self.site_url, HOME, "look")
        if home.error is not None and home.status is None:
            return
        live = await self._banner()
        await self._links(home)
        attempt = None
        if self.state in _ANSWERED_STATES:
            attempt = await self._answer(live)
        reload = await self._page(self.site_url, RELOAD, "reload")
        if attempt is not None:
            self.pages[-1] = replace(self.pages[-1], links=page_ways(await self.here.read(READ_WAYS)))
        if live is not None and attempt is not None:
            await self._verify(live, attempt)
        subpages = [await self._page(url, SUBPAGE, f"subpage-{at}") for at, url in enumerate(self.subpages or (), 1)]
        unseen = [page for page in subpages if page.error is not None and (page.status is None or _hung(page))]
        self.complete = not (self.failed or home.error or reload.error or unseen)

    async def _page(self, url: str, role: str, label: str) -> PageLoad:
        """Load a page, then take its snapshot and picture."""
        loading = Loading(self.state, self.options)
        page = await load(self.here, url, role, len(self.pages), loading)
        self.pages.append(page)
        if page.error is not None and role != HOME:  # the home page's error is on the page, and ends the visit
            self.errors.append(page.error)
        await self._snapshot()
        if page.status is not None:
            await self._picture(label)
        return page

    async def _snapshot(self) -> Snapshot:
        snapshot = await self.here.recorder.snapshots.take()
        self.snapshots.append(snapshot)
        return snapshot

    async def _picture(self, label: str) -> None:
        tab = self.here
        if picture := await tab.screenshot():
            path = self.writer.add(f"screenshots/{self.state}-{label}.jpg", picture)
            stage = tab.recorder.stage
            shot = Screenshot(path=path, label=label, page=stage.page, page_time_ms=tab.page_time.now_ms)
            self.screenshots.append(shot)

    async def _links(self, home: PageLoad) -> None:
        found = await self.here.read(READ_LINKS)
        banner_links = self.banner.links if self.banner else ()
        self.home_links = page_links(found, home.final_url, banner_links)
        if self.subpages is None:
            self.subpages = choose_subpages(self.home_links, home.final_url, self.options.pages)

    async def _banner(self) -> LiveBanner | None:
        """Look for the banner, reading only; store its picture and HTML."""
        tab = self.here
        try:
            async with asyncio.timeout(_BANNER_S):
                live = await find_banner(tab.page, tab.page_time, session=tab.cdp)
        except (PlaywrightError, TimeoutError) as error:
            self.fail(replace(page_error(error, self.site_url, self.state), stage="banner"))
            return None
        self._keep_banner(live)
        return live

    def _keep_banner(self, live: LiveBanner) -> None:
        """Store the banner as evidence; its files are written once."""
        html_path = self.banner.html_path if self.banner else None
        picture = self.banner.screenshot_path if self.banner else None
        if live.html and html_path is None:
            html_path = self.writer.add(f"banner/{self.state}.html", live.html)
        if live.screenshot and picture is None:
            picture = self.writer.add(f"banner/{self.state}.png", live.screenshot)
        self.banner = replace(live.evidence, html_path=html_path, screenshot_path=picture)

    async def _answer(self, live: LiveBanner | None) -> Attempt | None:
        """Give the state's answer, let its effect unfold and record it."""
        if live is None:
            reason = "the page could not be read for a banner"
            self.answer = Answer(result=AnswerResult.NOT_TRIED, reason=reason)
            return None
        tab = self.here
        tab.recorder.stage.phase = Phase.ANSWERED  # what comes before the first click is put back by `visit`
        self.answer = Answer(result=AnswerResult.FAILED, reason="the answer was not verified")
        try:
            async with asyncio.timeout(_ANSWER_S):
                attempt = await answer_banner(live, self.state)
        except (PlaywrightError, TimeoutError) as error:
            self.fail(replace(page_error(error, self.site_url, self.state), stage="answer"))
            return None
        self.answer = replace(self.answer, page_time_ms=attempt.page_time_ms)
        self._keep_banner(live)
        if attempt.page_time_ms is None:
            tab.recorder.stage.phase = Phase.LOOK  # nothing was clicked
        if attempt.result is AnswerResult.NOT_TRIED:
            self.answer = Answer(result=AnswerResult.NOT_TRIED, reason=attempt.reason)
            return None
        await tab.page_time.grant(int(self.options.page_time_s * 1000))
        if tab.crashed:
            raise PageCrashed(self.site_url)
        await self._snapshot()
        await self._picture("answered")
        return attempt

    async def _verify(self, live: LiveBanner, attempt: Attempt) -> None:
        tab = self.here
        look, answered, reloaded = self.snapshots[:3]
        try:
            async with asyncio.timeout(_BANNER_S):
                self.answer = await verify_answer(
                    tab.page,
                    tab.page_time,
                    live,
                    attempt,
                    self.state,
                    before=look,
                    after=answered,
                    reloaded=reloaded,
                )
        except (PlaywrightError, TimeoutError) as error:
            self.fail(replace(page_error(error, self.site_url, self.state), stage="answer"))

    def visit(self, started_at: str, wall_time_ms: int) -> Visit:
        """Return what was observed, however far the visit came."""
        recorder = self.tab.recorder if self.tab else None
        clicked_ms = self.answer.page_time_ms if self.answer else None
        return Visit(
            state=self.state,
            started_at=started_at,
            wall_time_ms=wall_time_ms,
            page_time_mode="real" if self.options.real_time else "virtual",
            pages=tuple(self.pages),
            snapshots=tuple(self.snapshots),
            writes=tuple(_rephased(write, clicked_ms) for write in recorder.writes()) if recorder else (),
            requests=tuple(_rephased(request, clicked_ms) for request in recorder.requests()) if recorder else (),
            banner=self.banner,
            answer=self.answer,
            screenshots=tuple(self.screenshots),
            complete=self.complete,
            errors=tuple(self.errors),
        )


def _hung(page: PageLoad) -> bool:
    return page.error is not None and page.error.code == "hung"


def _rephased(seen: Seen, clicked_ms: int | None) -> Seen:
    """Put back into the look what happened on the home page while an answer was prepared, before its first click."""
    early = clicked_ms is not None and seen.page == 0 and seen.page_time_ms < clicked_ms
    return replace(seen, phase=Phase.LOOK) if early and seen.phase is Phase.ANSWERED else seen
