"""Whose host it is: the registrable domain, one reading of it for gathering and judging alike."""

from __future__ import annotations

import ipaddress
from functools import cache, lru_cache

import tldextract


@lru_cache(maxsize=16384)
def registrable_domain(host: str) -> str:
    """Return the domain somebody can register (`example.co.uk` of `www.example.co.uk`), in small letters.

    With the public suffix list's private part, as browsers have it: two customers of `github.io` are two sites. Where
    the list has no rule for the last label (`.example`, a company's own network) its standing rule holds: the last
    label is the suffix. IP addresses, `localhost` and suffixes themselves are their own domain.
    """
    name = plain_host(host)
    if _is_address(name):
        return name
    parts = _extract()(name)
    if parts.suffix:
        return parts.top_domain_under_public_suffix or name
    return ".".join(name.split(".")[-2:])


def plain_host(host: str) -> str:
    """Return a host in small letters, without a cookie domain's dot, a root dot, IPv6 brackets or a port."""
    name = host.strip().casefold()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    if name.count(":") == 1:
        name = name.partition(":")[0]
    return name.strip(".")


def is_within(host: str, domain: str) -> bool:
    """Tell whether `host` is `domain` or below it, as cookies are sent: addresses have nothing below them.

    Both in any case, with or without a cookie domain's dot. Whether `domain` may have cookies is `is_public_suffix`.
    """
    name, wanted = plain_host(host), plain_host(domain)
    return bool(wanted) and (name == wanted or (name.endswith(f".{wanted}") and not _is_address(name)))


def is_public_suffix(host: str) -> bool:
    """Return whether nobody can set a cookie for `host`: a public suffix, or a single label."""
    name = plain_host(host)
    return not _is_address(name) and (registrable_domain(name) == _extract()(name).suffix or "." not in name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _extract() -> tldextract.TLDExtract:
    """Return an extractor that never goes to the network or writes a cache."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
