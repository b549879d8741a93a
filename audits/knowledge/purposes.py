"""What a stored item is for, who says so, and how sure that is.

Order of those who are asked: the site's policy, its consent manager's declaration, curated knowledge by name, the
host that it belongs to, its behaviour, the user's own file. `unknown` is an answer. Everybody's opinion is kept, so
that a rule can see where the site calls an advertising cookie necessary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audits.knowledge.behaviour import Behaviour, purpose_by_behaviour
from audits.knowledge.cookies import CookieFact, find_cookie
from audits.knowledge.hosts import HostFact, find_host
from audits.knowledge.parties import party
from audits.knowledge.user_file import UserFile
from audits.model import Party, Purpose, PurposeOpinion, PurposeSource
from crawler.evidence.model import StorageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the site itself says about an item."""

    policy: Purpose | None = None
    """Category in a policy's table, list or text; None when it doesn't name the item or gives no category."""
    manager: Purpose | None = None
    """Category in the consent manager's declaration or configuration."""
    note: str = ""
    """Where the policy says so, e.g. `table row "_ga"`."""
    manager_note: str = ""
    """Where the consent manager says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeFound:
    """The answer, and all that were given, strongest first."""

    purpose: Purpose
    source: PurposeSource
    vendor: str | None
    note: str
    opinions: tuple[PurposeOpinion, ...] = ()

    @property
    def declared(self) -> PurposeOpinion | None:
        """What the site says; None when it doesn't."""
        own = (PurposeSource.POLICY, PurposeSource.MANAGER)
        return next((opinion for opinion in self.opinions if opinion.source in own), None)


def purpose_of(  # noqa: PLR0913 - each is one thing known of the item; all but the name may be missing
    name: str,
    domain: str | None,
    storage: StorageKind | str = StorageKind.COOKIE,
    *,
    declared: Declared | None = None,
    setter_host: str | None = None,
    site_host: str | None = None,
    behaviour: Behaviour | None = None,
    user_file: UserFile | None = None,
) -> PurposeFound:
    """Return what an item is for.

    `domain` is the cookie's domain or the host of the storage's origin; `setter_host` the host of the script or
    response that set it; `site_host` the site visited. None: not known.
    """
    hosts = tuple(_telling_hosts(domain, setter_host, site_host))
    fact = _fact(name, domain, StorageKind(storage), hosts)
    opinions = tuple(_opinions(name, domain, declared, fact, hosts, behaviour, user_file))
    decisive = next((opinion for opinion in opinions if opinion.purpose is not Purpose.UNKNOWN), None)
    vendor = fact.vendor if fact and fact.vendor else next((host.vendor for host in hosts if host.vendor), None)
    if decisive is None:
        return PurposeFound(
            purpose=Purpose.UNKNOWN, source=PurposeSource.NONE, vendor=vendor, note="", opinions=opinions
        )
    return PurposeFound(
        purpose=decisive.purpose,
        source=decisive.source,
        vendor=vendor or decisive.vendor,
        note=decisive.note,
        opinions=opinions,
    )


def _opinions(
    name: str,
    domain: str | None,
    declared: Declared | None,
    fact: CookieFact | None,
    hosts: tuple[HostFact, ...],
    behaviour: Behaviour | None,
    user_file: UserFile | None,
) -> Iterator[PurposeOpinion]:
    if declared and declared.policy is not None:
        yield PurposeOpinion(source=PurposeSource.POLICY, purpose=declared.policy, note=declared.note)
    if declared and declared.manager is not None:
        yield PurposeOpinion(source=PurposeSource.MANAGER, purpose=declared.manager, note=declared.manager_note)
    if fact is not None:
        note = f"{fact.pattern}: {fact.vendor or 'a usual name'}"
        yield PurposeOpinion(source=PurposeSource.KNOWLEDGE, purpose=fact.purpose, vendor=fact.vendor, note=note)
    for host in hosts:
        note = f"{host.host}: {host.vendor or host.category}"
        yield PurposeOpinion(source=PurposeSource.HOST, purpose=host.purpose, vendor=host.vendor, note=note)
    if behaviour is not None:
        seen = purpose_by_behaviour(behaviour)
        if seen is not None:
            yield PurposeOpinion(
                source=PurposeSource.BEHAVIOUR, purpose=seen.purpose, vendor=seen.vendor, note=seen.signs
            )
    listed = user_file.find(name, domain) if user_file else None
    if listed is not None:
        note = f"your file: {listed.pattern}"
        yield PurposeOpinion(source=PurposeSource.USER_FILE, purpose=listed.purpose, vendor=listed.vendor, note=note)


def _fact(name: str, domain: str | None, storage: StorageKind, hosts: tuple[HostFact, ...]) -> CookieFact | None:
    """Return what is known of the name, unless it is anybody's name on a tracker's host.

    `session` on an advertising network's domain is that network's identifier, not the visited site's session.
    """
    fact = find_cookie(name, domain, storage)
    if fact is None or not fact.is_generic or fact.domains:
        return fact
    trackers = (Purpose.ANALYTICS, Purpose.MARKETING)
    return None if any(host.purpose in trackers for host in hosts) else fact


def _telling_hosts(domain: str | None, setter_host: str | None, site_host: str | None) -> Iterator[HostFact]:
    """Yield what is known of the item's own host, then its setter's, leaving out the visited site's own.

    On its own site, even a vendor's host says nothing: the site's basket isn't what the vendor does elsewhere.
    """
    for host in dict.fromkeys((domain, setter_host)):
        if not host or (site_host and party(host, site_host) is Party.FIRST):
            continue
        fact = find_host(host)
        if fact is not None:
            yield fact
