"""What changed between two audits of a site, from their report.json. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was."""

    part: str
    """`findings`, `claims` or `cookies`."""
    what: str
    """`new`, `gone` or `changed`; for findings that ended `fixed`."""
    subject: str
    before: str | None
    """How it was; None for what is new."""
    after: str | None
    """How it is; None for what is gone."""


def compare_reports(old: Row, new: Row) -> list[Change]:
    """Return what changed from `old` to `new`, two contents of report.json, in a stable order.

    Raises ValueError when they are reports of different sites.
    """
    if old["site"]["url"] != new["site"]["url"]:
        raise ValueError(f"two different sites: {old['site']['url']} and {new['site']['url']}")
    claims = [_by(report["claims"], _claim_key, _outcome) for report in (old, new)]
    cookies = [_by(report["cookies"], _cookie_key, _cookie) for report in (old, new)]
    changes = [
        *_changes("findings", _failed(old), _failed(new), gone="fixed"),
        *_changes("claims", claims[0], claims[1]),
        *_changes("cookies", cookies[0], cookies[1]),
    ]
    return sorted(changes, key=lambda change: (change.part != "findings", change.part, change.what, change.subject))


def changes_to_json(changes: Sequence[Change]) -> dict[str, Any]:
    """Return the changes as plain JSON values."""
    return {"changes": [asdict(change) for change in changes]}


def _changes(part: str, old: Mapping[str, str], new: Mapping[str, str], gone: str = "gone") -> list[Change]:
    found = []
    for subject in sorted(old.keys() | new.keys()):
        before, after = old.get(subject), new.get(subject)
        if before == after:
            continue
        what = "new" if before is None else gone if after is None else "changed"
        found.append(Change(part=part, what=what, subject=subject, before=before, after=after))
    return found


def _by(rows: Sequence[Row], key: Callable[[Row], str], value: Callable[[Row], str]) -> dict[str, str]:
    return {key(row): value(row) for row in rows}


def _failed(report: Row) -> dict[str, str]:
    failed = [row for row in report["findings"] if row["outcome"] == "failed"]
    quotes = {claim["id"]: claim["quote"] for claim in report["claims"]}
    return {_finding_key(row, quotes): f"{row['severity']}: {row['message']}" for row in failed}


def _finding_key(row: Row, quotes: Mapping[str, str]) -> str:
    """Name a finding by what it is about, not by its fingerprint alone: people read it."""
    quote = quotes.get(row["claim"] or "", "")
    return f"{row['rule']} “{quote[:80]}”" if quote else str(row["rule"])


def _claim_key(row: Row) -> str:
    return f"{row['type']} “{row['quote'][:120]}”"


def _outcome(row: Row) -> str:
    return str(row["outcome"])


def _cookie_key(row: Row) -> str:
    return f"{row['storage']} {row['name']} of {row['domain']}{row['path'] or ''}"


def _cookie(row: Row) -> str:
    kept = "for the session" if row["lifetime_s"] is None else f"{row['lifetime_s'] / 86400:.0f} days"
    return f"{row['purpose']}, {', '.join(row['states']) or 'no state'}, {kept}"
