"""Hosts: which vendor a request goes to, and what such a vendor is for.

A vendor's hosts stand in `vendors.toml`; `hosts.toml` holds those whose category or purpose differs from their
vendor's, and hosts of nobody in that table. The longest suffix of a host decides. On hosts that serve many things,
the beginning of a request's path does, and on hosts that nobody knows, a path that is one vendor's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from audits.knowledge.parties import plain_host
from audits.knowledge.tables import TableError, category_purposes, read_table
from audits.knowledge.vendors import find_vendor, vendors
from audits.model import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFact:
    """A host (and all below it)."""

    host: str
    vendor: str | None
    """Canonical name; None when the host is known for what it does but belongs to no vendor of the table."""
    category: str
    purpose: Purpose


@lru_cache(maxsize=4096)
def find_host(host: str) -> HostFact | None:
    """Return what is known of a host by its longest known suffix, or None."""
    labels = plain_host(host).split(".")
    for start in range(len(labels)):
        fact = hosts().get(".".join(labels[start:]))
        if fact is not None:
            return fact
    return None


@lru_cache(maxsize=4096)
def find_request(host: str, path: str) -> HostFact | None:
    """Return what is known of a request by its host and path: a path that is known says more than its host."""
    labels = plain_host(host).split(".")
    for start in range(len(labels)):
        for prefix, fact in _paths().get(".".join(labels[start:]), ()):
            if path == prefix or path.startswith(f"{prefix}/"):
                return fact
    return find_host(host)


def find_collector(path: str) -> HostFact | None:
    """Return whose scripts ask for such a path on whatever host their collector has; None for all other paths."""
    return next((fact for prefix, fact in _paths()["*"] if path == prefix or path.startswith(f"{prefix}/")), None)


@cache
def business_of(vendor: str) -> Purpose:
    """Return the purpose of a vendor's business; unknown for an unknown one, and for one of many services."""
    fact = find_vendor(vendor)
    if fact is None or any(hosts()[host].category == "general" for host in fact.hosts):
        return Purpose.UNKNOWN
    return category_purposes()[fact.category]


@cache
def hosts() -> Mapping[str, HostFact]:
    """Return all hosts by name. Raise `TableError` when a table is wrong."""
    found: dict[str, HostFact] = {}
    for vendor in vendors().values():
        for host in vendor.hosts:
            _add(found, {"host": host, "vendor": vendor.name, "category": vendor.category}, "vendors.toml")
    seen: set[str] = set()
    for row in read_table("hosts.toml")["host"]:
        if row["host"] in seen:
            raise TableError(f"hosts.toml: {row['host']}: stands twice")
        seen.add(row["host"])
        found.pop(row["host"], None)
        _add(found, row, "hosts.toml")
    return found


@cache
def _paths() -> Mapping[str, tuple[tuple[str, HostFact], ...]]:
    """Return (beginning of the path, fact) by host. Raise `TableError` when a row is wrong."""
    rows: dict[str, HostFact] = {}
    found: dict[str, tuple[tuple[str, HostFact], ...]] = {}
    for number, row in enumerate(read_table("hosts.toml")["path"]):
        for host in row["hosts"]:
            _add(rows, {"host": f"{number}:{host}", "vendor": row["vendor"], "category": row["category"]}, "hosts.toml")
            fact = replace(rows[f"{number}:{host}"], host=host)
            found[host] = (*found.get(host, ()), *((prefix, fact) for prefix in row["prefixes"]))
    return found


def _add(found: dict[str, HostFact], row: Mapping[str, Any], table: str) -> None:
    host, vendor = row["host"], row.get("vendor")
    if host in found:
        raise TableError(f"{table}: {host}: belongs to {found[host].vendor} already")
    if vendor is not None and vendor not in vendors():
        raise TableError(f"{table}: {host}: no vendor {vendor!r}")
    category = row["category"]
    if category not in category_purposes():
        raise TableError(f"{table}: {host}: no category {category!r}")
    purpose = Purpose(row["purpose"]) if "purpose" in row else category_purposes()[category]
    found[host] = HostFact(host=host, vendor=vendor, category=category, purpose=purpose)
