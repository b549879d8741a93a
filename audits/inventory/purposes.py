"""What a stored item is for, and by whose word: gathers what is known of the item and asks `audits.knowledge`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audits.inventory.declarations import Declarations
from audits.inventory.observations import Key, Observed
from audits.inventory.site import Site, host_of
from audits.knowledge.behaviour import MIN_IDENTIFIER_LENGTH, Behaviour
from audits.knowledge.purposes import Declared, PurposeFound, purpose_of
from audits.knowledge.user_file import UserFile
from audits.model import Claim, Party, Purpose
from crawler.evidence.model import SiteEvidence, State, StorageKind

POLICY_PURPOSES: Mapping[str, Purpose] = {
    "necessary": Purpose.NECESSARY,
    "functional": Purpose.FUNCTIONAL,
    "analytics": Purpose.ANALYTICS,
    "marketing": Purpose.MARKETING,
    "social": Purpose.MARKETING,
}
"""Categories of `cookie` claims → purposes."""

_UNTIL_DELETED = frozenset({StorageKind.LOCAL_STORAGE, StorageKind.INDEXED_DB})
_FINGERPRINTING = frozenset({"canvas-read", "webgl-read", "audio-read", "font-probe"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What purposes are judged by, beside the item itself. Made once a site."""

    site: Site
    declarations: Declarations
    sent: Mapping[str, str]
    """All addresses requested of each third-party host, in one string a host: to look for values in."""
    handed: Mapping[tuple[StorageKind, str, str], frozenset[str]]
    """Third-party hosts that scripts sent a stored value to, by the item's storage, name and domain."""
    states: frozenset[State]
    """States that were looked at to their end."""
    fingerprinted: bool = False
    """A script read what tells browsers apart, so that fresh profiles of one browser may get the same identifier."""
    user_file: UserFile | None = None

    @classmethod
    def of(
        cls, evidence: SiteEvidence, site: Site, declarations: Declarations, user_file: UserFile | None = None
    ) -> Surroundings:
        """Gather them from the evidence."""
        sent: dict[str, list[str]] = {}
        handed: dict[tuple[StorageKind, str, str], set[str]] = {}
        for visit in evidence.visits:
            third = [bool(asked.host) and site.party_of(asked.host) is Party.THIRD for asked in visit.requests]
            for request, is_third in zip(visit.requests, third, strict=True):
                if is_third:
                    sent.setdefault(request.host.lower(), []).append(request.url)
            for value in visit.sent_values:
                if 0 <= value.request < len(third) and third[value.request]:
                    key = (value.storage, value.name, value.domain.lower().lstrip("."))
                    handed.setdefault(key, set()).add(visit.requests[value.request].host.lower())
        return cls(
            site=site,
            declarations=declarations,
            sent={host: "\n".join(sent[host]) for host in sorted(sent)},
            handed={key: frozenset(hosts) for key, hosts in handed.items()},
            states=frozenset(visit.state for visit in evidence.visits if visit.complete),
            fingerprinted=any(use.api in _FINGERPRINTING for visit in evidence.visits for use in visit.api_uses),
            user_file=user_file,
        )

    def same_for_all(self, observed: Observed, values: tuple[str, ...]) -> bool:
        """Tell whether several visits, each in a fresh profile, were given one and the same value."""
        visits = {id(kept.visit) for kept in observed.kept if kept.item.value}
        return len(values) == 1 and len(visits) > 1 and not self.fingerprinted

    def receivers(self, key: Key, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the third-party hosts that were sent the item's value, sorted."""
        telling = [value for value in values if len(value) >= MIN_IDENTIFIER_LENGTH]
        found = {host for host, urls in self.sent.items() if any(value in urls for value in telling)}
        found |= self.handed.get((key.storage, key.name, key.domain.lstrip(".")), frozenset())
        return tuple(sorted(found))


def judged_purpose(
    observed: Observed,
    states: tuple[State, ...],
    values: tuple[str, ...],
    lifetime_s: float | None,
    sent_to: tuple[str, ...],
    around: Surroundings,
) -> PurposeFound:
    """Return what an item is for.

    `states` are those it was seen in, `values` those it was seen with, `sent_to` the third-party hosts they went to.
    """
    key = observed.key
    party = around.site.party_of(key.domain)
    setter = setter_host(observed)
    behaviour = Behaviour(
        values=values,
        lifetime_s=lifetime_s,
        until_deleted=key.storage in _UNTIL_DELETED,
        same_for_all=around.same_for_all(observed, values),
        party=party,
        only_after_accept=_of_consent(states) and {State.BEFORE, State.REJECT} <= around.states,
        sent_to=sent_to,
    )
    return purpose_of(
        key.name,
        around.site.meant(key.domain),
        key.storage,
        declared=_declared(around.declarations, key.name),
        setter_host=around.site.meant(setter) if setter else None,
        site_host=_site_host(party, key.domain, around.site),
        behaviour=behaviour,
        user_file=around.user_file,
    )


def _of_consent(states: tuple[State, ...]) -> bool:
    """Tell whether acceptance alone stores it; that it is still there after a withdrawal is no other state's doing."""
    return State.ACCEPT in states and set(states) <= {State.ACCEPT, State.WITHDRAW}


def _declared(declarations: Declarations, name: str) -> Declared | None:
    """Return the category of the first row that gives one, in the policies and in the consent manager's list."""
    found: dict[bool, tuple[Purpose, Claim]] = {}
    for claim in declarations.claims_for(name):
        purpose = POLICY_PURPOSES.get(str(claim.params.get("category") or ""))
        if purpose is not None and claim.document_sha256 not in declarations.others:
            found.setdefault(claim.document_sha256 in declarations.managers, (purpose, claim))
    if not found:
        return None
    policy, note = _told(found.get(False), "policy row")
    manager, manager_note = _told(found.get(True), "consent manager's row")
    return Declared(policy=policy, note=note, manager=manager, manager_note=manager_note)


def _told(row: tuple[Purpose, Claim] | None, where: str) -> tuple[Purpose | None, str]:
    return (row[0], f'{where} "{str(row[1].params["name"])[:80]}"') if row else (None, "")


def setter_host(observed: Observed) -> str | None:
    """Return the host of what stored it first; None when not known."""
    urls = (each.write.setter.url for each in observed.written if not each.write.deletes)
    return next((host_of(url) for url in urls if url), None) or None


def _site_host(party: Party, domain: str, site: Site) -> str | None:
    """Return the site's domain as seen from the item: its own where it is the site's, else the first of them."""
    return domain.lstrip(".") if party is Party.FIRST else min(site.domains, default=None)
