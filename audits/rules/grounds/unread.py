"""Policies of the site that could not be read, or not to their end: what they say is not known."""

from __future__ import annotations

from audits.model import Case, DocumentCase
from audits.rules.grounds.once import once

_GONE = frozenset({"http-404", "http-410"})
"""Errors by which an address says that there is no document."""


@once
def unread_policies(case: Case) -> tuple[str, ...]:
    """Return the addresses of documents that may say more than was read; none for one that does not exist."""
    broken = {error.url for error in case.errors if error.stage == "claims"}
    return tuple(read.document.url for read in case.documents if _is_unread(read) or read.document.url in broken)


def _is_unread(read: DocumentCase) -> bool:
    if read.text is None:
        return read.document.error is None or read.document.error.code not in _GONE
    return read.text.truncated
