"""What came into play in a state, stored and sent: what the rules on consent, refusal and withdrawal stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audits.inventory.hosts import Asked
from audits.model import Case, Confidence, Item, Purpose, Severity, Verdict
from audits.rules.grounds.beacons import Beacons, beacons, vendor_of
from audits.rules.grounds.certainty import surest
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.strangers import strange_requests
from audits.rules.grounds.tracking import Sorted, settled_purpose, sort_out
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, item_refs, passed
from crawler.evidence.model import Phase, State

_TOLD = 5
"""Vendors that are named in a message at most."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Stored items and tracking requests of a state, by how sure it is that they need consent."""

    state: State
    stored: Sorted
    asked: Beacons
    strange: tuple[Asked, ...] = ()
    """Requests by which hosts nobody knows can tell visitors apart."""
    agreed: tuple[str, ...] = ()
    """Pointers to TC strings by which the site still tells its partners that the visitor has agreed."""

    @property
    def is_firm(self) -> bool:
        """Whether something needs consent for sure."""
        return bool(self.stored.firm or self.asked.firm or self.agreed)

    @property
    def is_for_advertising(self) -> bool:
        """Whether something that is firm serves advertising."""
        stored = any(settled_purpose(item) is Purpose.MARKETING for item in self.stored.firm)
        return stored or bool(self.asked.advertising)

    @property
    def names(self) -> list[str]:
        """Names of what is firm."""
        told = ["a TC string that says yes"] if self.agreed else []
        return [item.name for item in self.stored.firm] + list(self.asked.hosts) + told

    @property
    def vendors(self) -> list[str]:
        """Who is behind what is firm, as far as it is known: names of cookies and hosts tell few readers."""
        behind = {item.vendor for item in self.stored.firm} | {vendor_of(asked) for asked in self.asked.firm}
        return sorted(vendor for vendor in behind if vendor)

    @property
    def evidence(self) -> list[str]:
        """Pointers to what is firm."""
        return item_refs(self.stored.firm, self.state) + list(self.agreed) + asked_refs(self.asked.firm)

    @property
    def confidence(self) -> Confidence:
        """As sure as the surest of it."""
        sure = [self.stored.confidence] if self.stored.firm else []
        return surest([*sure, self.asked.confidence] if self.asked.firm else sure)


def before_consent(case: Case, wanted: Callable[[Item], bool]) -> Activity:
    """Return the wanted items held, and the requests made, before any answer."""
    state = State.BEFORE
    stored = sort_out(case, (item for item in case.items_in(state) if wanted(item)))
    return Activity(state, stored, beacons(case, state), strange_requests(case, state))


def after_answer(case: Case, state: State) -> Activity:
    """Return what was stored anew after an answer and stayed, its own record left out, and what was sent then."""
    records = consent_records(case)
    stored = [item for item in case.items_in(state) if state in item.answered_states and item not in records]
    agreed = tuple(_agreements(case, state))
    return Activity(state, sort_out(case, stored), beacons(case, state), strange_requests(case, state), agreed)


def _agreements(case: Case, state: State) -> Iterator[str]:
    """Yield pointers to what the site's own consent interface says on pages loaded since the answer: the last word."""
    visit = case.visits[state]
    later = [n for n, page in enumerate(visit.pages) if page.phase is Phase.ANSWERED]
    said = {
        signal.page: (n, signal)
        for n, signal in enumerate(visit.signals)
        if signal.kind == "tcf" and signal.request is None and signal.page in later and signal.phase is Phase.ANSWERED
    }
    for n, signal in said.values():
        vendors = signal.decoded.get("VendorConsents", "0")
        if signal.decoded.get("PurposesConsent") and vendors.isdecimal() and int(vendors) > 0:
            yield f"{case.visit_pointers[state]}/signals/{n}"


def verdict_on(case: Case, activity: Activity, severity: Severity | None = None) -> Verdict:
    """Judge that nothing should have come into play: `failed` (or `failed-of` vendors), `doubtful` or `passed`.

    `severity`: how bad it is when it serves advertising, where that differs from the rule's own.
    """
    if activity.is_firm:
        vendors = activity.vendors
        return failed(
            "failed-of" if vendors else "failed",
            evidence=activity.evidence,
            names=activity.names,
            confidence=activity.confidence,
            severity=severity if activity.is_for_advertising else None,
            vendors=", ".join(vendors[:_TOLD]),
        )
    left, asked = activity.stored.open, (*activity.asked.doubtful, *activity.strange)
    if left or asked:
        return cant_tell(
            "doubtful",
            evidence=item_refs(left, activity.state) + asked_refs(asked),
            names=[item.name for item in left] + sorted({each.name for each in asked}),
        )
    return passed(evidence=[case.visit_pointers[activity.state]])
