"""Whose a host is: first or third party, by registrable domain."""

from __future__ import annotations

from audits.model import Party
from crawler.evidence.hosts import plain_host, registrable_domain

__all__ = ["party", "plain_host", "registrable_domain"]


def party(host: str, site_host: str) -> Party:
    """Return whether `host` (or a cookie's domain, with or without its leading dot) is the site's own."""
    return Party.FIRST if registrable_domain(host) == registrable_domain(site_host) else Party.THIRD
