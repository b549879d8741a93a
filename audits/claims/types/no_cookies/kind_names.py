"""The concepts that name kinds of cookies or tools, and the names of those kinds in claims."""

from __future__ import annotations

from collections.abc import Iterable

from audits.claims.categories import NON_ESSENTIAL
from audits.claims.patterns import Hit

KIND_NAMES = {
    "tracking": "tracking",
    "analytics_tool": "analytics",
    "social_plugin": "social",
    "third_party": "third-party",
    "tech.fingerprint": "tracking",
}
"""Concept → kind; the labels of categories name theirs themselves."""


def names_of(hits: Iterable[Hit]) -> list[str]:
    """Return the kinds that labels, tools and purposes name, each once, in order."""
    named = (KIND_NAMES.get(hit.concept, hit.concept.rpartition(".")[2]) for hit in hits)
    return list(dict.fromkeys(named))


def kind_of(deed: Hit) -> str:
    """Return the kind of cookies that a deed would need; empty where it has none of its own."""
    kind = KIND_NAMES.get(deed.concept) or deed.concept.partition(".")[2]
    return kind if kind in ("tracking", "social") or kind in NON_ESSENTIAL else ""
