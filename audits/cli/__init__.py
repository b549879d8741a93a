"""The command line, where gathering and judging meet. Heavy imports wait until a command needs them."""

from __future__ import annotations


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from audits.cli.app import run_app  # noqa: PLC0415  # `import audits.cli` stays cheap

    raise SystemExit(run_app())
