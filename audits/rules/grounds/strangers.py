"""Requests by which hosts that aren't the site's own can tell one visitor from another, whoever those are.

No list knows what such a host does with it: that keeps a rule from passing, and never makes it fail.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from audits.inventory.hosts import Asked, fact_of
from audits.model import Case, Item, Party, Purpose
from audits.rules.grounds.beacons import counts, requests_in
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.handing_over import handed_requests, pointers_of
from audits.rules.grounds.once import once
from audits.rules.grounds.tracking import settled_purpose, sort_out
from crawler.evidence.hosts import is_within
from crawler.evidence.model import State, StorageKind


@once
def told_requests(case: Case) -> tuple[Asked, ...]:
    """Return the requests of all states that give such a host an identifier, of the site's or of its own."""
    own = _own_hosts(case)
    told = {asked.pointer: asked for asked in handed_requests(case) if asked.request.host.lower() not in own}
    told |= {asked.pointer: asked for asked in _with_cookies(case, _telling(case))}
    return tuple(told.values())


@once
def strange_requests(case: Case, state: State) -> tuple[Asked, ...]:
    """Return those of a state that go to a host nobody knows; after an answer, of pages loaded since it was given.

    What is stored for the site to work, and the record of the visitor's answer, may be handed to its own servers
    under another name: these don't count.
    """
    own, telling = _own_hosts(case), _telling(case)
    handed = pointers_of(case, telling)
    told = {asked.pointer for asked in _with_cookies(case, telling)}
    return tuple(
        asked
        for asked in requests_in(case, state)
        if (asked.pointer in told or asked.pointer in handed)
        and asked.request.host.lower() not in own
        and counts(asked)
        and fact_of(asked) is None
    )


@once
def _telling(case: Case) -> tuple[Item, ...]:
    """Return the stored items that tell visitors apart and may be there for that."""
    records = consent_records(case)
    found = sort_out(case, (item for item in case.items if item.values and item not in records))
    return (*found.firm, *(item for item in found.open if settled_purpose(item) is not Purpose.FUNCTIONAL))


def _with_cookies(case: Case, telling: Iterable[Item]) -> Iterator[Asked]:
    """Yield the requests to third parties that carry one of their cookies among `telling`, or set it."""
    names: dict[str, list[str]] = {}
    for item in telling:
        if item.party is Party.THIRD and item.storage is StorageKind.COOKIE:
            names.setdefault(item.name, []).append(item.domain)
    for asked in (each for state in State for each in requests_in(case, state)) if names else ():
        carried = (*asked.request.cookies_sent, *asked.request.cookies_set)
        if any(is_within(asked.request.host, domain) for name in carried for domain in names.get(name, ())):
            yield asked


def _own_hosts(case: Case) -> Collection[str]:
    return {use.host for use in case.hosts if use.party is Party.FIRST}
