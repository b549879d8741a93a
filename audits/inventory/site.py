"""Which registrable domains are the site's own."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from audits.model import Party
from crawler.evidence.hosts import registrable_domain
from crawler.evidence.model import SiteEvidence


@dataclass(frozen=True, slots=True)
class Site:
    """The site as judged."""

    domains: frozenset[str]
    """Registrable domains of the address asked for and of the home pages it led to."""

    @classmethod
    def of(cls, evidence: SiteEvidence) -> Site:
        """Read the site's domains from its evidence."""
        urls = [evidence.site.url]
        urls += [page.final_url for visit in evidence.visits for page in visit.pages if page.role == "home"]
        hosts = {host_of(url) for url in urls} - {""}
        return cls(frozenset(registrable_domain(host) for host in hosts))

    def party_of(self, host: str) -> Party:
        """Return whose a host (or a cookie's domain) is."""
        return Party.FIRST if registrable_domain(host) in self.domains else Party.THIRD


def host_of(url: str) -> str:
    """Return the host of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
