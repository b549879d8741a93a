"""Requests by which third parties observe visitors: which are so for sure, and which may be.

A mere script is no observation yet; neither is a request that says consent is denied, nor one to measurement that
stores nothing. These are doubtful: they keep a rule from passing, never make it fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audits.inventory.hosts import Asked, fact_of, path_of, requests_of
from audits.inventory.looks import in_look
from audits.inventory.observations import SIGNAL_STATES
from audits.knowledge.hosts import HostFact, find_host
from audits.knowledge.vendors import find_vendor, same_vendor
from audits.model import Case, Confidence, Party
from audits.rules.grounds.certainty import lowered, surest
from audits.rules.grounds.exemptions import measurement_is_exempt
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

SELF_HOSTED_MEASUREMENT = (
    "Matomo", "Piwik PRO", "AT Internet", "Piano Analytics", "etracker", "Eulerian", "Wysistat"
)  # fmt: skip
"""Measurement that regulators (CNIL) exempt when it is set up for that, which can't be seen from outside."""

_SERVED = frozenset({"cms", "hosting", "payment", "shop"})
"""Businesses that measure their own service along with it: a shop's platform, a payment button."""

_MODES = frozenset({"google-consent-mode", "microsoft-consent"})
_DENIED = (re.compile(r"[?&;]gcs=G1[01-]0"), re.compile(r"[?&;](?:gcs=G10[01-]|ltd=1(?:[&;]|$))"))
"""Google's consent mode in an address: sent to say that storage for analytics, or for advertising, is denied.

`ltd=1` asks for advertisements that are chosen without knowing the visitor ("limited ads").
"""

_GOOGLE_COLLECTS = re.compile(r"/g/collect\?(?:[^#]{0,400}&)?tid=G-")
"""What Google's measurement sends; a server of the site's own that takes it hands it on, or may."""

_LOADED = frozenset({"script", "stylesheet", "font", "document", "manifest", "preflight", "media"})
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".avif", ".ico")
_REPORTS = frozenset({"ping", "beacon", "cspviolationreport", "websocket", "eventsource"})


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
        return tuple(sorted({asked.name for asked in self.firm}))

    @property
    def doubtful_hosts(self) -> tuple[str, ...]:
        """Hosts of the doubtful ones, sorted."""
        return tuple(sorted({asked.name for asked in self.doubtful}))


@once
def beacons(case: Case, state: State) -> Beacons:
    """Return the tracking requests of a state; after an answer, only those of pages loaded since it was given."""
    own = {use.host for use in case.hosts if use.party is Party.FIRST}
    firm: list[Asked] = []
    doubtful: list[Asked] = []
    advertising: list[Asked] = []
    for asked in requests_in(case, state):
        if not counts(asked):
            continue
        if asked.request.host.lower() in own:
            doubtful += [asked] if _GOOGLE_COLLECTS.search(asked.request.url) else []
            continue
        fact = fact_of(asked)
        if fact is None or fact.category not in TRACKING_CATEGORIES:
            continue
        if not _is_beacon(asked, fact) or _is_denied(case, fact, asked) or _may_be_exempt(case, fact, asked):
            doubtful.append(asked)
            continue
        firm.append(asked)
        if _advertises(fact):
            advertising.append(asked)
    return Beacons(tuple(firm), tuple(doubtful), tuple(advertising), _steadiness(case, state, firm))


def all_beacons(case: Case) -> list[Asked]:
    """Return the firm tracking requests of every state."""
    return [asked for state in State if state in case.visits for asked in beacons(case, state).firm]


@once
def doubtful_reports(case: Case) -> tuple[Asked, ...]:
    """Return the doubtful requests of every state that tell of the visit, and don't merely load something."""
    asked = (each for state in State if state in case.visits for each in beacons(case, state).doubtful)
    return tuple(each for each in asked if each.request.resource_type not in _LOADED)


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


def vendor_of(asked: Asked) -> str | None:
    """Return the vendor that a request is for, by its path where its host serves many things; None: not known."""
    fact = fact_of(asked)
    return fact.vendor if fact else None


def vendor_of_host(host: str) -> str | None:
    """Return the vendor a host belongs to; None when it isn't known."""
    fact = find_host(host)
    return fact.vendor if fact else None


def counts(asked: Asked) -> bool:
    """Tell whether it shows what the answer did: what was on its way when it was given does not."""
    if asked.request.phase is not Phase.ANSWERED:
        return True
    pages = asked.visit.pages
    return asked.request.page < len(pages) and pages[asked.request.page].phase is Phase.ANSWERED


def _is_beacon(asked: Asked, fact: HostFact) -> bool:
    """Tell whether a request to a tracker reports the visit, and is not merely for something to show or run."""
    request = asked.request
    if fact.vendor and any(same_vendor(fact.vendor, vendor) for vendor in COOKIELESS_MEASUREMENT):
        return False
    if _DENIED[_advertises(fact)].search(request.url):
        return False
    # to a host under the site's own name the browser sends all of the site's cookies, whatever is asked
    if request.cookies_set or (request.cookies_sent and asked.alias is None):
        return True
    if fact.category == "social":
        return False  # a like button and a pixel look alike until a cookie goes with them
    if request.resource_type in _LOADED:
        return False
    # a picture to show, or settings to read, are fetched from a bare address; a report carries what it reports
    if request.method != "GET" or request.resource_type in _REPORTS or "?" in request.url:
        return True
    return request.resource_type == "image" and not path_of(request.url).lower().endswith(_PICTURES)


def _is_denied(case: Case, fact: HostFact, asked: Asked) -> bool:
    """Tell whether a request says itself that consent to what its host is for is denied."""
    if asked.pointer in _said_denied(case, "ad_storage" if _advertises(fact) else "analytics_storage"):
        return True
    told = asked.request.cookies_set or asked.request.cookies_sent
    return not told and asked.pointer in _agreeing_to_nothing(case)


@once
def _agreeing_to_nothing(case: Case) -> frozenset[str]:
    """Return pointers to the requests that carry a TC string by which the visitor has agreed to no purpose."""
    return frozenset(
        f"/visits/{v}/requests/{signal.request}"
        for v, visit in enumerate(case.evidence.visits)
        for signal in visit.signals
        if signal.request is not None and signal.kind == "tcf" and signal.decoded.get("PurposesConsent") == ""
    )


def _advertises(fact: HostFact) -> bool:
    return fact.category in ADVERTISING_CATEGORIES


@once
def _said_denied(case: Case, storage: str) -> frozenset[str]:
    """Return pointers to the requests that say so of a kind of storage (Google's and Microsoft's modes)."""
    return frozenset(
        f"/visits/{v}/requests/{signal.request}"
        for v, visit in enumerate(case.evidence.visits)
        for signal in visit.signals
        if signal.request is not None and signal.kind in _MODES and signal.decoded.get(storage) == "denied"
    )


def _may_be_exempt(case: Case, fact: HostFact, asked: Asked) -> bool:
    """Tell whether a request is for measurement that needs no consent, by its vendor's nature or the policy's word."""
    if fact.category != "analytics":
        return False
    if fact.vendor and (vendor_fact := find_vendor(fact.vendor)) and vendor_fact.category in _SERVED:
        return True
    if fact.vendor and any(same_vendor(fact.vendor, vendor) for vendor in SELF_HOSTED_MEASUREMENT):
        return asked.alias is not None or not asked.request.cookies_sent
    return measurement_is_exempt(case, fact.vendor)


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
