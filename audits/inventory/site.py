"""Which registrable domains, and which hosts below them, are the site's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from audits.inventory.aliases import Alias, vendor_aliases
from audits.model import Party
from crawler.evidence.hosts import plain_host, registrable_domain
from crawler.evidence.model import SiteEvidence


@dataclass(frozen=True, slots=True)
class Site:
    """The site as judged."""

    domains: frozenset[str]
    """Registrable domains of the address asked for and of the home pages it led to."""
    aliases: Mapping[str, Alias] = field(default_factory=dict)
    """Hosts below them that are a vendor's by another name."""

    @classmethod
    def of(cls, evidence: SiteEvidence) -> Site:
        """Read the site's domains from its evidence."""
        urls = [evidence.site.url]
        urls += [page.final_url for visit in evidence.visits for page in visit.pages if page.role == "home"]
        hosts = {host_of(url) for url in urls} - {""}
        domains = frozenset(registrable_domain(host) for host in hosts)
        return cls(domains, vendor_aliases(evidence, domains))

    def party_of(self, host: str) -> Party:
        """Return whose a host (or a cookie's domain) is."""
        if self.alias_of(host) is not None:
            return Party.THIRD
        return Party.FIRST if registrable_domain(host) in self.domains else Party.THIRD

    def alias_of(self, host: str) -> Alias | None:
        """Return the vendor's host behind a host (or a cookie's domain) of the site's own; None when there is none."""
        return self.aliases.get(plain_host(host)) if self.aliases else None

    def meant(self, host: str) -> str:
        """Return the host that is meant: the vendor's behind an alias, else the host itself."""
        alias = self.alias_of(host)
        return alias.target if alias else host


def host_of(url: str) -> str:
    """Return the host of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
