"""Parameters that several commands take: each is written once, with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Urls = Annotated[list[str] | None, typer.Argument(metavar="URL...", show_default=False)]
SitesFile = Annotated[Path | None, typer.Option("--sites", help="Sites file, one site a line.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")]
Past = Annotated[Path, typer.Option("--output", "-o", help="Output folder of `run`.")]
Queue = Annotated[
    str,
    typer.Option("--database", envvar="DATABASE_URL", help="PostgreSQL, as postgresql://…", show_default=False),
]
"""The workers' database."""
Elsewhere = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="COOKIE_AUDIT_HISTORY",
        help="Database of the history, as postgresql://…, when it is not in the output folder.",
        show_default=False,
    ),
]
"""A history that many machines share."""
Since = Annotated[str | None, typer.Option(help="From this day on, as 2026-01-31, or 30d ago.", show_default=False)]
