"""Takes a browser through the web of banners: look, answer, reload, prove; many sites at once, in page time."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from playwright.async_api import Error, Page

from crawler.browser.navigation import arrive
from crawler.browser.page_time import PageTime
from crawler.browser.session import BrowserSession, launch
from crawler.consent import LiveBanner, answer_banner, asks_unanswered, find_banner, verify_answer, withdraw_consent
from crawler.evidence.model import Answer, AnswerResult, Banner, Phase, Snapshot, State, StorageKind, StoredItem
from crawler.options import GatherOptions
from tests.banners.server import BannerServer, HostLog
from tests.banners.site import STRANGERS, UNTRIED, YES, BannerSite

READ_LOCAL = "Object.entries(localStorage)"
LIMIT_S = 180.0
"""Wall time that a site gets in all, on a machine that others use as well."""
LOAD_MS = 30_000.0
"""Wall time that a page gets to begin."""
READ_S = 20
"""Wall time that a page gets to say what it stores."""
RELOAD_MS = 1500
AT_ONCE = 3
"""Sites under way together: one waits for its browser process while another's answer is worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One site taken through one state, as measured and as the server saw it."""

    site: BannerSite
    state: State
    banner: Banner
    answer: Answer
    consent: Answer | None
    log: HostLog
    declared: tuple[str, ...] = ()
    """Names that the manager declares."""
    answer_s: float
    """Wall time of finding, answering and proving, without loading pages; a withdrawal's without the consent before."""
    error: str = ""

    def faults(self) -> list[str]:
        """Return what is not as stated; nothing when all is."""
        site, found = self.site, []
        if self.error:
            return [self.error]
        if self.banner.found is not site.found:
            found.append(f"found is {self.banner.found}")
        if site.language and self.banner.found and self.banner.language not in (site.language, None):
            found.append(f"language is {self.banner.language}, not {site.language}")
        if self.state is State.BEFORE:
            return found
        expected = {State.ACCEPT: site.accept, State.REJECT: site.reject, State.WITHDRAW: site.withdraw}[self.state]
        if self.answer.result is not expected:
            found.append(f"{self.state} is {self.answer.result}, not {expected}: {self.answer.reason}")
        if site.manager is not None and self.banner.manager != site.manager:
            found.append(f"manager is {self.banner.manager}, not {site.manager}")
        if self.state is State.REJECT and site.layers and self.answer.layers != site.layers:
            found.append(f"refused on layer {self.answer.layers}, not {site.layers}")
        if site.declared and set(self.declared) != set(site.declared):
            found.append(f"declares {sorted(self.declared)}")
        if strangers := STRANGERS & set(self.log.pressed):
            found.append(f"pressed {sorted(strangers)}")
        return found + self._against_log()

    def _against_log(self) -> list[str]:
        """Return where a proved answer and the server's log part."""
        held = self.log.last_held
        if self.state is State.REJECT and self.log.trackers and self.site.reject is not AnswerResult.FAILED:
            return [f"consent was given where refusal was asked: {self.log.trackers}"]
        if self.answer.result is not YES:
            return []
        if held is None:
            return ["the server knows of no answer"]
        if (self.state is State.ACCEPT) is not bool(held):
            return [f"the server holds {held!r} after {self.state}"]
        return []


@asynccontextmanager
async def browsing(server: BannerServer) -> AsyncIterator[BrowserSession]:
    """Give a browser as the product starts it, to which the server stands for every host."""
    options = GatherOptions(
        host_resolver_rules=server.resolver_rules,
        allow_private=True,
        sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
    )
    async with launch(options) as session:
        yield session


async def drive(
    sites: Sequence[BannerSite], states: Callable[[BannerSite], Sequence[State]], at_once: int = AT_ONCE
) -> list[Run]:
    """Take every site through its states and return the runs in the order of the sites."""
    limit = asyncio.Semaphore(at_once)
    async with BannerServer(sites).running() as server, browsing(server) as session:

        async def one(site: BannerSite, state: State) -> Run:
            async with limit:
                return await run(session, server, site, state)

        return await asyncio.gather(*(one(site, state) for site in sites for state in states(site)))


async def run(session: BrowserSession, server: BannerServer, site: BannerSite, state: State) -> Run:
    """Take one site through one state."""
    host = f"{site.name}.{state}.example"
    nothing = Run(
        site=site, state=state, banner=Banner(found=False), answer=Answer(result=UNTRIED), consent=None,
        log=server.log[host], answer_s=0,
    )  # fmt: skip
    try:
        async with asyncio.timeout(LIMIT_S), session.context() as context:
            page = await context.new_page()
            clock = await PageTime.start(page, await context.new_cdp_session(page))
            return await _Visit(session, page, clock, f"http://{host}/", nothing).through()
    except (Error, TimeoutError) as error:
        return replace(nothing, error=f"{type(error).__name__}: {error}"[:300])


class _Visit:
    """One visit under way."""

    def __init__(self, session: BrowserSession, page: Page, clock: PageTime, url: str, run: Run) -> None:
        self.session, self.page, self.clock, self.url, self.run = session, page, clock, url, run
        self.site = run.site
        self.spent_s = 0.0

    async def through(self) -> Run:
        """Go through the state."""
        await self._load(self.site.wait_ms)
        look = await self._snapshot()
        began = time.monotonic()
        live = await find_banner(self.page, self.clock)
        self.spent_s = time.monotonic() - began
        state, consent = self.run.state, None
        answer = Answer(result=UNTRIED)
        if state in (State.ACCEPT, State.REJECT):
            answer = await self._give(live, state, look)
        elif state is State.WITHDRAW:
            consent = await self._give(live, State.ACCEPT, look)
            self.spent_s = 0.0  # giving consent is measured where nothing follows it
            answer = await self._give(live, State.WITHDRAW, await self._snapshot())
        declared = tuple(row.name for row in live.declaration.rows) if live.declaration else ()
        return replace(
            self.run, banner=live.evidence, answer=answer, consent=consent, declared=declared, answer_s=self.spent_s
        )

    async def _give(self, live: LiveBanner, state: State, before: Snapshot) -> Answer:
        """Answer, reload, prove."""
        began = time.monotonic()
        attempt = await (withdraw_consent(live) if state is State.WITHDRAW else answer_banner(live, state))
        self.spent_s += time.monotonic() - began
        await self.clock.grant(1000)
        after = await self._snapshot()
        await self._load(max(RELOAD_MS, self.site.wait_ms))
        reloaded = await self._snapshot()
        began = time.monotonic()
        answer = await verify_answer(
            self.page, self.clock, live, attempt, state, before=before, after=after, reloaded=reloaded,
            control=self._control,
        )  # fmt: skip
        self.spent_s += time.monotonic() - began
        return answer

    async def _control(self) -> bool | None:
        """Visit the site once more, in a profile of its own, and answer nothing."""
        async with self.session.context() as context:
            page = await context.new_page()
            clock = await PageTime.start(page, await context.new_cdp_session(page))
            return await asks_unanswered(page, clock, self.url, watch_ms=max(RELOAD_MS, self.site.wait_ms))

    async def _load(self, wait_ms: int) -> None:
        self.clock.navigated()
        await arrive(self.page, self.url, LOAD_MS)
        await self.clock.grant(wait_ms // 2)
        if self.site.scroll:
            await self.page.mouse.wheel(0, 600)
        await self.clock.grant(wait_ms - wait_ms // 2)

    async def _snapshot(self) -> Snapshot:
        """Return the cookies and the page's own local storage."""
        items = [
            StoredItem(storage=StorageKind.COOKIE, name=cookie["name"], domain=cookie["domain"], value=cookie["value"])
            for cookie in await self.page.context.cookies()
        ]
        try:
            local = await asyncio.wait_for(self.page.evaluate(READ_LOCAL), READ_S)
        except (Error, TimeoutError):
            local = []
        host = self.url.split("/")[2]
        items += [
            StoredItem(storage=StorageKind.LOCAL_STORAGE, name=name, domain=host, value=value) for name, value in local
        ]
        return Snapshot(page=0, phase=Phase.LOOK, page_time_ms=0, at=datetime.now(UTC).isoformat(), items=tuple(items))
