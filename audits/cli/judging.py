"""From a bundle to the files of its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audits.cli import printing
from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.outputs import write_whole
from audits.cli.settings import JudgeSettings, words
from audits.model import Outcome, Report, Severity
from audits.translation import SOURCE_LANGUAGE, report_languages

if TYPE_CHECKING:
    from audits.engine.waivers import Waiver
    from audits.knowledge.user_file import UserFile

DEFAULT_FORMATS = ("html", "json")


def formats(settings: JudgeSettings) -> tuple[str, ...]:
    """Return the formats to write; report.json always, as indexes and comparisons read it. Raises Stop."""
    from audits.reports import report_formats  # noqa: PLC0415  # slow to import

    asked = words(settings.format) or list(DEFAULT_FORMATS)
    known = sorted([*report_formats(), printing.NAME])
    for name in asked:
        if name not in known:
            raise Stop(f"--format {name}: there is no such format; there are {', '.join(known)}", ExitCode.USAGE)
    return tuple(dict.fromkeys([*asked, *(["draft"] if settings.draft_policy else []), "json"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the user adds to the judging."""

    waivers: Sequence[Waiver] = ()
    user_file: UserFile | None = None
    language: str = SOURCE_LANGUAGE


NO_INPUTS = Inputs()


def inputs(settings: JudgeSettings) -> Inputs:
    """Read the files of the user. Raises Stop, saying where a file is wrong."""
    from audits.engine.waivers import WaiverError, read_waivers  # noqa: PLC0415  # slow to import
    from audits.knowledge.user_file import UserFileError, read_user_file  # noqa: PLC0415
    from audits.rules import discover_rules  # noqa: PLC0415

    try:
        rules = {loaded.rule.id for loaded in discover_rules()} if settings.waivers else set()
        return Inputs(
            waivers=read_waivers(settings.waivers, rules) if settings.waivers else (),
            user_file=read_user_file(settings.cookie_database) if settings.cookie_database else None,
            language=_language(settings),
        )
    except (WaiverError, UserFileError) as error:
        raise Stop(str(error), ExitCode.USAGE) from None


def _language(settings: JudgeSettings) -> str:
    asked = settings.report_language or SOURCE_LANGUAGE
    if asked not in report_languages():
        there = ", ".join(report_languages())
        raise Stop(f"--report-language {asked}: there is no such translation; there are {there}", ExitCode.USAGE)
    return asked


def judge(bundle_path: Path, folder: Path, names: Sequence[str], added: Inputs = NO_INPUTS) -> Report:
    """Judge a bundle and write its report into `folder` in the formats named. Raises EvidenceError."""
    from audits.api import audit, render  # noqa: PLC0415  # slow to import
    from audits.reports import report_formats  # noqa: PLC0415
    from crawler.evidence.bundle import open_bundle  # noqa: PLC0415

    bundle = open_bundle(bundle_path)
    report = audit(bundle, user_file=added.user_file, waivers=added.waivers, language=added.language)
    known = report_formats()
    for name in (name for name in names if name in known):
        for file, content in render(report, bundle, name).items():
            write_whole(folder / file, content)
    if printing.NAME in names:
        [page] = known["html"]
        write_whole(folder / printing.FILE_NAME, printing.print_page(page.render(report, bundle)))
    return report


def write_index(output: Path, language: str = SOURCE_LANGUAGE) -> Path:
    """Write the page over all sites in an output folder and return its path."""
    from audits.reports.index_page import FILE_NAME, read_entries, render_index  # noqa: PLC0415  # slow to import

    path = output / FILE_NAME
    write_whole(path, render_index(read_entries(output), language))
    return path


def exit_code(reports: Sequence[Report], settings: JudgeSettings) -> ExitCode:
    """Return what the outcomes of `reports` mean for a script."""
    limits = words(settings.fail_on)
    for finding in (finding for report in reports for finding in report.findings):
        if finding.counts_as_failed and _counts(finding.rule, finding.severity, limits):
            return ExitCode.FAILED
        if finding.outcome is Outcome.CANT_TELL and settings.strict:
            return ExitCode.FAILED
    return ExitCode.OK


def check_fail_on(settings: JudgeSettings) -> None:
    """Raise Stop when --fail-on names neither a rule nor a severity."""
    limits = words(settings.fail_on)
    if not limits:
        return
    from audits.rules import discover_rules  # noqa: PLC0415  # slow to import

    known = {*(loaded.rule.id for loaded in discover_rules()), *Severity}
    for limit in limits:
        if limit not in known:
            raise Stop(f"--fail-on {limit}: neither a rule nor a severity ({', '.join(Severity)})", ExitCode.USAGE)


def _counts(rule: str, severity: Severity, limits: Sequence[str]) -> bool:
    """Tell whether a failed finding is one to fail on: its rule is named, or a severity that it reaches."""
    order = list(Severity)
    severities = [order.index(Severity(limit)) for limit in limits if limit in order]
    return not limits or rule in limits or any(order.index(severity) >= least for least in severities)
