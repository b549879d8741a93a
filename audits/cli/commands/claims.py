"""`cookie-audit claims`: the claims in policy documents alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.settings import CommonSettings, GatherSettings, takes_settings
from crawler.evidence.reasons import reason_of

PANEL, ORDER = "Look closer", 4


@takes_settings
def command(
    gather: GatherSettings,
    common: CommonSettings,
    sources: Annotated[list[str], typer.Argument(metavar="FILE_OR_URL...", show_default=False)],
    form: Annotated[
        str | None, typer.Option("--format", help="table or json. (default: table on a terminal)", show_default=False)
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show which words of which language fired.")] = False,
) -> int:
    """List the claims in policies (HTML, Markdown, text, PDF, DOCX, ODT), without a browser."""
    from audits.cli.policy_claims import claims_of, print_table  # noqa: PLC0415  # slow to import
    from audits.cli.terminal import warn  # noqa: PLC0415

    if form not in (None, "table", "json"):
        raise Stop(f"--format {form}: expected table or json", ExitCode.USAGE)
    claims: list[dict[str, Any]] = []
    unread = 0
    for source in sources:
        try:
            claims += claims_of(source, gather, explain=explain)
        except (OSError, ValueError) as error:
            warn(f"{source}: {reason_of(error)}")
            unread += 1
    if form == "json" or (form is None and not sys.stdout.isatty()):
        print(json.dumps({"claims": claims}, ensure_ascii=False, indent=2))
    else:
        print_table(claims)
    if unread == len(sources):
        return ExitCode.USAGE if all(not is_address(source) for source in sources) else ExitCode.NOTHING_AUDITED
    return ExitCode.OK


def is_address(source: str) -> bool:
    """Tell an address from a file: a file that is there is a file, whatever its name."""
    return source.startswith(("http://", "https://")) and not Path(source).exists()
