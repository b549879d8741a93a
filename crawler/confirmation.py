"""The visits behind a failure once more, in real time: a bundle → the same bundle with the repetition in it.

What page time shows in a second is what waiting shows in twenty; a finding that accuses somebody may be held against
the waiting all the same. What was gathered before is taken over byte for byte.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from crawler.addresses import private_requests
from crawler.browser.session import BrowserSession
from crawler.browser.visit import visit_state
from crawler.evidence.bundle import EVIDENCE, MANIFEST, BundleWriter, open_bundle
from crawler.evidence.model import GatherError, SiteEvidence, State, Visit
from crawler.gathering import Lender, Progress, own_browser
from crawler.options import GatherOptions

FOLDER = "confirmation"
"""Where the files of the repetition are in the bundle."""


async def confirm(
    bundle_path: Path,
    states: Collection[State],
    options: GatherOptions,
    destination: Path,
    progress: Progress | None = None,
    browser: Lender | None = None,
) -> Path:
    """Repeat the visits of a bundle in `states`, waiting, and write it anew, with them in it, at `destination`.

    Raises what keeps the bundle from being read or the browser from starting; what a page does is stored.
    """
    bundle = await asyncio.to_thread(open_bundle, bundle_path)
    asked = [visit for visit in bundle.evidence.visits if visit.state in states]
    waiting = waiting_options(bundle.evidence, options)
    with BundleWriter(destination) as writer:
        await asyncio.to_thread(_take_over, bundle_path, writer)
        if progress is not None:
            progress(f"confirming in real time: {', '.join(visit.state for visit in asked)}")
        async with (browser or own_browser)(waiting) as session:
            again = await asyncio.gather(
                *(_repeated(visit, bundle.evidence, session, waiting, writer) for visit in asked)
            )
        return writer.seal(_with(bundle.evidence, again))


def waiting_options(evidence: SiteEvidence, options: GatherOptions) -> GatherOptions:
    """Return the options of a repetition: real time, and a limit that leaves room for all the waiting."""
    pages = max((len(visit.pages) for visit in evidence.visits), default=0) + 2  # a click's effect takes as long
    seconds = pages * (options.page_time_s + 10) / 0.6  # the share of the limit that a visit may take
    site = evidence.site
    return replace(
        options,
        real_time=True,
        locale=site.locale or options.locale,
        timeout_s=max(options.timeout_s, seconds),
    )


def _take_over(bundle_path: Path, writer: BundleWriter) -> None:
    for file in sorted(bundle_path.rglob("*")):
        name = file.relative_to(bundle_path).as_posix()
        if file.is_file() and name not in (EVIDENCE, MANIFEST):
            writer.add(name, file.read_bytes())


async def _repeated(
    visit: Visit, evidence: SiteEvidence, session: BrowserSession, options: GatherOptions, writer: BundleWriter
) -> Visit | GatherError:
    """Make a visit once more: the same pages, in a fresh profile."""
    subpages = tuple(
        dict.fromkeys(page.url for each in evidence.visits for page in each.pages if page.role == "subpage")
    )
    url, inside = evidence.site.url, _Folder(writer)
    try:
        result = await visit_state(session, url, visit.state, options, inside, subpages=subpages)
    except Exception as error:  # a repetition that can't be made leaves the finding as it is
        return _error(url, visit.state, f"{type(error).__name__}: {error}".splitlines()[0][:300])
    if private_requests(result.visit.requests, options):
        return _error(url, visit.state, "it led to an address that is not on the public web")
    return result.visit


def _error(url: str, state: State, why: str) -> GatherError:
    message = f"{url}: the visit could not be repeated in real time: {why}"
    return GatherError(stage="confirmation", code="confirmation-failed", message=message, url=url, state=state)


def _with(evidence: SiteEvidence, again: Iterable[Visit | GatherError]) -> SiteEvidence:
    made = list(again)
    return replace(
        evidence,
        confirmations=tuple(each for each in made if isinstance(each, Visit)),
        errors=(*evidence.errors, *(each for each in made if isinstance(each, GatherError))),
    )


class _Folder(BundleWriter):
    """A bundle's writer whose files go into a folder of it."""

    def __init__(self, writer: BundleWriter) -> None:
        self._writer = writer
        self.path = writer.path

    def add(self, name: str, content: bytes) -> str:
        """Write a file into the folder and return its path inside the bundle."""
        return self._writer.add(f"{FOLDER}/{name}", content)
