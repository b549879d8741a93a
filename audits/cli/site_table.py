"""The table of all sites that ends an audit on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from audits.cli.sessions import SiteResult
from audits.cli.terminal import printable, short_address


def print_site_table(results: Sequence[SiteResult]) -> None:
    """Print the table of all sites."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title="What the sites promise and do", title_justify="left", header_style="bold")
    table.add_column("site", overflow="fold", min_width=16)
    for heading in ("claims\nkept", "claims\nbroken", "claims\ncan't tell", "findings\nfailed"):
        table.add_column(heading, justify="right")
    table.add_column("cookies before /\nreject / accept", justify="right")
    table.add_column("banner", overflow="fold", min_width=14)
    for result in results:
        table.add_row(*(Text(printable(cell), style=style) for cell, style in _cells(result)))
    # a file or pipe has no width of its own: wide enough for every column
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def _cells(result: SiteResult) -> list[tuple[str, str]]:
    report = result.report
    if report is None:
        return [(short_address(result.site.url), ""), *[("–", "dim")] * 5, ("not judged", "yellow")]
    claims, findings = report.summary.claims, report.summary.findings
    cookies = report.summary.cookies_by_state
    seen = " / ".join(str(cookies[state]) if state in cookies else "–" for state in ("before", "reject", "accept"))
    failed = findings.get("failed", 0)
    return [
        (short_address(report.site.name or report.site.url), ""),
        (str(claims.get("passed", 0)), ""),
        (str(claims.get("failed", 0)), "bold red" if claims.get("failed") else ""),
        (str(claims.get("cantTell", 0)), ""),
        (str(failed), "bold red" if failed else "green"),
        (seen, ""),
        ("site not seen" if result.problem else _banner(report.banner), "yellow" if result.problem else ""),
    ]


def _banner(banner: Any) -> str:
    if banner.found is None:
        return "could not look"
    if not banner.found:
        return "none"
    answers = [name for name in ("reject", "accept") if getattr(banner.answers, name) == "verified"]
    return f"{banner.cmp or 'yes'} ({' and '.join(answers) or 'no answer'} verified)"
