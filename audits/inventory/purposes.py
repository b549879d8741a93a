"""What a stored item is for, and by whose word."""

from __future__ import annotations

from dataclasses import dataclass

from audits.inventory.declarations import Declarations
from audits.inventory.observations import Observed
from audits.inventory.site import Site
from audits.knowledge.cookies import find_cookie
from audits.knowledge.hosts import find_host
from audits.model import Party, Purpose, PurposeSource
from crawler.evidence.model import State


@dataclass(frozen=True, slots=True)
class Judged:
    """A purpose, its source, what decided it, and the vendor."""

    purpose: Purpose
    source: PurposeSource
    note: str
    vendor: str | None


def judged_purpose(
    observed: Observed, states: tuple[State, ...], site: Site, declarations: Declarations, values: tuple[str, ...]
) -> Judged:
    """Return what an item is for: the site's own words first, then curated knowledge, then its host."""
    key = observed.key
    fact = find_cookie(key.name, key.domain, key.storage)
    host = find_host(key.domain) if site.party_of(key.domain) is Party.THIRD else None
    vendor = (fact.vendor if fact else None) or (host.vendor if host else None)
    if fact is not None:
        return Judged(fact.purpose, PurposeSource.KNOWLEDGE, fact.pattern, vendor)
    if host is not None and host.purpose is not Purpose.UNKNOWN:
        return Judged(host.purpose, PurposeSource.HOST, host.host, vendor)
    return Judged(Purpose.UNKNOWN, PurposeSource.NONE, "", vendor)
