"""Vendors behind names of the site's own: what DNS aliases tell of hosts that look like the site's.

`metrics.shop.example` that leads to a measurement company's host is that company's, whatever it is called: what is
asked of it, and what it sets, is judged as the company's. Most aliases are no such thing (a site's pages lie with a
hosting company, its pictures with a delivery network), so a host only counts when its alias leads to a vendor whose
business is observing visitors, and when it serves nothing that the site is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audits.knowledge.hosts import find_host
from crawler.evidence.hosts import plain_host, registrable_domain
from crawler.evidence.model import HostAlias, Request, SiteEvidence

OBSERVING = frozenset({"analytics", "customer-data", "marketing", "personalisation", "session-replay", "social"})
"""Categories of hosts that make an alias of them a vendor's."""

_PARTS_OF_PAGES = frozenset({"document", "stylesheet", "font", "media", "manifest"})
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".avif", ".ico")


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of the site's own that leads to a vendor's host."""

    host: str
    target: str
    """The first host of the chain that is known to be a vendor's."""
    pointer: str
    """JSON pointer to the alias in evidence.json."""


def vendor_aliases(evidence: SiteEvidence, domains: Iterable[str]) -> Mapping[str, Alias]:
    """Return the vendors' hosts behind names below the site's own registrable `domains`, by name."""
    own = frozenset(domains)
    found = {}
    for index, alias in enumerate(evidence.aliases):
        target = _vendors_host(alias, own)
        if target is not None:
            found[alias.host] = Alias(alias.host, target, f"/aliases/{index}")
    return {host: found[host] for host in found.keys() - _serving(evidence, found)} if found else {}


def _vendors_host(alias: HostAlias, own: frozenset[str]) -> str | None:
    """Return the first host of a chain that is known for observing visitors; None when there is none."""
    if registrable_domain(alias.host) not in own:
        return None
    for host in alias.chain:
        fact = find_host(host) if registrable_domain(host) not in own else None
        if fact is not None and fact.vendor and fact.category in OBSERVING:
            return host
    return None


def _serving(evidence: SiteEvidence, hosts: Mapping[str, Alias]) -> set[str]:
    """Return those of the hosts that the site itself lies on: its pages, or what these are made of."""
    urls = [evidence.site.url, *(document.final_url for document in evidence.documents)]
    urls += [page.final_url for visit in evidence.visits for page in visit.pages]
    serving = {_host_of(url) for url in urls} & hosts.keys()
    for visit in evidence.visits:
        serving |= {asked.host.lower() for asked in visit.requests if asked.host.lower() in hosts and _is_part(asked)}
    return serving


def _is_part(request: Request) -> bool:
    """Tell whether a request fetched a part of a page that shows."""
    path = request.url.partition("?")[0].partition("#")[0].lower()
    return request.resource_type in _PARTS_OF_PAGES or (request.resource_type == "image" and path.endswith(_PICTURES))


def _host_of(url: str) -> str:
    return plain_host(url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0])
