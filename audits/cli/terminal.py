"""What the user sees: warnings, progress while sites are gathered, tables of text.

Progress and warnings go to standard error; results to standard output. Site-supplied text is printed as text.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any

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
            self._tasks[site] = self._bars.add_task("", name=short_address(site), step=text, total=STEPS)
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


def short_address(url: str) -> str:
    """Return an address as it is shown in a narrow column."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")[:60]
