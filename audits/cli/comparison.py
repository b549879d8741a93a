"""A comparison of two audits, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from audits.compare import Comparison, Row


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain JSON values."""
    return asdict(comparison)


def lines(comparison: Comparison) -> list[str]:
    """Return the comparison as lines of text, what got worse first."""
    told = [
        f"{comparison.site}: {comparison.old_audited_at} → {comparison.new_audited_at}",
        *_each("new finding", map(_finding, comparison.new_findings)),
        *_each("fixed finding", map(_finding, comparison.fixed_findings)),
        *_each(
            "changed finding",
            (f"{_finding(change.after)} ({', '.join(change.fields)})" for change in comparison.changed_findings),
        ),
        *_each("still failed", map(_finding, comparison.unchanged_findings)),
        *_each("new claim", map(_claim, comparison.claims_added)),
        *_each("claim gone", map(_claim, comparison.claims_removed)),
        *_each(
            "claim reworded",
            (f"{_claim(change.before)} → {_claim(change.after)}" for change in comparison.claims_reworded),
        ),
        *_each("new item", map(_cookie, comparison.cookies_new)),
        *_each("item gone", map(_cookie, comparison.cookies_gone)),
        *_each(
            "item changed",
            (f"{_cookie(change.after)} ({', '.join(change.fields)})" for change in comparison.cookies_changed),
        ),
        *_each("new host", comparison.hosts_new),
        *_each("host gone", comparison.hosts_gone),
    ]
    return [*told, "nothing changed"] if comparison.is_empty else told


def _each(what: str, subjects: Iterable[str]) -> list[str]:
    return [f"{what}: {subject}" for subject in subjects]


def _finding(row: Row) -> str:
    return f"{row['rule']} [{row['severity']}, {row['outcome']}]: {row['message']}"


def _claim(row: Row) -> str:
    return f"{row['type']} “{' '.join(row['quote'].split())[:160]}”"


def _cookie(row: Row) -> str:
    return f"{row['storage']} {row['name']} of {row['domain']}{row['path'] or ''}, {row['purpose']}"
