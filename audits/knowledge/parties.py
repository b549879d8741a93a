"""Whose host it is: registrable domains and first or third party, by the public suffix list inside tldextract."""

from __future__ import annotations

import ipaddress
from functools import cache, lru_cache

import tldextract

from audits.model import Party


@lru_cache(maxsize=16384)
def registrable_domain(host: str) -> str:
    """Return the domain somebody can register (`example.co.uk` of `www.example.co.uk`), in small letters.

    IP addresses, `localhost` and other names without a public suffix are their own domain.
    """
    name = plain_host(host)
    if _is_address(name):
        return name
    return _extract()(name).top_domain_under_public_suffix or name


def party(host: str, site_host: str) -> Party:
    """Return whether `host` (or a cookie's domain, with or without its leading dot) is the site's own."""
    return Party.FIRST if registrable_domain(host) == registrable_domain(site_host) else Party.THIRD


def plain_host(host: str) -> str:
    """Return a host in small letters, without a cookie domain's dot, a root dot, IPv6 brackets or a port."""
    name = host.strip().casefold()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    if name.count(":") == 1:
        name = name.partition(":")[0]
    return name.strip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _extract() -> tldextract.TLDExtract:
    """Return an extractor that never goes to the network or writes a cache.

    With the list's private part, as browsers have it: two customers of `github.io` are two sites.
    """
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
