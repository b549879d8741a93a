"""What a stored item is for, and by whose word: gathers what is known of the item and asks `audits.knowledge`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audits.inventory.declarations import Declarations
from audits.inventory.observations import Observed
from audits.inventory.site import Site, host_of
from audits.knowledge.behaviour import MIN_IDENTIFIER_LENGTH, Behaviour
from audits.knowledge.purposes import Declared, PurposeFound, purpose_of
from audits.model import Claim, Party, Purpose
from crawler.evidence.model import SiteEvidence, State

_POLICY_PURPOSES: Mapping[str, Purpose] = {
    "necessary": Purpose.NECESSARY,
    "functional": Purpose.FUNCTIONAL,
    "analytics": Purpose.ANALYTICS,
    "marketing": Purpose.MARKETING,
    "social": Purpose.MARKETING,
}
"""Categories of `cookie` claims → purposes."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What purposes are judged by, beside the item itself. Made once a site."""

    site: Site
    declarations: Declarations
    sent: Mapping[str, str]
    """All addresses requested of each third-party host, in one string a host: to look for values in."""
    states: frozenset[State]
    """States that were looked at to their end."""

    @classmethod
    def of(cls, evidence: SiteEvidence, site: Site, declarations: Declarations) -> Surroundings:
        """Gather them from the evidence."""
        sent: dict[str, list[str]] = {}
        for visit in evidence.visits:
            for request in visit.requests:
                if request.host and site.party_of(request.host) is Party.THIRD:
                    sent.setdefault(request.host.lower(), []).append(request.url)
        states = frozenset(visit.state for visit in evidence.visits if visit.complete)
        return cls(site, declarations, {host: "\n".join(sent[host]) for host in sorted(sent)}, states)

    def receivers(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the third-party hosts that were sent one of the values."""
        telling = [value for value in values if len(value) >= MIN_IDENTIFIER_LENGTH]
        return tuple(host for host, urls in self.sent.items() if any(value in urls for value in telling))


def judged_purpose(
    observed: Observed,
    states: tuple[State, ...],
    values: tuple[str, ...],
    lifetime_s: float | None,
    around: Surroundings,
) -> PurposeFound:
    """Return what an item is for. `states` are those it was seen in, `values` those it was seen with."""
    key = observed.key
    party = around.site.party_of(key.domain)
    behaviour = Behaviour(
        values=values,
        lifetime_s=lifetime_s,
        party=party,
        only_after_accept=_of_consent(states) and {State.BEFORE, State.REJECT} <= around.states,
        sent_to=around.receivers(values),
    )
    return purpose_of(
        key.name,
        key.domain,
        key.storage,
        declared=_declared(around.declarations.claims_for(key.name)),
        setter_host=_setter_host(observed),
        site_host=_site_host(party, key.domain, around.site),
        behaviour=behaviour,
    )


def _of_consent(states: tuple[State, ...]) -> bool:
    """Tell whether acceptance alone stores it; that it is still there after a withdrawal is no other state's doing."""
    return State.ACCEPT in states and set(states) <= {State.ACCEPT, State.WITHDRAW}


def _declared(claims: tuple[Claim, ...]) -> Declared | None:
    """Return the category of the first row that gives one."""
    for claim in claims:
        purpose = _POLICY_PURPOSES.get(str(claim.params.get("category") or ""))
        if purpose is not None:
            return Declared(policy=purpose, note=f'policy row "{str(claim.params["name"])[:80]}"')
    return None


def _setter_host(observed: Observed) -> str | None:
    """Return the host of what stored it first; None when not known."""
    urls = (each.write.setter.url for each in observed.written if not each.write.deletes)
    return next((host_of(url) for url in urls if url), None) or None


def _site_host(party: Party, domain: str, site: Site) -> str | None:
    """Return the site's domain as seen from the item: its own where it is the site's, else the first of them."""
    return domain.lstrip(".") if party is Party.FIRST else min(site.domains, default=None)
