"""Requests by which third parties observe visitors: which are so for sure, and which may be.

A mere script is no observation yet; neither is a request that says consent is denied, nor one to measurement that
stores nothing. These are doubtful: they keep a rule from passing, never make it fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audits.inventory.hosts import Asked, requests_of
from audits.inventory.looks import in_look
from audits.inventory.observations import SIGNAL_STATES
from audits.knowledge.hosts import find_host
from audits.knowledge.vendors import same_vendor
from audits.model import Case, Confidence, HostUse, Party
from audits.rules.grounds.certainty import lowered, surest
from audits.rules.grounds.once import once
from crawler.evidence.model import Phase, State, Visit

TRACKING_CATEGORIES = frozenset(
    {"analytics", "customer-data", "marketing", "personalisation", "session-replay", "social"}
)
"""Categories of hosts whose beacons observe visitors."""

ADVERTISING_CATEGORIES = frozenset({"marketing", "social"})
"""Those whose business is advertising."""

COOKIELESS_MEASUREMENT = ("Plausible", "Fathom", "Simple Analytics", "Umami", "GoatCounter", "Pirsch", "Cloudflare")
"""Measurement that stores nothing in the browser: whether it needs consent is disputed."""

_LOADED = frozenset({"script", "stylesheet", "font", "document", "manifest", "preflight", "media"})


@dataclass(frozen=True, slots=True)
class Beacons:
    """Requests by which third parties observe visitors."""

    firm: tuple[Asked, ...] = ()
    doubtful: tuple[Asked, ...] = ()
    """Only a script was loaded, consent was signalled as denied, or the vendor stores nothing."""
    advertising: tuple[Asked, ...] = ()
    """The firm ones that go to advertising companies."""
    confidence: Confidence = Confidence.HIGH
    """How steadily the firm ones showed, taken together: as sure as the surest."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts of the firm ones, sorted."""
        return tuple(sorted({asked.request.host for asked in self.firm}))

    @property
    def doubtful_hosts(self) -> tuple[str, ...]:
        """Hosts of the doubtful ones, sorted."""
        return tuple(sorted({asked.request.host for asked in self.doubtful}))


@once
def beacons(case: Case, state: State) -> Beacons:
    """Return the tracking requests of a state; after an answer, only those of pages loaded since it was given."""
    uses = {use.host: use for use in case.hosts if _tracks(use)}
    firm: list[Asked] = []
    doubtful: list[Asked] = []
    for asked in requests_in(case, state):
        use = uses.get(asked.request.host.lower())
        if use is not None and _counts(asked):
            (firm if _is_beacon(asked, use) else doubtful).append(asked)
    advertising = tuple(each for each in firm if uses[each.request.host.lower()].category in ADVERTISING_CATEGORIES)
    return Beacons(tuple(firm), tuple(doubtful), advertising, _steadiness(case, state, firm))


def all_beacons(case: Case) -> list[Asked]:
    """Return the firm tracking requests of every state."""
    return [asked for state in State if state in case.visits for asked in beacons(case, state).firm]


@once
def requests_in(case: Case, state: State) -> Sequence[Asked]:
    """Return every request that counts for a state, in the order of visits and time."""
    return _by_state(case).get(state, ())


@once
def _by_state(case: Case) -> dict[State, list[Asked]]:
    found: dict[State, list[Asked]] = {}
    for asked in requests_of(case.evidence):
        found.setdefault(asked.state, []).append(asked)
    return found


def vendor_of_host(host: str) -> str | None:
    """Return the vendor a host belongs to; None when it isn't known."""
    fact = find_host(host)
    return fact.vendor if fact else None


def _tracks(use: HostUse) -> bool:
    return use.party is Party.THIRD and use.category in TRACKING_CATEGORIES


def _counts(asked: Asked) -> bool:
    """Tell whether it shows what the answer did: what was on its way when it was given does not."""
    if asked.request.phase is not Phase.ANSWERED:
        return True
    pages = asked.visit.pages
    return asked.request.page < len(pages) and pages[asked.request.page].phase is Phase.ANSWERED


def _is_beacon(asked: Asked, use: HostUse) -> bool:
    request = asked.request
    if use.vendor and any(same_vendor(use.vendor, vendor) for vendor in COOKIELESS_MEASUREMENT):
        return False
    if use.category == "social" and not (request.cookies_sent or request.cookies_set):
        return False  # a like button and a pixel look alike until a cookie goes with them
    if "gcs=G100" in request.url:  # Google's consent mode: sent to say that consent is denied
        return False
    return request.resource_type not in _LOADED or bool(request.cookies_set)


def _steadiness(case: Case, state: State, firm: Sequence[Asked]) -> Confidence:
    """Return how steadily hosts were asked over the looks; what was asked elsewhere than in them is taken as it is."""
    if state is not State.BEFORE:
        return Confidence.HIGH
    visits = [visit for visit in case.visits.values() if visit.state not in SIGNAL_STATES]
    looks = [_look_hosts(visit) for visit in visits if visit.pages and visit.pages[0].error is None]
    certain = []
    for host in {asked.request.host.lower() for asked in firm}:
        seen = sum(host in hosts for hosts in looks)
        certain.append(lowered(Confidence.HIGH) if 0 < seen < len(looks) else Confidence.HIGH)
    return surest(certain)


def _look_hosts(visit: Visit) -> frozenset[str]:
    return frozenset(asked.host.lower() for asked in visit.requests if in_look(asked.page, asked.phase))
