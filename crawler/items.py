"""What the spider hands to its pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.evidence.model import DocumentKind, FoundBy, GatherError
from crawler.evidence.text import DocumentText


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyItem:
    """A policy as fetched, or why it could not be."""

    url: str
    final_url: str
    kind: DocumentKind
    found_by: FoundBy
    rank: int
    """Place in the order of looking: documents are stored in it, whichever answered first."""
    fetched_at: str
    fetched_with: str = "http"
    status: int | None = None
    media_type: str | None = None
    raw: bytes | None = None
    """The bytes as sent, content encoding undone; for a rendered page its HTML. None when there are none."""
    text: DocumentText | None = None
    error: GatherError | None = None
