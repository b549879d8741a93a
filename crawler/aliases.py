"""What host names lead to in DNS: a vendor's host behind a name of the site's own shows only there.

Where host resolver rules send a host, they are the answer and nobody is asked. Behind a proxy names are the proxy's
to resolve, and asking this machine's resolver would tell it what is visited: nothing is looked up. Everything is
bounded, and what could not be found out is a `GatherError` in the alias.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Iterable

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver

from crawler.evidence.model import GatherError, HostAlias
from crawler.options import GatherOptions
from crawler.resolver_rules import ResolverRules, parse_rules

_HOSTS_BOUND = 150
_CHAIN_BOUND = 16
_QUESTION_S = 2.0
_ALL_S = 5.0
"""Most wall time for all the hosts of one call."""
_AT_ONCE = 20
_PORTS = (443, 80, 53)
"""Ports by which rules are asked for a host. A rule for 53, that of name servers, names an alias and sends no page
elsewhere."""


async def resolve_aliases(
    hosts: Iterable[str], options: GatherOptions, *, resolver: dns.asyncresolver.Resolver | None = None
) -> tuple[HostAlias, ...]:
    """Return the alias chain of each host, sorted; never raises for what a name server does.

    An empty chain without an error says that the host is no alias. `resolver`: None takes this machine's.
    """
    names = sorted({host.lower().rstrip(".") for host in hosts if _is_name(host)})[:_HOSTS_BOUND]
    if options.proxy is not None or not names:
        return ()
    rules = parse_rules(options.host_resolver_rules)
    found: dict[str, HostAlias] = {}
    asked: list[str] = []
    for name in names:
        known = _ruled(name, rules)
        if known is None:
            asked.append(name)
        else:
            found[name] = known
    if asked:
        found |= await _ask_all(asked, resolver)
    return tuple(found[name] for name in names)


def _ruled(name: str, rules: ResolverRules) -> HostAlias | None:
    """Return what the rules make of a host; None when they leave it alone."""
    ends = [rules.destination(name, port) for port in _PORTS]
    if ends[0] is None:
        return _unknown(name, "unknown-host", "is made unknown by the host resolver rules")
    others = [end[0] for end in ends if end is not None and end[0] != name]
    if not others:
        return None
    return HostAlias(host=name, chain=tuple(other for other in others if _is_name(other))[:1])


async def _ask_all(names: list[str], resolver: dns.asyncresolver.Resolver | None) -> dict[str, HostAlias]:
    try:
        asks = resolver or dns.asyncresolver.Resolver()
    except (dns.exception.DNSException, OSError):  # no resolver is configured here
        return {
            name: _unknown(name, "no-resolver", "could not be looked up: no name server is known") for name in names
        }
    turns = asyncio.Semaphore(_AT_ONCE)
    tasks = {name: asyncio.ensure_future(_ask(name, asks, turns)) for name in names}
    await asyncio.wait(tasks.values(), timeout=_ALL_S)
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    return {
        name: _unknown(name, "timeout", "was not looked up in time") if task.cancelled() else task.result()
        for name, task in tasks.items()
    }


async def _ask(name: str, resolver: dns.asyncresolver.Resolver, turns: asyncio.Semaphore) -> HostAlias:
    async with turns:
        try:
            answer = await resolver.resolve(name, "A", raise_on_no_answer=False, lifetime=_QUESTION_S, search=False)
        except dns.resolver.NXDOMAIN:
            return _unknown(name, "unknown-host", "is not known to the name server")
        except dns.exception.Timeout:
            return _unknown(name, "timeout", "got no answer from the name server in time")
        except (dns.exception.DNSException, OSError, ValueError):
            return _unknown(name, "dns-failed", "could not be looked up")
    targets = {
        str(rrset.name).rstrip(".").lower(): str(rrset[0].target).rstrip(".").lower()
        for rrset in answer.response.answer
        if rrset.rdtype == dns.rdatatype.CNAME
    }
    chain: list[str] = []
    at = targets.get(name)
    while at is not None and at not in chain and len(chain) < _CHAIN_BOUND:
        chain.append(at)
        at = targets.get(at)
    return HostAlias(host=name, chain=tuple(chain))


def _is_name(host: str) -> bool:
    """Tell whether a host is a name that DNS can know, rather than an address or a name of this machine."""
    if not 0 < len(host) <= 253 or "." not in host or host.endswith(".localhost"):
        return False
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


def _unknown(name: str, code: str, what: str) -> HostAlias:
    return HostAlias(host=name, error=GatherError(stage="dns", code=code, message=f"{name} {what}"))
