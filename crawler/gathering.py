"""One site → one sealed bundle, whatever happens: what could not be gathered is stored as an error in its place."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from crawler.addresses import AddressRefused, check_address, private_requests
from crawler.aliases import resolve_aliases
from crawler.browser.links import BANNER, PageLink
from crawler.browser.profiles import profile_of
from crawler.browser.session import BrowserSession, launch
from crawler.browser.visit import FirstLook, VisitResult, visit_state
from crawler.consent import ManagerDeclaration, store_declaration
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import (
    SCHEMA_VERSION,
    Document,
    Environment,
    GatherError,
    HostAlias,
    PageLoad,
    SiteEvidence,
    SiteTarget,
    State,
    Visit,
)
from crawler.options import GatherOptions
from crawler.policy_links import FoundLink
from crawler.spiders.policy import fetch_policies

Progress = Callable[[str], None]
Lender = Callable[[GatherOptions], AbstractAsyncContextManager[BrowserSession]]
"""Gives a browser that has tested itself, for one site."""

HOME_CODES = {"dns": "unknown-host", "redirect-loop": "redirects"}
"""The browser's words for what everybody else has another word for."""

BROWSER_ADVICE = "run `cookie-audit doctor` to see what is wrong with the browser"


@dataclass(slots=True)
class _Record:
    """What has been gathered so far."""

    site: SiteTarget
    options: GatherOptions
    started_at: str
    environment: Environment
    visits: dict[State, Visit] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    declarations: dict[State, ManagerDeclaration] = field(default_factory=dict)
    """What the consent manager declared, by the visit that read it."""
    aliases: dict[str, HostAlias] = field(default_factory=dict)
    errors: list[GatherError] = field(default_factory=list)

    def evidence(self) -> SiteEvidence:
        """Return all of it, states in the order asked for."""
        return SiteEvidence(
            schema_version=SCHEMA_VERSION,
            site=self.site,
            started_at=self.started_at,
            finished_at=_now(),
            environment=self.environment,
            documents=self.documents,
            visits=tuple(self.visits[state] for state in self.options.states if state in self.visits),
            aliases=tuple(self.aliases[host] for host in sorted(self.aliases)),
            errors=tuple(self.errors),
            asked_states=self.options.states,
        )

    def fail(self, stage: str, code: str, message: str, state: State | None = None) -> None:
        """Store an error."""
        self.errors.append(GatherError(stage=stage, code=code, message=message, url=self.site.url, state=state))


async def gather(
    site: SiteTarget,
    options: GatherOptions,
    destination: Path,
    progress: Progress | None = None,
    browser: Lender | None = None,
) -> Path:
    """Gather everything on `site` into a new bundle at `destination`, which must not exist, and return its path.

    Always gives a bundle, also when nothing could be gathered: `SiteEvidence.errors` then says why. `progress` is
    told each step in a few words; `browser` lends a running browser, else one is started for this site. The limit
    `options.timeout_s` holds as far as Python can make it; for a limit that holds against everything use
    `crawler.supervision.gather_supervised`.
    """
    options = replace(
        options,
        locale=site.locale or options.locale,
        pages=options.pages if site.pages is None else site.pages,
        states=site.states or options.states,
    )
    record = _Record(site, options, _now(), bare_environment(options))
    with BundleWriter(destination) as writer:
        try:
            async with asyncio.timeout(options.timeout_s):
                await _gather_into(record, writer, progress or _say_nothing, browser or own_browser)
        except TimeoutError:
            record.fail(
                "deadline",
                "timeout",
                f"{site.url} was not done after {options.timeout_s:.0f} s; raise --timeout to gather the rest",
            )
        except AddressRefused as error:
            record.visits, record.documents = {}, ()
            record.fail("home", error.code, str(error))
        except Exception as error:  # the site's boundary: one site never ends a run
            record.fail("browser", "browser-failed", f"{site.url}: {_first_line(error)}; {BROWSER_ADVICE}")
        return writer.seal(record.evidence())


def seal_failure(site: SiteTarget, options: GatherOptions, destination: Path, error: GatherError) -> Path:
    """Write a bundle that holds nothing but `error`: for a site whose gathering had to be ended from outside."""
    record = _Record(site, options, _now(), bare_environment(options), errors=[error])
    with BundleWriter(destination) as writer:
        return writer.seal(record.evidence())


def bare_environment(options: GatherOptions) -> Environment:
    """Return what is known of the environment when no browser has told anything."""
    return Environment(
        tool_version=version("cookie-audit"),
        browser="",
        locale=options.locale,
        timezone=options.timezone,
        viewport=options.viewport or profile_of(options).viewport,
        profile=options.profile,
        page_time="real" if options.real_time else "virtual",
        page_time_s=options.page_time_s,
        sandbox=options.sandbox,
        proxy=options.proxy is not None,
        platform=f"{platform.system()} {platform.machine()}",
    )


@asynccontextmanager
async def own_browser(options: GatherOptions) -> AsyncIterator[BrowserSession]:
    """Start a browser, test it, and take it down again."""
    async with launch(options) as session:
        await session.self_test()
        yield session


async def _gather_into(record: _Record, writer: BundleWriter, progress: Progress, browser: Lender) -> None:
    site, options = record.site, record.options
    await check_address(site.url, options)
    progress("starting the browser")
    async with browser(options) as session:
        record.environment = session.environment()
        progress("looking at the site before any choice")
        try:
            await _visits(record, writer, session, progress)
        except BaseException:
            session.doubt()  # what was under way in it was broken off
            raise
    _store_declaration(record, writer)
    await _aliases(record)  # of the hosts that only later pages met
    progress("sealing the bundle")


def _store_declaration(record: _Record, writer: BundleWriter) -> None:
    """Add what the site's consent manager declares to its documents: as the first of the states has it."""
    state = next((state for state in record.options.states if state in record.declarations), None)
    if state is None or state not in record.visits:
        return
    pages = record.visits[state].pages
    url = pages[0].final_url if pages else record.site.url
    document = store_declaration(record.declarations[state], url, _now(), writer)
    record.documents = (*record.documents, document)


async def _visits(record: _Record, writer: BundleWriter, session: BrowserSession, progress: Progress) -> None:
    """Visit the site in all states and fetch its policies, beside each other.

    The later states begin as soon as the home page begins to come, the policies once it was looked at. Where that look
    finds that there is none after all, the later states are broken off, and nothing of them is kept.
    """
    home, shown = (asyncio.get_running_loop().create_future() for _ in range(2))
    options, states, later = record.options, _later_states(record.options), list[asyncio.Task[None]]()

    def begin() -> None:
        if not later:
            visits = (_later_visit(record, writer, session, state, shown) for state in states)
            later.extend(asyncio.create_task(visit) for visit in visits)

    first_look = FirstLook(arrived=begin, done=home.set_result)
    looking = asyncio.create_task(
        visit_state(session, record.site.url, State.BEFORE, options, writer, first_look=first_look)
    )
    try:
        await asyncio.wait({looking, home}, return_when=asyncio.FIRST_COMPLETED)
        if home.done() and _leads_on(home.result(), options):
            seen = home.result()
            _keep(record, seen.visit)  # all that there is of it should the site's time end first
            shown.set_result(seen)
            progress("policies" + "".join(f", {state}" for state in states))
            begin()
            beside = (_policies(record, writer, session, seen), _aliases(record))
            await asyncio.gather(_keep_whole(record, looking), *beside, *later)
        else:
            await _break_off(session, later)
            before = await looking
            _keep(record, before.visit)
            _store_home_error(record, before)
            progress("policies")
            await _policies(record, writer, session, before)
    finally:
        await _break_off(session, (looking, *later))


async def _break_off(session: BrowserSession, visits: Sequence[asyncio.Task[Any]]) -> None:
    """End visits that are under way; a browser in which some were gets no further site."""
    under_way = [visit for visit in visits if not visit.done()]
    for visit in under_way:
        session.doubt()
        visit.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)


async def _keep_whole(record: _Record, looking: asyncio.Task[VisitResult]) -> None:
    """Keep a visit that is under way when it comes to its end, whatever else is not done yet."""
    _keep(record, (await looking).visit)


def _leads_on(before: VisitResult, options: GatherOptions) -> bool:
    """Tell whether there is a home page, on the public web, to answer a banner on."""
    return _is_shown(before.visit.pages[0]) and not private_requests(before.visit.requests, options)


def _is_shown(page: PageLoad) -> bool:
    """Tell whether a page came up: a busy one that used up its patience did, an error page did not."""
    return page.error is None or page.error.code == "hung"


def _later_states(options: GatherOptions) -> list[State]:
    return [state for state in options.states if state is not State.BEFORE]


def _keep(record: _Record, visit: Visit) -> None:
    """Keep a visit unless it was led to a private address: then nothing that came from there may be stored."""
    private = private_requests(visit.requests, record.options)
    if not private:
        record.visits[visit.state] = visit
        return
    raise AddressRefused(
        "private-address",
        f"{record.site.url} led to {private[0].host} at {private[0].remote_address}, which is not on the public web; "
        "nothing of the visit was kept; --allow-private keeps it",
    )


def _store_home_error(record: _Record, before: VisitResult) -> None:
    """Store why there is no home page."""
    pages, visit = before.visit.pages, before.visit
    error = pages[0].error if pages else next(iter(visit.errors), None)
    if error is None:
        record.fail("home", "no-page", f"{record.site.url}: the home page was not shown", State.BEFORE)
    else:
        record.errors.append(replace(error, stage="home", code=HOME_CODES.get(error.code, error.code)))
    record.visits[State.BEFORE] = replace(visit, complete=False)  # what an error page sets tells nothing about the site


async def _later_visit(
    record: _Record, writer: BundleWriter, session: BrowserSession, state: State, shown: asyncio.Future[VisitResult]
) -> None:
    """Visit the site in a further state; what was seen is kept once `shown` tells that it has a home page."""

    async def subpages() -> tuple[str, ...]:
        return (await asyncio.shield(shown)).subpages

    async def visit() -> None:
        result = await visit_state(session, record.site.url, state, record.options, writer, subpages=subpages)
        await asyncio.shield(shown)
        _keep(record, result.visit)
        if result.declaration is not None:
            record.declarations[state] = result.declaration

    await _guarded(record, "visit", visit(), state)


async def _aliases(record: _Record) -> None:
    """Look up the hosts met so far that nobody has looked up."""

    async def look_up() -> None:
        met = {request.host for visit in record.visits.values() for request in visit.requests}
        for alias in await resolve_aliases(met - record.aliases.keys(), record.options):
            record.aliases[alias.host] = alias

    await _guarded(record, "dns", look_up())


async def _policies(record: _Record, writer: BundleWriter, session: BrowserSession, before: VisitResult) -> None:
    async def fetch() -> None:
        home = _home_address(record, before)
        links = [_found_link(link, home) for link in before.home_links]
        result = await fetch_policies(record.site, links, record.options, writer, session.render, home_url=home)
        record.documents = result.documents
        record.errors.extend(result.errors)
        record.environment = replace(record.environment, clock_offset_s=result.clock_offset_s)

    await _guarded(record, "policy", fetch())


def _home_address(record: _Record, before: VisitResult) -> str:
    """Return where the site's address led to."""
    pages = before.visit.pages
    return (pages[0].final_url if pages else "") or record.site.url


def _found_link(link: PageLink, home: str) -> FoundLink:
    source = "banner-link" if link.region == BANNER else "home-link"
    return FoundLink(text=link.text, url=link.url, source=source, page=home)


async def _guarded(record: _Record, stage: str, work: Awaitable[None], state: State | None = None) -> None:
    """Do a part; store its failure, so that the other parts go on."""
    try:
        await work
    except AddressRefused as error:
        record.fail(stage, error.code, str(error), state)
    except Exception as error:
        record.fail(stage, f"{stage}-failed", f"{record.site.url}: {_first_line(error)}", state)


def _first_line(error: BaseException) -> str:
    text = f"{type(error).__name__}: {error}"
    return text.strip().splitlines()[0][:300]


def _say_nothing(step: str) -> None:
    """Take progress that nobody wants to see."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
