"""`cookie-audit verify`: tell whether a bundle is what was sealed."""

from __future__ import annotations

from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode

PANEL, ORDER = "Look closer", 3


def command(
    bundles: Annotated[
        list[str],
        typer.Argument(metavar="BUNDLE...", help="Folders, or addresses such as s3://bucket/….", show_default=False),
    ],
) -> int:
    """Check every digest of a bundle: one changed byte is noticed."""
    from audits.cli.evidence_store import StoreFailed, at_hand  # noqa: PLC0415  # slow to import
    from audits.cli.terminal import warn  # noqa: PLC0415
    from crawler.evidence.bundle import BundleMissing, BundleUnreadable, EvidenceError, verify  # noqa: PLC0415

    code = ExitCode.OK
    for text in bundles:
        try:
            with at_hand(text) as path:
                print(f"{verify(path)}  {text}")
        except BundleMissing as error:
            warn(str(error))
            code = max(code, ExitCode.USAGE)
        except (BundleUnreadable, StoreFailed) as error:
            warn(str(error))
            code = max(code, ExitCode.NOTHING_AUDITED)
        except EvidenceError as error:
            warn(str(error))
            code = ExitCode.FAILED
    return code
