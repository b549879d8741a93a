"""What changed between two audits of a site. Pure: two reports in, one value out.

Findings are matched by their stable ids, claims by their words, cookies by storage, name, domain and path. A claim that
is gone, and one of the same type and parameters or of nearly the same words that is new, are one that was reworded. A
cookie that is gone, and a new one that the same script stores in its place, are one that was renamed. A failure that
can no longer be decided is not fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pydantic import TypeAdapter

from audits.model import Report

_REPORT = TypeAdapter(Report)
_ALIKE = 0.75
"""Share of common words from which two claims of a type are one that was reworded."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs between two audits."""

    before: Row
    after: Row
    fields: tuple[str, ...]
    """Which fields differ, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that changed. Rows are those of report.json; every tuple is in a fixed order."""

    site: str
    old_audited_at: str
    new_audited_at: str
    new_findings: tuple[Row, ...]
    """Failed now, and not failed (or not there) before."""
    fixed_findings: tuple[Row, ...]
    """Failed before, and passed (or not there) now; the row is the old one."""
    unchanged_findings: tuple[Row, ...]
    """Failed before and now, by the same things."""
    changed_findings: tuple[Change, ...]
    """The same question with another outcome, severity, waiver or other subjects, neither new nor fixed."""
    claims_added: tuple[Row, ...]
    claims_removed: tuple[Row, ...]
    claims_reworded: tuple[Change, ...]
    cookies_new: tuple[Row, ...]
    cookies_gone: tuple[Row, ...]
    cookies_changed: tuple[Change, ...]
    hosts_new: tuple[str, ...]
    hosts_gone: tuple[str, ...]

    @property
    def got_worse(self) -> bool:
        """Whether something fails that did not, and no waiver covers it."""
        return any(_counts(row) for row in self.new_findings)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not any(
            getattr(self, name)
            for name in self.__slots__
            if name not in ("site", "old_audited_at", "new_audited_at", "unchanged_findings")
        )


def compare(old: Report | Row, new: Report | Row) -> Comparison:
    """Return what changed from `old` to `new`, each a Report or the JSON of one."""
    one, two = _rows(old), _rows(new)
    added, removed, reworded = _claims(one["claims"], two["claims"])
    findings_one, findings_two = _by(one["findings"], "id"), _by(two["findings"], "id")
    cookies = _cookies(one["cookies"], two["cookies"])
    hosts_one, hosts_two = ({row["host"] for row in report["hosts"]} for report in (one, two))
    both = sorted(findings_one.keys() & findings_two.keys())
    pairs = [(findings_one[key], findings_two[key]) for key in both]
    return Comparison(
        site=str(two["site"]["url"]),
        old_audited_at=str(one["audited_at"]),
        new_audited_at=str(two["audited_at"]),
        new_findings=_failed_only_in(findings_two, findings_one),
        fixed_findings=_fixed(findings_one, findings_two),
        unchanged_findings=tuple(b for a, b in pairs if _failed(a) and _failed(b) and not _finding_fields(a, b)),
        changed_findings=_changes((a, b, _finding_fields(a, b)) for a, b in pairs if _is_neither(a, b)),
        claims_added=added,
        claims_removed=removed,
        claims_reworded=reworded,
        cookies_new=cookies[0],
        cookies_gone=cookies[1],
        cookies_changed=cookies[2],
        hosts_new=tuple(sorted(hosts_two - hosts_one)),
        hosts_gone=tuple(sorted(hosts_one - hosts_two)),
    )


def _rows(report: Report | Row) -> Row:
    if isinstance(report, Report):
        dumped: Row = _REPORT.dump_python(report, mode="json")
        return dumped
    return report


def _by(rows: Iterable[Row], *keys: str) -> dict[tuple[str, ...], Row]:
    return {tuple(str(row.get(key)) for key in keys): row for row in rows}


def _failed(row: Row) -> bool:
    return bool(row["outcome"] == "failed")


def _passed(row: Row) -> bool:
    return bool(row["outcome"] == "passed")


def _counts(row: Row) -> bool:
    """Tell whether a failure is one that no waiver covers."""
    held = row.get("waived")
    return _failed(row) and (not held or bool(held.get("expired")))


def _fixed(old: Mapping[tuple[str, ...], Row], new: Mapping[tuple[str, ...], Row]) -> tuple[Row, ...]:
    return tuple(old[key] for key in sorted(old) if _failed(old[key]) and (key not in new or _passed(new[key])))


def _is_neither(old: Row, new: Row) -> bool:
    """Tell whether a finding is neither new nor fixed: it failed in both audits or in none, or is undecided now."""
    return _failed(old) == _failed(new) or (_failed(old) and not _passed(new))


def _cookies(old: list[Row], new: list[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Change, ...]]:
    """Return the cookies that are new, those that are gone, and those that changed, renamed ones among them."""
    one, two = (_by(rows, "storage", "name", "domain", "path") for rows in (old, new))
    pairs = [(one[key], two[key]) for key in sorted(one.keys() & two.keys())]
    gone = [one[key] for key in sorted(one.keys() - two.keys())]
    come = [two[key] for key in sorted(two.keys() - one.keys())]
    for row in list(gone):
        same = [other for other in come if _place(other) == _place(row) is not None]
        alone = len(same) == 1 and sum(_place(other) == _place(row) for other in gone) == 1
        if alone and _is_renamed(row, same[0]):
            pairs.append((row, same[0]))
            gone.remove(row)
            come.remove(same[0])
    return tuple(come), tuple(gone), _changes((a, b, _cookie_fields(a, b)) for a, b in pairs)


def _is_renamed(old: Row, new: Row) -> bool:
    """Tell whether two cookies in one place are one: kept as long, and known for the same or beginning alike."""
    alike = str(old["name"])[:3] == str(new["name"])[:3] or bool(old.get("purpose_note"))
    return alike and not _lifetime_differs(old.get("lifetime_s"), new.get("lifetime_s"))


def _place(row: Row) -> tuple[str, ...] | None:
    """Return what a renamed cookie keeps: where it lives, who stores it, what for; None when that isn't known."""
    setter = (row.get("set_by") or {}).get("url")
    if not setter:
        return None
    kept = ("storage", "domain", "path", "purpose", "purpose_note", "http_only", "vendor")
    return setter, *(str(row.get(key)) for key in kept)


def _failed_only_in(these: Mapping[tuple[str, ...], Row], others: Mapping[tuple[str, ...], Row]) -> tuple[Row, ...]:
    failed_elsewhere = {key for key, row in others.items() if _failed(row)}
    return tuple(these[key] for key in sorted(these) if _failed(these[key]) and key not in failed_elsewhere)


def _changes(triples: Iterable[tuple[Row, Row, tuple[str, ...]]]) -> tuple[Change, ...]:
    return tuple(Change(before=before, after=after, fields=fields) for before, after, fields in triples if fields)


def _finding_fields(old: Row, new: Row) -> tuple[str, ...]:
    fields = _differing(old, new, "confidence", "outcome", "reason", "severity", "subjects")
    return fields if _counts(old) == _counts(new) or not (_failed(old) and _failed(new)) else (*fields, "waived")


def _cookie_fields(old: Row, new: Row) -> tuple[str, ...]:
    names = ("name", "blocked", "declared", "http_only", "party", "purpose", "same_site", "secure", "states", "vendor")
    fields = _differing(old, new, *names)
    return (*fields, "lifetime_s") if _lifetime_differs(old.get("lifetime_s"), new.get("lifetime_s")) else fields


def _differing(old: Row, new: Row, *fields: str) -> tuple[str, ...]:
    return tuple(field for field in fields if _plain(old.get(field)) != _plain(new.get(field)))


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else value


def _lifetime_differs(old: float | None, new: float | None) -> bool:
    """Tell whether two lifetimes differ by more than the moments between setting and looking (a minute, or 1 %)."""
    if old is None or new is None:
        return old is not new
    return abs(old - new) > max(60.0, 0.01 * max(old, new))


def _claims(old: list[Row], new: list[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Change, ...]]:
    """Return the claims added, removed and reworded."""
    removed = _without(old, new)
    added = _without(new, old)
    reworded: list[Change] = []
    for row in list(removed):
        match = max(
            (other for other in added if other["type"] == row["type"]), key=lambda o: _alike(row, o), default=None
        )
        if match is not None and _alike(row, match) >= _ALIKE:
            fields = _differing(row, match, "quote", "params")
            reworded.append(Change(before=row, after=match, fields=fields))
            removed.remove(row)
            added.remove(match)
    return tuple(added), tuple(removed), tuple(reworded)


def _without(rows: list[Row], others: list[Row]) -> list[Row]:
    """Return the rows whose words do not stand in `others`; a claim made twice must stand there twice."""
    left = [_words(other) for other in others]
    kept = []
    for row in rows:
        if _words(row) in left:
            left.remove(_words(row))
        else:
            kept.append(row)
    return kept


def _words(row: Row) -> tuple[str, str, str]:
    return str(row["type"]), repr(sorted(row["params"].items(), key=str)), " ".join(str(row["quote"]).split())


def _alike(one: Row, other: Row) -> float:
    """Return how alike two claims of a type are: 1 for the same parameters, else the share of common words."""
    if one["params"] == other["params"] and one["params"]:
        return 1.0
    words_one, words_two = (str(row["quote"]).casefold().split()[:200] for row in (one, other))
    return SequenceMatcher(None, words_one, words_two, autojunk=False).ratio()
