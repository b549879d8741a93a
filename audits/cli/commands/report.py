"""`cookie-audit report`: render again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.settings import CommonSettings, JudgeSettings, takes_settings

PANEL, ORDER = "Look closer", 1


@takes_settings
def command(
    judge: JudgeSettings,
    common: CommonSettings,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of `run`.", show_default=False)],
) -> int:
    """Write the reports of an output folder again, and the index over them."""
    from audits.cli.judging import formats, inputs, write_index  # noqa: PLC0415  # slow to import
    from audits.cli.judging import judge as judge_bundle  # noqa: PLC0415
    from audits.cli.outputs import find_bundles  # noqa: PLC0415
    from audits.cli.terminal import warn  # noqa: PLC0415
    from crawler.evidence.bundle import EvidenceError  # noqa: PLC0415

    bundles = find_bundles(folder)
    if not bundles:
        raise Stop(f"{folder}: there is no bundle in it; `cookie-audit run -o {folder}` makes some", ExitCode.USAGE)
    names, added = formats(judge), inputs(judge)
    written = 0
    for bundle in bundles:
        try:
            judge_bundle(bundle, bundle.parent, names, added)
        except EvidenceError as error:
            warn(str(error))
            continue
        written += 1
        if not common.quiet:
            print(bundle.parent / "report.html")
    if written and bundles[0].parent != folder and bundles[0] != folder:
        print(f"Open {write_index(folder, added.language)}")
    return ExitCode.OK if written else ExitCode.NOTHING_AUDITED
