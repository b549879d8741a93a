"""Gathers: finds and fetches a site's policies and records in a real browser what the site does.

Nothing in here judges. What is gathered leaves as a sealed bundle (`crawler.evidence`), the only thing that
`audits` reads.

    from crawler import gather

    bundle = await gather("https://www.example.org/", Path("bundle"))

docs/api.md has the rest. Names are imported when they are asked for: the package itself stays cheap to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.api import gather
    from crawler.evidence.bundle import Bundle, BundleTampered, EvidenceError, open_bundle, verify
    from crawler.evidence.model import SiteTarget, State
    from crawler.options import GatherOptions
    from crawler.supervision import WorkerPool

_PLACES = {
    "Bundle": "crawler.evidence.bundle",
    "BundleTampered": "crawler.evidence.bundle",
    "EvidenceError": "crawler.evidence.bundle",
    "GatherOptions": "crawler.options",
    "SiteTarget": "crawler.evidence.model",
    "State": "crawler.evidence.model",
    "WorkerPool": "crawler.supervision",
    "gather": "crawler.api",
    "open_bundle": "crawler.evidence.bundle",
    "verify": "crawler.evidence.bundle",
}

__all__ = [
    "Bundle",
    "BundleTampered",
    "EvidenceError",
    "GatherOptions",
    "SiteTarget",
    "State",
    "WorkerPool",
    "gather",
    "open_bundle",
    "verify",
]

if not TYPE_CHECKING:  # with it, a type checker would take every name for one that there is

    def __getattr__(name: str) -> Any:
        """Import one of `__all__`."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_PLACES[name]), name)
