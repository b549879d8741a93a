"""Requests → the hosts a site talks to, with party, vendor and category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audits.inventory.aliases import Alias
from audits.inventory.observations import STATES, state_of, visits_in_order
from audits.inventory.site import Site
from audits.knowledge.hosts import HostFact, find_collector, find_host, find_request
from audits.model import HostUse, Party
from crawler.evidence.model import Phase, Request, SiteEvidence, State, Visit

_MAX_REFS = 20
_SERVERS = frozenset({"cdn", "hosting"})
"""Categories of hosts on which anybody's collector may stand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, and where in the evidence it stands."""

    request: Request
    visit: Visit
    pointer: str
    state: State
    """The state it counts for."""
    alias: Alias | None = None
    """The vendor's host behind the name, where the name is one of the site's own."""

    @property
    def meant(self) -> str:
        """The host that it went to, whatever that is called."""
        return self.alias.target if self.alias else self.request.host

    @property
    def name(self) -> str:
        """The host as a finding names it: with what is behind it, where its name doesn't tell."""
        return shown_name(self.request.host, self.alias)


def requests_of(evidence: SiteEvidence, site: Site | None = None) -> Iterator[Asked]:
    """Yield every request to a host, redirects included, visits in the order of states.

    Those of a `withdraw` visit between consent and withdrawal count for no state and are left out. `site`: None works
    it out of the evidence.
    """
    whose = site or Site.of(evidence)
    for v, visit in visits_in_order(evidence):
        states = {phase: state_of(visit, phase) for phase in Phase}
        for r, request in enumerate(visit.requests):
            state = states[request.phase]
            if request.host and state is not None:
                yield Asked(request, visit, f"/visits/{v}/requests/{r}", state, whose.alias_of(request.host))


def hosts_of(evidence: SiteEvidence, site: Site) -> tuple[HostUse, ...]:
    """Return the hosts that were asked for something, sorted by name."""
    groups: dict[str, list[Asked]] = {}
    for asked in requests_of(evidence, site):
        groups.setdefault(asked.request.host.lower(), []).append(asked)
    return tuple(_host_use(host, groups[host], site) for host in sorted(groups))


def _host_use(host: str, asked: list[Asked], site: Site) -> HostUse:
    known, alias = _known(asked, site.party_of(host)), asked[0].alias
    states = {each.state for each in asked}
    answered = {each.state for each in asked if each.request.phase is Phase.ANSWERED} - {State.BEFORE}
    refs = {
        state: tuple(each.pointer for each in asked if each.state is state)[:_MAX_REFS]
        for state in STATES
        if state in states
    }
    return HostUse(
        host=host,
        party=site.party_of(host),
        vendor=known.vendor if known else None,
        category=known.category if known else None,
        states=tuple(refs),
        requests=len(asked),
        answered_states=tuple(state for state in STATES if state in answered),
        refs=refs,
        alias_of=alias.target if alias else None,
        alias_ref=alias.pointer if alias else None,
    )


def shown_name(host: str, alias: Alias | None) -> str:
    """Return a host as a finding names it."""
    return f"{host} → {alias.target}" if alias else host


def fact_of(asked: Asked) -> HostFact | None:
    """Return what is known of a request by its host and path, or of one to a third party by its path; else None."""
    path = path_of(asked.request.url)
    known = find_request(asked.meant, path)
    return (find_collector(path) or known) if known is None or known.category in _SERVERS else known


def path_of(url: str) -> str:
    """Return the path of an address, `/` when it has none; without parsing, as there are many."""
    rest = url.partition("://")[2]
    slash = rest.find("/")
    return rest[slash:].partition("?")[0].partition("#")[0] if slash >= 0 else "/"


def _known(asked: list[Asked], party: Party) -> HostFact | None:
    """Return what is known of the host asked; where it serves many things, what it was asked for each time.

    A collector on one of the site's own hosts is the site's own, whoever wrote it.
    """
    own = party is Party.FIRST
    facts = {find_request(each.meant, path_of(each.request.url)) if own else fact_of(each) for each in asked}
    return facts.pop() if len(facts) == 1 else find_host(asked[0].meant)
