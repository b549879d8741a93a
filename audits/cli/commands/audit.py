"""`cookie-audit audit`: judge saved bundles."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.settings import CommonSettings, JudgeSettings, takes_settings

if TYPE_CHECKING:
    from audits.cli.judging import Inputs
    from audits.cli.sessions import SiteResult

PANEL, ORDER = "Audit", 3


@takes_settings
def command(
    judge: JudgeSettings,
    common: CommonSettings,
    bundles: Annotated[
        list[str],
        typer.Argument(metavar="BUNDLE...", help="Folders, or addresses such as s3://bucket/….", show_default=False),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for the results; else beside each bundle.", show_default=False),
    ] = None,
) -> int:
    """Judge saved bundles. Touches no network; the same bundle gives the same bytes."""
    from audits.cli.auditing import conclusion  # noqa: PLC0415
    from audits.cli.evidence_store import StoreFailed, at_hand, is_remote  # noqa: PLC0415  # slow to import
    from audits.cli.judging import check_fail_on, formats, inputs, write_index  # noqa: PLC0415
    from audits.cli.site_table import print_site_table  # noqa: PLC0415
    from audits.cli.terminal import warn  # noqa: PLC0415
    from crawler.evidence.bundle import BundleMissing, EvidenceError  # noqa: PLC0415

    check_fail_on(judge)
    names, added = formats(judge), inputs(judge)
    results: list[SiteResult] = []
    trouble = ExitCode.OK
    for text in bundles:
        if output is None and is_remote(text):
            raise Stop(f"{text}: name a folder for its report with -o", ExitCode.USAGE)
        try:
            with at_hand(text) as path:
                results.append(_judged(path, output, names, added))
        except StoreFailed as error:
            warn(str(error))
            trouble = ExitCode.NOTHING_AUDITED
        except BundleMissing as error:
            warn(f"{error}; name the folder that `cookie-audit crawl` printed")
            trouble = max(trouble, ExitCode.USAGE)
        except EvidenceError as error:
            warn(f"{error}; gather the site again, or take the bundle from where it is whole")
            trouble = ExitCode.NOTHING_AUDITED
    if output is not None and results:
        write_index(output, added.language)
    if results and not common.quiet:
        print_site_table(results)
        print("\n" + "\n".join(f"Open {result.folder}/report.html" for result in results))
    return max(trouble, conclusion(results, judge)) if results else trouble


def _judged(path: Path, output: Path | None, names: tuple[str, ...], added: Inputs) -> SiteResult:
    """Judge one bundle into the folder it stands in, or into `output` with a copy of the bundle beside its report."""
    from audits.cli.judging import judge  # noqa: PLC0415  # slow to import
    from audits.cli.outputs import BUNDLE, audit_folder, time_folder_name  # noqa: PLC0415
    from audits.cli.sessions import SiteResult, first_problem, was_seen  # noqa: PLC0415
    from crawler.evidence.bundle import open_bundle  # noqa: PLC0415

    evidence = open_bundle(path).evidence
    if output is None:
        folder = path.resolve().parent
        report = judge(path, folder, names, added)
    else:
        with audit_folder(output, evidence.site.url, time_folder_name(evidence.started_at)) as (partial, folder):
            shutil.copytree(path, partial / BUNDLE)
            report = judge(partial / BUNDLE, partial, names, added)
    return SiteResult(
        site=evidence.site,
        folder=folder,
        audited=was_seen(evidence),
        report=report,
        problem=first_problem(evidence),
    )
