"""Cookies and storage keys known by name: vendor, purpose and usual life.

Facts stand in `cookies/*.toml` (its README says what the columns mean). Look-ups are dictionary hits for exact
names, and a short list of patterns that begin with the same letter for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from audits.knowledge.parties import plain_host
from audits.knowledge.tables import TableError, tables_in
from audits.knowledge.vendors import vendors
from audits.model import Purpose
from crawler.evidence.hosts import is_within
from crawler.evidence.model import StorageKind

MAX_NAME_LENGTH = 256
"""Longer names match no pattern (characters)."""

_WEB_STORAGE = frozenset({StorageKind.LOCAL_STORAGE, StorageKind.SESSION_STORAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CookieFact:
    """What is known of a cookie or storage key."""

    pattern: str
    """The name, with `*` for any characters, or the regular expression between slashes."""
    vendor: str | None
    """Canonical vendor; None for names that belong to no one."""
    purpose: Purpose
    storage: frozenset[StorageKind]
    domains: tuple[str, ...] = ()
    """It only counts on these and their sub-domains; empty: anywhere."""
    lifetime: str | None = None
    """Usual life: ISO 8601, `session` or `until-deleted`; None when not known."""
    source: str | None = None
    """Address of a page that was read, or `observed: ` and the test that saw it; None = unsourced."""

    @property
    def is_generic(self) -> bool:
        """A name that anybody may use for anything, such as `session`."""
        return self.vendor is None

    def counts_for(self, domain: str | None, storage: StorageKind) -> bool:
        """Whether it holds on this domain (None: not known) and in this kind of storage."""
        if storage not in self.storage and not self._is_the_same_key_elsewhere(storage):
            return False
        return not self.domains or (domain is not None and any(is_within(domain, own) for own in self.domains))

    def _is_the_same_key_elsewhere(self, storage: StorageKind) -> bool:
        """Scripts move their keys from cookies to web storage, and between its two kinds; not the other way."""
        return storage in _WEB_STORAGE and bool(self.storage & (_WEB_STORAGE | {StorageKind.COOKIE}))


@lru_cache(maxsize=4096)
def find_cookie(
    name: str, domain: str | None = None, storage: StorageKind | str = StorageKind.COOKIE
) -> CookieFact | None:
    """Return the most telling fact about a name: bound to its domain, then exact, then the longest pattern.

    `domain` is the cookie's domain or the storage's host; without it, facts bound to a domain don't count.
    """
    if len(name) > MAX_NAME_LENGTH:
        return None
    kind, host = StorageKind(storage), plain_host(domain) if domain else None
    facts = [fact for fact in _candidates(name) if fact.counts_for(host, kind)]
    return max(facts, key=lambda fact: _rank(fact, kind), default=None)


@cache
def cookie_facts() -> tuple[CookieFact, ...]:
    """Return every row of every table. Raise `TableError` when one is wrong."""
    return tuple(fact for file, table in tables_in("cookies") for fact in _rows(file, table))


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return the expression of a pattern with `*`, or of one between slashes; it is matched against whole names."""
    if pattern.startswith("/"):
        return re.compile(pattern[1:-1])
    return re.compile(".*?".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)


def _rank(fact: CookieFact, kind: StorageKind) -> tuple[bool, int, bool, int]:
    """Return how telling a fact is. Expressions are for what no name describes: they come after all names."""
    likeness = 0 if fact.pattern.startswith("/") else 1 if _is_pattern(fact.pattern) else 2
    return bool(fact.domains), likeness, kind in fact.storage, len(fact.pattern.replace("*", ""))


def _candidates(name: str) -> Iterator[CookieFact]:
    """Yield the facts whose pattern is this name."""
    yield from _exact().get(name, ())
    for first in {name[:1], ""}:
        for expression, fact in _patterns().get(first, ()):
            if expression.fullmatch(name):
                yield fact


@cache
def _exact() -> Mapping[str, tuple[CookieFact, ...]]:
    found: dict[str, tuple[CookieFact, ...]] = {}
    for fact in cookie_facts():
        if not _is_pattern(fact.pattern):
            found[fact.pattern] = (*found.get(fact.pattern, ()), fact)
    return found


@cache
def _patterns() -> Mapping[str, tuple[tuple[re.Pattern[str], CookieFact], ...]]:
    """Return patterns by the first letter of what they match; "" holds those that begin with anything."""
    found: dict[str, tuple[tuple[re.Pattern[str], CookieFact], ...]] = {}
    for fact in cookie_facts():
        if _is_pattern(fact.pattern):
            first = "" if fact.pattern[0] in "*/" else fact.pattern[0]
            found[first] = (*found.get(first, ()), (compile_pattern(fact.pattern), fact))
    return found


def _rows(file: str, table: Mapping[str, Any]) -> Iterator[CookieFact]:
    sources = table.get("sources", {})
    for group in table["group"]:
        vendor = group.get("vendor")
        if vendor is not None and vendor not in vendors():
            raise TableError(f"cookies/{file}: no vendor {vendor!r}")
        storage = frozenset(StorageKind(kind) for kind in group.get("storage", [StorageKind.COOKIE]))
        for row in group["rows"]:
            source = row.get("source")
            if source is not None and source not in sources:
                raise TableError(f"cookies/{file}: {row}: no source {source!r}")
            yield CookieFact(
                pattern=row["name"] if "name" in row else f"/{row['regex']}/",
                vendor=vendor,
                purpose=Purpose(group["purpose"]),
                storage=storage,
                domains=tuple(row.get("domains", ())),
                lifetime=row.get("lifetime"),
                source=sources[source] if source else None,
            )


def _is_pattern(pattern: str) -> bool:
    return "*" in pattern or (pattern.startswith("/") and pattern.endswith("/"))
