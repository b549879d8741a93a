"""`cookie-audit compare`: what changed between two audits of a site."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.parameters import Elsewhere, Past
from crawler.evidence.reasons import reason_of

PANEL, ORDER = "Look closer", 2


def command(
    old: Annotated[
        Path, typer.Argument(help="report.json, or the folder it is in; or a site, for its last two audits.")
    ],
    new: Annotated[Path | None, typer.Argument(help="The later one.", show_default=False)] = None,
    output: Past = Path("out"),
    database: Elsewhere = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="For a site: its audit as of this day against its last, as 2026-01-31, or 30d ago.", show_default=False
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="text, json, html. (default: text on a terminal)", show_default=False),
    ] = None,
) -> int:
    """Show what changed between two audits of a site. Exit code 10 when something fails that did not.

    A failure that a waiver covers does not count.
    """
    from audits.cli.comparison import as_json, lines  # noqa: PLC0415  # slow to import
    from audits.cli.terminal import printable  # noqa: PLC0415
    from audits.compare import compare  # noqa: PLC0415

    if form not in (None, "text", "json", "html"):
        raise Stop(f"--format {form}: expected text, json or html", ExitCode.USAGE)
    if since is not None and new is not None:
        raise Stop("--since goes with a site, not with two reports", ExitCode.USAGE)
    if new is None:
        old, new = _two(_as_typed(old), output, database, since)
    one, two = _read(old), _read(new)
    if one["site"] != two["site"] and one["site"].get("url") != two["site"].get("url"):
        raise Stop(f"{old}, {new}: audits of two different sites", ExitCode.USAGE)
    changes = compare(one, two)
    if form == "json" or (form is None and not sys.stdout.isatty()):
        print(json.dumps(as_json(changes), ensure_ascii=False, indent=2))
    elif form == "html":
        from audits.reports.comparison_page import render_comparison  # noqa: PLC0415  # slow to import

        print(render_comparison(changes))
    else:
        print("\n".join(printable(line) for line in lines(changes)))
    return ExitCode.FAILED if changes.got_worse else ExitCode.OK


def _as_typed(path: Path) -> str:
    """Return what was given as a path as it was typed: of an address a path keeps but one of the two slashes."""
    return re.sub(r"^(https?):/(?!/)", r"\1://", path.as_posix())


def _two(site: str, output: Path, database: str | None, since: str | None) -> tuple[Path, Path]:
    """Return the folders of a site's last audit and of the one before it (or as of a day), that first. Raises Stop."""
    from audits.cli.past import moment, opened, site_in  # noqa: PLC0415  # slow to import

    start = moment(since)
    with opened(output, database) as history:
        audits = history.audits(site_in(history, site), limit=None if start else 2)
    if len(audits) < 2:
        raise Stop(f"{site}: was audited once; there is nothing to compare with yet", ExitCode.USAGE)
    new, *earlier = audits
    # As it was on that day: the last audit before it, or where there is none, the first after.
    old = next((audit for audit in earlier if start is None or audit.audited_at <= start), earlier[-1])
    return output / old.folder, output / new.folder


def _read(path: Path) -> dict[str, Any]:
    file = path / "report.json" if path.is_dir() else path
    try:
        value = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Stop(f"{file}: no report can be read there: {reason_of(error)}", ExitCode.USAGE) from None
    if (
        not isinstance(value, dict)
        or not {"schema_version", "site", "findings", "claims", "cookies", "hosts"} <= value.keys()
    ):
        raise Stop(f"{file}: this is no report.json", ExitCode.USAGE)
    return value
