"""The command line, where gathering and judging meet. Heavy imports wait until a command needs them."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from audits.cli.app import run_app  # noqa: PLC0415  # `import audits.cli` stays cheap

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to end is Ctrl-C: nothing is left behind
    raise SystemExit(run_app())
