"""A session over sites: each gathered in a process of its own, judged, written; one site's trouble stays its own."""

from __future__ import annotations

import asyncio
import shutil
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audits.cli.gathering import gather_options, jobs, retries
from audits.cli.judging import NO_INPUTS, Inputs, formats, inputs, judge
from audits.cli.outputs import BUNDLE, audit_folder, time_folder_name, unwritable
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings
from audits.cli.terminal import ProgressView, warn
from audits.model import Report
from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import SiteEvidence, SiteTarget
from crawler.options import GatherOptions

if TYPE_CHECKING:
    from crawler.supervision import WorkerPool


Progress = Callable[[str], None]

PASSING = frozenset({"timeout", "broken-response", "offline", "crashed", "worker-failed", "refused"})
"""Codes of errors that may be gone a moment later."""
RETRY_PAUSES_S = (5, 30, 120)
"""Pauses before each further try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """What became of one site."""

    site: SiteTarget
    folder: Path | None
    """Where its results are; None when there are none."""
    audited: bool
    """Something of the site was seen."""
    report: Report | None = None
    problem: str | None = None
    """Why there is less than there should be, in a few words."""
    internal: bool = False
    """The program itself went wrong on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """How sites are worked through."""

    options: GatherOptions
    output: Path
    jobs: int
    formats: Sequence[str] | None
    """Report formats; None: gather only."""
    inputs: Inputs = NO_INPUTS
    """What the user adds to the judging."""
    retries: int = 0
    """How often to try a site again of which nothing was seen for a reason that may pass; 3 at most."""
    since: str = ""
    """When the run began, UTC in ISO 8601; empty: there is no run."""
    quiet: bool = False
    verbose: bool = False


def session_of(gather: GatherSettings, judge: JudgeSettings | None, common: CommonSettings, output: Path) -> Session:
    """Return how the user wants sites worked through. `judge`: None only gathers. Raises Stop."""
    return Session(
        options=gather_options(gather),
        output=output,
        jobs=jobs(gather),
        formats=formats(judge) if judge is not None else None,
        inputs=inputs(judge) if judge is not None else NO_INPUTS,
        retries=retries(gather),
        quiet=bool(common.quiet),
        verbose=bool(common.verbose),
    )


def work_through(sites: Sequence[SiteTarget], session: Session, add: Callable[[SiteResult], None]) -> None:
    """Gather (and judge) all sites, giving each result to `add` as it comes, so that Ctrl-C loses none."""
    asyncio.run(_work(sites, session, add))


async def _work(sites: Sequence[SiteTarget], session: Session, add: Callable[[SiteResult], None]) -> None:
    from crawler.supervision import WorkerPool  # noqa: PLC0415  # slow to import

    with ProgressView(len(sites), quiet=session.quiet, verbose=session.verbose) as view:
        async with WorkerPool(session.options) as pool:
            await _each(sites, session, add, pool, view)


async def _each(
    sites: Sequence[SiteTarget],
    session: Session,
    add: Callable[[SiteResult], None],
    pool: WorkerPool,
    view: ProgressView,
) -> None:
    """Work through the sites, `session.jobs` at a time, and no host twice at a time."""
    turn = asyncio.Semaphore(session.jobs)
    hosts = {urlsplit(site.url).netloc: asyncio.Lock() for site in sites}

    async def one(site: SiteTarget) -> None:
        async with hosts[urlsplit(site.url).netloc], turn:
            result = await audit_one(site, session, pool, lambda step: view.step(site.url, step))
            add(result)
            view.finish(site.url, result.problem or (result.report.summary.sentence if result.report else "done"))

    # A group, not gather(): on Ctrl-C that one ends with its first task and has the others cancelled a second
    # time, in the midst of ending their processes.
    async with asyncio.TaskGroup() as group:
        for site in sites:
            group.create_task(one(site))


async def audit_one(site: SiteTarget, session: Session, pool: WorkerPool, step: Progress) -> SiteResult:
    """Gather a site, judge it and write its results; whatever goes wrong is in what is returned."""
    try:
        with audit_folder(session.output, site.url, time_folder_name(not_before=session.since)) as (folder, final):
            bundle = folder / BUNDLE
            evidence = await _gathered(site, bundle, session, pool, step)
            if session.formats is not None:
                step("judging")
            report, trouble = await asyncio.to_thread(_judged, site, bundle, folder, session)
            if (
                report is not None
                and session.options.confirm
                and await _confirmed(report, bundle, evidence, pool, step)
            ):
                report, trouble = await asyncio.to_thread(_judged, site, bundle, folder, session)
        return SiteResult(
            site=site,
            folder=final,
            audited=was_seen(evidence),
            report=report,
            problem=trouble or first_problem(evidence),
            internal=trouble is not None,
        )
    except Exception as error:  # the site's boundary: what went wrong is told, the other sites go on
        if unwritable(error):
            raise
        return SiteResult(site=site, folder=None, audited=False, problem=_told(site, error), internal=True)


async def _gathered(site: SiteTarget, bundle: Path, session: Session, pool: WorkerPool, step: Progress) -> SiteEvidence:
    """Gather a site, again after a pause when what went wrong may have passed by then."""
    for pause_s in (*RETRY_PAUSES_S[: session.retries], None):
        await pool.gather(site, bundle, step)
        evidence = (await asyncio.to_thread(open_bundle, bundle)).evidence
        if pause_s is None or not may_pass(evidence):
            break
        step(f"waiting {pause_s} s to try again")
        await asyncio.sleep(pause_s)
        await asyncio.to_thread(shutil.rmtree, bundle)
    return evidence


async def _confirmed(report: Report, bundle: Path, evidence: SiteEvidence, pool: WorkerPool, step: Progress) -> bool:
    """Have the visits behind failures repeated, and tell whether the bundle now holds the repetition."""
    from audits.engine.confirmation import states_behind  # noqa: PLC0415  # slow to import

    states = states_behind(report.findings, evidence)
    again = bundle.with_name(f"{bundle.name}-confirmed")
    if not states or await pool.confirm(bundle, states, again, step) is None:
        return False
    await asyncio.to_thread(shutil.rmtree, bundle)
    await asyncio.to_thread(again.rename, bundle)
    return True


def _judged(site: SiteTarget, bundle: Path, folder: Path, session: Session) -> tuple[Report | None, str | None]:
    """Judge a bundle; return the report, and what went wrong. The bundle is kept either way: it took the time."""
    if session.formats is None:
        return None, None
    try:
        return judge(bundle, folder, session.formats, session.inputs), None
    except Exception as error:
        if unwritable(error):
            raise
        return None, _told(site, error)


def _told(site: SiteTarget, error: Exception) -> str:
    warn(f"{site.url}: internal error; please report it\n{traceback.format_exc()}")
    return f"internal error: {error}"


def was_seen(evidence: SiteEvidence) -> bool:
    """Tell whether a page of the site was seen, or a policy read."""
    return _shown(evidence) or any(document.error is None for document in evidence.documents)


def may_pass(evidence: SiteEvidence) -> bool:
    """Tell whether nothing was seen for a reason that another try may not meet."""
    if was_seen(evidence):
        return False
    pages = [page for visit in evidence.visits for page in visit.pages]
    errors = [*evidence.errors, *(error for visit in evidence.visits for error in visit.errors)]
    errors += [page.error for page in pages if page.error is not None]
    return any(error.code in PASSING for error in errors) or any((page.status or 0) >= 500 for page in pages)


def first_problem(evidence: SiteEvidence) -> str | None:
    """Return the message of the error that kept the site from being seen; None when it was."""
    if _shown(evidence):
        return None
    errors = [*evidence.errors, *(error for visit in evidence.visits for error in visit.errors)]
    return errors[0].message if errors else "nothing was seen"


def _shown(evidence: SiteEvidence) -> bool:
    """Tell whether a page came up, be it one that was too busy to be watched to its end."""
    pages = [page for visit in evidence.visits for page in visit.pages]
    return any(page.error is None or page.error.code == "hung" for page in pages)
