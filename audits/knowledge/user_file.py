"""A user's own cookie list, in the CSV format of the Open Cookie Database, as the same kind of facts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from audits.knowledge.cookies import MAX_NAME_LENGTH, CookieFact
from audits.knowledge.parties import plain_host
from audits.model import Purpose
from crawler.evidence.model import StorageKind
from crawler.evidence.reasons import reason_of

MAX_ROWS = 200_000
NAME_COLUMN = "Cookie / Data Key name"
CATEGORY_COLUMN = "Category"

_PURPOSES = {
    "necessary": Purpose.NECESSARY,
    "strictly necessary": Purpose.NECESSARY,
    "essential": Purpose.NECESSARY,
    "security": Purpose.NECESSARY,
    "functional": Purpose.FUNCTIONAL,
    "preferences": Purpose.FUNCTIONAL,
    "personalization": Purpose.FUNCTIONAL,
    "analytics": Purpose.ANALYTICS,
    "statistics": Purpose.ANALYTICS,
    "performance": Purpose.ANALYTICS,
    "marketing": Purpose.MARKETING,
    "advertising": Purpose.MARKETING,
    "targeting": Purpose.MARKETING,
}


class UserFileError(ValueError):
    """A user's list can't be read; says the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFile:
    """A user's list, ready for look-ups."""

    exact: Mapping[str, tuple[CookieFact, ...]]
    prefixes: Mapping[str, tuple[CookieFact, ...]]
    """By prefix: rows whose `Wildcard match` is 1."""

    def find(self, name: str, domain: str | None = None) -> CookieFact | None:
        """Return the row for a name: on its domain before anywhere, exact before longest prefix; None without one."""
        host = plain_host(domain) if domain else None
        for facts in self._by_likeness(name[:MAX_NAME_LENGTH]):
            counting = [fact for fact in facts if fact.counts_for(host, StorageKind.COOKIE)]
            if counting:
                return max(counting, key=lambda fact: bool(fact.domains))
        return None

    def _by_likeness(self, name: str) -> Iterable[tuple[CookieFact, ...]]:
        yield self.exact.get(name, ())
        for end in range(len(name), 0, -1):
            yield self.prefixes.get(name[:end], ())


def read_user_file(path: Path) -> UserFile:
    """Read a CSV with the columns of the Open Cookie Database (`Cookie / Data Key name` and `Category` are needed).

    Rows of a category that isn't one of ours are of unknown purpose. Raise `UserFileError` when it can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserFileError(f"{path}: {reason_of(error)}") from error
    reader = csv.DictReader(text.splitlines())
    missing = {NAME_COLUMN, CATEGORY_COLUMN} - set(reader.fieldnames or ())
    if missing:
        raise UserFileError(f"{path}: line 1: no column {', '.join(sorted(missing))}")
    exact: dict[str, tuple[CookieFact, ...]] = {}
    prefixes: dict[str, tuple[CookieFact, ...]] = {}
    try:
        for row in reader:
            if reader.line_num > MAX_ROWS:
                raise UserFileError(f"{path}: more than {MAX_ROWS} lines")
            _add(exact, prefixes, row)
    except csv.Error as error:
        raise UserFileError(f"{path}: line {reader.line_num}: {error}") from error
    return UserFile(exact=exact, prefixes=prefixes)


def _add(
    exact: dict[str, tuple[CookieFact, ...]], prefixes: dict[str, tuple[CookieFact, ...]], row: Mapping[str, str | None]
) -> None:
    name = (row.get(NAME_COLUMN) or "").strip()
    if not name or len(name) > MAX_NAME_LENGTH:
        return
    target = prefixes if (row.get("Wildcard match") or "").strip() == "1" else exact
    target[name] = (*target.get(name, ()), _fact(name, row))


def _fact(name: str, row: Mapping[str, str | None]) -> CookieFact:
    category = (row.get(CATEGORY_COLUMN) or "").strip().casefold()
    platform = (row.get("Platform") or "").strip()
    return CookieFact(
        pattern=name,
        vendor=platform[:100] or None,
        purpose=_PURPOSES.get(category, Purpose.UNKNOWN),
        storage=frozenset(StorageKind),
        domains=_domains(row.get("Domain") or ""),
    )


def _domains(cell: str) -> tuple[str, ...]:
    """Return the domains of a cell such as `google.com (3rd party) or advertiser's website domain (1st party)`.

    A cell that also names the visited site's own domain binds the row to none.
    """
    if "1st party" in cell or "first party" in cell.casefold() or "website" in cell.casefold():
        return ()
    words = (plain_host(word.strip("(),;")) for word in cell.split())
    return tuple(word for word in words if "." in word and "/" not in word)
