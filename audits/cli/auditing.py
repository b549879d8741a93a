"""What `run` and `demo` do: work through the sites, then the index, the table and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audits.cli.exit_codes import ExitCode
from audits.cli.judging import check_fail_on, exit_code, write_index
from audits.cli.outputs import writing
from audits.cli.recording import recording
from audits.cli.sessions import Session, SiteResult, session_of, work_through
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings
from audits.cli.site_table import print_site_table
from audits.cli.terminal import warn
from crawler.evidence.model import SiteTarget


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended."""

    code: ExitCode
    run_id: str
    """Its id in the history."""


def audit_run(
    sites: Sequence[SiteTarget],
    gather: GatherSettings,
    judge: JudgeSettings,
    common: CommonSettings,
    output: Path,
    *,
    fresh: bool = False,
) -> RunEnd:
    """Audit `sites` into `output` and return how it ended. Ctrl-C leaves finished sites whole.

    The same command goes on with a run that did not come to its end; `fresh` begins anew.
    """
    check_fail_on(judge)
    session = session_of(gather, judge, common, output)
    with writing(output), recording(sites, session, fresh=fresh) as run:
        try:
            work_through(run.left, replace(session, since=run.run.started_at), run.add)
        except KeyboardInterrupt:
            _tell(run.finished, _index(run.finished, output, session), common)
            say_how_to_go_on(sites, run.finished)
            return RunEnd(ExitCode.INTERRUPTED, run.run.id)
        places = {site.url: place for place, site in enumerate(sites)}
        finished = sorted(run.finished, key=lambda result: places[result.site.url])
        index = _index(finished, output, session)
        run.end()  # last of all that is written: whatever ends the program before, the same command makes up for
    _tell(finished, index, common)
    return RunEnd(conclusion(finished, judge), run.run.id)


def conclusion(finished: Sequence[SiteResult], judge: JudgeSettings) -> ExitCode:
    """Return the exit code of a session."""
    if any(result.internal for result in finished):
        return ExitCode.INTERNAL
    if not any(result.audited for result in finished):
        return ExitCode.NOTHING_AUDITED
    return exit_code([result.report for result in finished if result.report is not None], judge)


def say_how_to_go_on(sites: Sequence[SiteTarget], finished: Sequence[SiteResult]) -> None:
    """Tell which sites are left after Ctrl-C."""
    done = {result.site.url for result in finished}
    left = [site.url for site in sites if site.url not in done]
    warn(f"interrupted: {len(done)} of {len(sites)} sites are finished and whole.")
    warn("The same command goes on with the others:")
    warn(f"  {' '.join(left[:20])}{' …' if len(left) > 20 else ''}")


def _index(finished: Sequence[SiteResult], output: Path, session: Session) -> Path | None:
    """Write the page over all sites and return its path; None: there are none."""
    return write_index(output, session.inputs.language) if finished else None


def _tell(finished: Sequence[SiteResult], index: Path | None, common: CommonSettings) -> None:
    """Say what became of the sites and where it is to be read."""
    for result in finished:
        if result.problem and not result.internal:
            warn(result.problem)
    if common.quiet or not finished:
        return
    print_site_table(finished)
    folders = [result.folder for result in finished if result.folder is not None and result.report is not None]
    if folders:
        print(f"\nOpen {folders[0] / 'report.html' if len(finished) == 1 else index}")
