"""`cookie-audit doctor`: tell whether this machine is fit to measure."""

from __future__ import annotations

from audits.cli.exit_codes import ExitCode
from audits.cli.settings import CommonSettings, GatherSettings, takes_settings

PANEL, ORDER = "Set up", 2


@takes_settings
def command(gather: GatherSettings, common: CommonSettings) -> int:
    """Check that this machine can measure: one line a check."""
    from audits.cli.checks import check_machine  # noqa: PLC0415  # slow to import
    from audits.cli.gathering import gather_options  # noqa: PLC0415

    checks = check_machine(gather_options(gather))
    for check in checks:
        if check.ok is not True or not common.quiet:
            sign = {True: "ok     ", False: "WRONG  ", None: "unknown"}[check.ok]
            print(f"{sign} {check.name}: {check.detail}")
    return ExitCode.OK if all(check.ok is not False for check in checks) else ExitCode.INTERNAL
