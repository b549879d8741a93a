"""What `schedule` does: rounds over the sites that are due, and what each changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audits.cli.auditing import audit_run
from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.gathering import targets
from audits.cli.notices import Receivers, notice, send, text_of
from audits.cli.scheduling import Group, groups, keep_running
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings
from audits.cli.terminal import printable, warn
from audits.compare import Comparison, compare
from audits.history import History, open_history
from audits.history.store import FILE_NAME
from crawler.evidence.model import SiteTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSettings:
    """How each round is done."""

    gather: GatherSettings
    judge: JudgeSettings
    common: CommonSettings
    output: Path
    receivers: Receivers


def keep_auditing(sites: Path, every: str | None, settings: RoundSettings, *, once: bool) -> ExitCode:
    """Audit the sites of a file when they are due, until Ctrl-C (`once`: those due now)."""
    found = groups(targets([], sites), every)
    if not found:
        raise Stop(f"{sites}: no site says when it is due (every=daily), and --every was not given", ExitCode.USAGE)
    worst = ExitCode.OK
    settings.output.mkdir(parents=True, exist_ok=True)
    with open_history(settings.output / FILE_NAME) as history:  # once: opening it brings its tables up to date

        def run(group: Group) -> None:
            nonlocal worst
            ended = audit_round(group.sites, settings, history)
            if ended is ExitCode.INTERRUPTED:
                raise KeyboardInterrupt
            worst = max(worst, ended)

        try:
            keep_running(found, lambda group: _last_run(history, group.sites), run, once=once)
        except KeyboardInterrupt:
            return ExitCode.INTERRUPTED
    return worst


def audit_round(sites: Sequence[SiteTarget], settings: RoundSettings, history: History) -> ExitCode:
    """Audit the sites once, and tell what got worse or better against each one's audit before."""
    ended = audit_run(sites, settings.gather, settings.judge, settings.common, settings.output)
    if ended.code is ExitCode.INTERRUPTED:
        return ended.code
    changes = [_change(history, settings.output, ended.run_id, site.url) for site in sites]
    told = [said for change in changes if change is not None and (said := notice(change)) is not None]
    for each in told:
        print(printable(text_of(each)))
    if not told and not settings.common.quiet:
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {len(sites)} sites audited; nothing got worse or better")
    send(told, settings.receivers)
    return ended.code


def _last_run(history: History, sites: Sequence[SiteTarget]) -> datetime | None:
    """Return when the sites were last audited, by the one that has waited longest; None when one never was."""
    tried = history.last_tried([site.url for site in sites])
    return min(map(datetime.fromisoformat, tried.values())) if len(tried) == len(sites) else None


def _change(history: History, output: Path, run_id: str, site: str) -> Comparison | None:
    """Return what changed between a run's audit of a site and the one before; None when there are no two."""
    audits = history.audits_up_to(run_id, site, limit=2)
    if len(audits) < 2:
        return None
    new, old = (_report(output / audit.folder) for audit in audits)
    return compare(old, new) if old is not None and new is not None else None


def _report(folder: Path) -> dict[str, Any] | None:
    try:
        value: dict[str, Any] = json.loads((folder / "report.json").read_bytes())
    except (OSError, ValueError) as error:
        warn(f"{folder}: its report can't be read: {type(error).__name__}")
        return None
    return value
