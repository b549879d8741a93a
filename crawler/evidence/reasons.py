"""Why a file can't be read or written, one wording of it for all messages."""

from __future__ import annotations


def reason_of(error: BaseException) -> str:
    """Return in a few words what went wrong: the system's own where it has some, without its number and the path."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
