"""Which registrable domains are the site's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from audits.knowledge.parties import registrable_domain
from audits.model import Party
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
        return cls(frozenset(domain_of(host) for host in hosts))

    def party_of(self, host: str) -> Party:
        """Return whose a host (or a cookie's domain) is."""
        return Party.FIRST if domain_of(host) in self.domains else Party.THIRD


@lru_cache(maxsize=16384)
def domain_of(host: str) -> str:
    """Return the registrable domain of a host or a cookie's domain.

    Where the public suffix list has no rule for the last label (`.example`, `.test`, a company's own network), its
    standing rule holds: the last label is the suffix.
    """
    name = registrable_domain(host.lstrip(".").lower())
    labels = name.split(".")
    probe = f"a.b.c.d.{labels[-1]}"
    if len(labels) > 2 and not labels[-1].isdigit() and registrable_domain(probe) == probe:
        return ".".join(labels[-2:])
    return name


def host_of(url: str) -> str:
    """Return the host of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
