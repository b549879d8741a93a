"""Hosts that lead in DNS to somebody else's: a vendor's server behind a name of the site's own (pure).

    for host, names in foreign_names(evidence).items():
        known = next((fact for name in names if (fact := find_host(name))), None)

What is not here was no alias, led within its own domain, or could not be looked up (`SiteEvidence.aliases` says
which): its absence proves nothing. Content networks and hosting companies are in such chains as often as trackers, so
a foreign name alone says nothing either; whose it is, is for the judge to know.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.evidence.hosts import registrable_domain
from crawler.evidence.model import SiteEvidence


def foreign_names(evidence: SiteEvidence) -> Mapping[str, tuple[str, ...]]:
    """Return the names of other registrable domains that a host is an alias of, in the chain's order, by host."""
    found = {}
    for alias in evidence.aliases:
        own = registrable_domain(alias.host)
        names = tuple(name for name in alias.chain if registrable_domain(name) != own)
        if names:
            found[alias.host] = names
    return dict(sorted(found.items()))
