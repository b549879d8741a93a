"""What the user sees: warnings, progress while sites are gathered, the summary at the end.

Progress and warnings go to standard error; results to standard output. Site-supplied text is printed as text.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audits.cli.sessions import SiteResult

STEPS = 5
"""Steps a site tells of: browser, before, policies and answers, sealing, judging."""

OUTCOME_STYLES = {"passed": "green", "failed": "bold red", "cantTell": "yellow", "inapplicable": "dim"}


def warn(message: str) -> None:
    """Say something on standard error, whatever the verbosity."""
    print(f"cookie-audit: {printable(message)}", file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """Return `text` without control characters: what a site sends must not drive the terminal."""
    return "".join(character if character.isprintable() or character in "\n\t" else "�" for character in text)


class ProgressView:
    """Shows which sites are under way: bars on a terminal, lines elsewhere, nothing when quiet."""

    def __init__(self, total: int, *, quiet: bool, verbose: bool = False) -> None:
        from rich.console import Console  # noqa: PLC0415  # not needed for --help
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

        console = Console(stderr=True, quiet=quiet)
        self._lines = not console.is_terminal and not quiet
        self._verbose = verbose and not quiet
        self._bars = Progress(
            TextColumn("{task.fields[name]}", markup=False),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[step]}", markup=False),
            console=console,
            disable=quiet or not console.is_terminal,
            transient=True,
        )
        self._total = self._bars.add_task("", name="sites", step="", total=total)
        self._tasks: dict[str, Any] = {}
        self._done = 0
        self._count = total

    def __enter__(self) -> ProgressView:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._bars.stop()

    def step(self, site: str, text: str) -> None:
        """Show that `site` begins a step."""
        if self._verbose:
            self._bars.console.print(f"{printable(site)}: {printable(text)}", markup=False, highlight=False)
        if site not in self._tasks:
            self._tasks[site] = self._bars.add_task("", name=_short(site), step=text, total=STEPS)
        else:
            self._bars.update(self._tasks[site], advance=1, step=text)

    def finish(self, site: str, text: str) -> None:
        """Show that `site` is done."""
        self._done += 1
        if site in self._tasks:
            self._bars.remove_task(self._tasks.pop(site))
        self._bars.update(self._total, advance=1)
        if self._lines:
            print(f"[{self._done}/{self._count}] {printable(site)}: {printable(text)}", file=sys.stderr, flush=True)


def print_summary(results: Sequence[SiteResult]) -> None:
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


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of text."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell), style=OUTCOME_STYLES.get(cell, "")) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _cells(result: SiteResult) -> list[tuple[str, str]]:
    report = result.report
    if report is None:
        return [(_short(result.site.url), ""), *[("–", "dim")] * 5, ("not judged", "yellow")]
    claims, findings = report.summary.claims, report.summary.findings
    cookies = report.summary.cookies_by_state
    seen = " / ".join(str(cookies[state]) if state in cookies else "–" for state in ("before", "reject", "accept"))
    failed = findings.get("failed", 0)
    return [
        (_short(report.site.name or report.site.url), ""),
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


def _short(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")[:60]
