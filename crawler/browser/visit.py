"""One fresh profile taken through one state: look, answer, reload, sub-pages.

    home page ─ look: 20 s of page time, nothing answered ─ snapshot ─ is there a banner?
      before, gpc, dnt: nothing is answered     reject, accept: answer ─ 20 s ─ snapshot
      withdraw: accept ─ 20 s ─ home page again ─ (proved?) ─ find the way back, refuse ─ 20 s ─ snapshot
    home page again ─ 20 s ─ snapshot ─ (did the answer take effect?)
    sub-pages, the same ones in every state ─ 20 s and a snapshot each

Whatever goes wrong on the way, what was seen until then is in the visit, `complete` is False and `errors` say why.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from playwright.async_api import Error as PlaywrightError

from crawler.browser.answering import answer, withdraw
from crawler.browser.archive import ArchiveFailed, Exchange, archive, archive_error
from crawler.browser.collectors import Recorder
from crawler.browser.collectors.stage import utc_now
from crawler.browser.errors import page_error, stored_error
from crawler.browser.links import PageLink, choose_subpages
from crawler.browser.looking_again import control_visit, look_again
from crawler.browser.run import HOME, SUBPAGE, UNANSWERED, Run
from crawler.browser.session import BrowserSession, tool_version
from crawler.browser.tab import PageCrashed, Tab
from crawler.consent import ManagerDeclaration
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import PageLoad, State, Visit
from crawler.options import GatherOptions

__all__ = ["FirstLook", "PageLink", "VisitResult", "choose_subpages", "visit_state"]

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
    declaration: ManagerDeclaration | None = None
    """What the consent manager declares, read where an answer was given; None: nothing, or nobody could read it."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Who is told how far a visit's first look at the home page came."""

    arrived: Callable[[], None]
    """A page has begun to come; told again should it be gone to once more."""
    done: Callable[[VisitResult], None]
    """It came up and was looked at: this is what was seen so far."""


async def visit_state(
    session: BrowserSession,
    site_url: str,
    state: State,
    options: GatherOptions,
    writer: BundleWriter,
    *,
    subpages: Sequence[str] | Callable[[], Awaitable[tuple[str, ...]]] | None = None,
    first_look: FirstLook | None = None,
) -> VisitResult:
    """Visit `site_url` in a fresh profile and return what was observed.

    `subpages`: the pages to visit besides the home page, or what tells them once they are wanted; None chooses them
    from its links. `first_look` is told how the first look goes. Never raises for what a page does; pictures and the
    banner's HTML go into `writer`.
    """
    run = Run(state, site_url, options, writer, on_arrival=first_look.arrived if first_look else None)
    run.control = partial(control_visit, session, run)
    if callable(subpages):
        run.chosen = subpages
    elif subpages is not None:
        run.subpages = tuple(subpages)
    began, started_at = time.monotonic(), utc_now()
    try:
        async with asyncio.timeout(max(20.0, options.timeout_s * _LIMIT_SHARE)), session.context(state) as context:
            run.tab = await Tab.open(context, options)
            try:
                if await run.tab.unless_crashed(_look(run)):
                    if first_look is not None:
                        first_look.done(_result(run, started_at, began))
                    await run.tab.unless_crashed(_beside(look_again(session, run), _go_on(run)))
            finally:
                await run.tab.close()
    except TimeoutError:
        session.doubt()
        run.fail(stored_error("timeout", site_url, state, detail="the visit took too long"))
    except PageCrashed as error:
        session.doubt()
        run.fail(stored_error("crashed", str(error), state))
    except PlaywrightError as error:
        run.fail(page_error(error, site_url, state))
    if any(page.error is not None and page.error.code == "hung" for page in run.pages):
        session.doubt()
    result = _result(run, started_at, began)
    return replace(result, visit=await _archived(run, result.visit)) if options.wacz else result


async def _archived(run: Run, seen: Visit) -> Visit:
    """Return the visit with its web archive, or with why there is none."""
    if run.tab is None:
        return seen
    exchanges = [Exchange(*each) for each in run.tab.recorder.exchanges()]
    try:
        made = await archive(exchanges, seen.pages, run.state, run.site_url)
    except (ArchiveFailed, OSError) as error:
        return replace(seen, errors=(*seen.errors, archive_error(error, run.site_url, run.state)))
    return replace(seen, wacz_path=run.writer.add(f"wacz/{run.state}.wacz", made))


async def _beside(side: Coroutine[Any, Any, None], main: Coroutine[Any, Any, None]) -> None:
    """Do both at once; the side work ends with the main one, at the latest when that fails."""
    aside = asyncio.ensure_future(side)
    try:
        await main
        await aside
    finally:
        aside.cancel()
        await asyncio.gather(aside, return_exceptions=True)


def _result(run: Run, started_at: str, began: float) -> VisitResult:
    wall_time_ms = int((time.monotonic() - began) * 1000)
    declaration = run.live.declaration if run.live else None
    return VisitResult(visit(run, started_at, wall_time_ms), run.home_links, run.subpages or (), declaration)


async def _look(run: Run) -> bool:
    """Look at the home page before anything is answered; tell whether there was one."""
    home = await run.page(run.site_url, HOME, "look")
    if home.error is not None and home.status is None:
        return False
    run.live = await run.look_for_banner()
    await run.links(home)
    return True


async def _go_on(run: Run) -> None:
    """Go through the state from the answer to the last page."""
    if run.state in UNANSWERED:
        await run.reload()
    elif run.state is State.WITHDRAW:
        await withdraw(run, run.live)
    else:
        await answer(run, run.live)
    if not run.over:
        for at, url in enumerate(await run.pages_besides(), 1):
            await run.page(url, SUBPAGE, f"subpage-{at}")
    run.complete = not (run.failed or any(_unseen(page) for page in run.pages))


def visit(run: Run, started_at: str, wall_time_ms: int) -> Visit:
    """Return what was observed, however far the visit came."""
    recorder = run.tab.recorder if run.tab else None
    seen = Visit(
        state=run.state,
        started_at=started_at,
        wall_time_ms=wall_time_ms,
        page_time_mode="real" if run.options.real_time else "virtual",
        pages=tuple(run.pages),
        snapshots=tuple(run.snapshots),
        banner=run.banner,
        answer=run.answer,
        consent=run.consent,
        screenshots=tuple(run.screenshots),
        complete=run.complete,
        errors=tuple(run.errors),
    )
    return _recorded(run, seen, recorder) if recorder else seen


def _recorded(run: Run, seen: Visit, recorder: Recorder) -> Visit:
    """Return the visit with what its collectors saw, and write its HAR file."""
    requests = tuple(run.turned(request) for request in recorder.requests())
    return replace(
        seen,
        writes=tuple(run.turned(write) for write in recorder.writes()),
        requests=requests,
        signals=tuple(run.turned(signal) for signal in recorder.signals()),
        api_uses=tuple(run.turned(use) for use in recorder.api_uses.uses()),
        sent_values=recorder.sent_values(run.snapshots),
        revalidations=recorder.revalidations(),
        har_path=run.writer.add(f"har/{run.state}.har", recorder.har(run.pages, requests, tool_version())),
    )


def _unseen(page: PageLoad) -> bool:
    """Tell whether a page was not seen to its end; that a link leads to an error page is the site's own doing."""
    if page.error is None:
        return False
    return page.role != SUBPAGE or page.status is None or page.error.code == "hung"
