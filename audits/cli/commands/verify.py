"""`cookie-audit verify`: tell whether a bundle is what was sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode

PANEL, ORDER = "Look closer", 3


def command(bundles: Annotated[list[Path], typer.Argument(metavar="BUNDLE...", show_default=False)]) -> int:
    """Check every digest of a bundle: one changed byte is noticed."""
    from audits.cli.terminal import warn  # noqa: PLC0415  # slow to import
    from crawler.evidence.bundle import BundleUnreadable, EvidenceError, verify  # noqa: PLC0415

    code = ExitCode.OK
    for path in bundles:
        try:
            print(f"{verify(path)}  {path}")
        except BundleUnreadable as error:
            warn(str(error))
            code = max(code, ExitCode.NOTHING_AUDITED)
        except EvidenceError as error:
            warn(str(error))
            code = ExitCode.FAILED
    return code
