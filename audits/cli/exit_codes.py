"""What the process ends with. Scripts rely on these numbers."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `cookie-audit`."""

    OK = 0
    """Nothing failed."""
    INTERNAL = 1
    """The program itself went wrong."""
    USAGE = 2
    """The command, an option or an input file is not right."""
    NOTHING_AUDITED = 3
    """Nothing could be audited."""
    FAILED = 10
    """A rule failed."""
    INTERRUPTED = 130
    """Ctrl-C."""


class Stop(Exception):
    """Ends a command with a message and an exit code."""

    def __init__(self, message: str, code: ExitCode) -> None:
        super().__init__(message)
        self.code = code
