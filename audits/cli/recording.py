"""A run as the output folder remembers it: what is done is never done again, whatever ended the program in between.

`history.db` holds the runs and what was found, `log.jsonl` a line for each thing that happened. One program at a time
runs into a folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from audits.cli.evidence_store import EvidenceStore
from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.outputs import remove_left_overs, site_folder_name
from audits.cli.sessions import Session, SiteResult
from audits.cli.terminal import warn
from audits.history import History, Run, RunSite, SiteState, open_history
from audits.history.runs import run_key, utc_now
from audits.history.store import FILE_NAME
from audits.model import Report
from audits.reports.json_report import report_from_json
from crawler.evidence.model import SiteTarget

LOCK = ".lock"
LOG = "log.jsonl"


@dataclass(slots=True, kw_only=True)
class Recording:
    """A run under way."""

    history: History
    run: Run
    output: Path
    left: list[SiteTarget]
    """Sites that have no result yet."""
    finished: list[SiteResult] = field(default_factory=list)
    """Results so far, those of the run's earlier part first."""

    def add(self, result: SiteResult) -> None:
        """Store what became of a site."""
        self.finished.append(result)
        self.history.finish_site(
            self.run.id,
            result.site.url,
            report=result.report,
            folder=relative(result.folder, self.output),
            problem=result.problem,
            seen=result.audited,
        )
        outcome = result.report.summary.outcome.value if result.report else None
        self.log("site finished", site=result.site.url, outcome=outcome, problem=result.problem)

    def log(self, event: str, **facts: Any) -> None:
        """Add a line to the log."""
        line = {"at": utc_now(), "run": self.run.id, "event": event, **facts}
        with (self.output / LOG).open("a", encoding="utf-8", errors="replace") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def end(self) -> None:
        """Store that the run came to its end, so that the same command begins a new one."""
        self.history.finish(self.run.id)
        self.log("run finished", sites=len(self.finished))


@contextmanager
def recording(sites: Sequence[SiteTarget], session: Session, *, fresh: bool) -> Iterator[Recording]:
    """Begin a run, or continue one of the same command that was ended before its end (`fresh`: never).

    Raises Stop when another program runs into the folder.
    """
    output = session.output
    output.mkdir(parents=True, exist_ok=True)
    lock = FileLock(output / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        message = f"{output}: another run is writing there; wait for its end, or name another folder with -o"
        raise Stop(message, ExitCode.USAGE) from None
    try:
        remove_left_overs(output)
        with open_history(output / FILE_NAME) as history:
            yield _begin(sites, session, history, fresh=fresh)
    finally:
        lock.release()


def _begin(sites: Sequence[SiteTarget], session: Session, history: History, *, fresh: bool) -> Recording:
    key = run_key((site.url for site in sites), repr((session.options, session.formats)))
    run = history.begin(key, [site.url for site in sites])
    if fresh and run.continued:
        history.finish(run.id)
        run = history.begin(key, [site.url for site in sites])
    known = {each.site: each for each in run.sites}
    under_way = Recording(history=history, run=run, output=session.output, left=[])
    for site in sites:
        earlier = _earlier(site, known[site.url], session.output) if run.continued else None
        if earlier is None:
            under_way.left.append(site)
        elif known[site.url].state is SiteState.WAITING:
            under_way.add(earlier)  # it was written whole, and the program ended before it could say so
        else:
            under_way.finished.append(earlier)
    if run.continued:
        warn(f"going on with the run of {run.started_at}: {len(under_way.finished)} of {len(sites)} sites were done")
    under_way.log("run continued" if run.continued else "run began", sites=len(under_way.left))
    return under_way


def _earlier(site: SiteTarget, known: RunSite, output: Path) -> SiteResult | None:
    """Return a site's result from the run's earlier part; None when there is none."""
    if known.state is SiteState.WAITING:
        return adopted(site, known, output)
    folder = output / known.folder if known.folder else None
    if folder is not None and not folder.is_dir():
        return None  # somebody removed it
    report = _report(folder)
    done = known.state is SiteState.DONE
    return SiteResult(site=site, folder=folder, audited=done, report=report, problem=known.problem)


def adopted(site: SiteTarget, known: RunSite, output: Path) -> SiteResult | None:
    """Return the result that was written since the run began without having been recorded."""
    since = known.waiting_since.replace(":", "-")
    folders = [path.parent for path in (output / site_folder_name(site.url)).glob("[!.]*/report.json")]
    written = sorted(folder for folder in folders if folder.name >= since)
    report = _report(written[-1]) if written else None
    return SiteResult(site=site, folder=written[-1], audited=True, report=report) if report is not None else None


def adopted_from(store: EvidenceStore, site: SiteTarget, known: RunSite, output: Path) -> SiteResult | None:
    """Return the result that lies in the store since the run began without having been recorded. Raises StoreFailed.

    Its folder is named as if it were in `output`.
    """
    since = known.waiting_since.replace(":", "-")
    written = [name for name in store.whole(site_folder_name(site.url)) if name.rpartition("/")[2] >= since]
    try:
        report = report_from_json(json.loads(store.read(f"{written[-1]}/report.json"))) if written else None
    except ValueError:
        report = None
    return SiteResult(site=site, folder=output / written[-1], audited=True, report=report) if report else None


def _report(folder: Path | None) -> Report | None:
    try:
        return report_from_json(json.loads((folder / "report.json").read_bytes())) if folder is not None else None
    except (OSError, ValueError):
        return None


def relative(folder: Path | None, output: Path) -> str | None:
    """Return a folder as the history names it."""
    return folder.relative_to(output).as_posix() if folder is not None else None
