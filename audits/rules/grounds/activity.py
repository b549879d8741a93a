"""What came into play in a state, stored and sent: what the rules on consent, refusal and withdrawal stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audits.model import Case, Confidence, Item, Purpose, Severity, Verdict
from audits.rules.grounds.beacons import Beacons, beacons
from audits.rules.grounds.certainty import surest
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.tracking import Sorted, settled_purpose, sort_out
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from crawler.evidence.model import State


@dataclass(frozen=True, slots=True)
class Activity:
    """Stored items and tracking requests of a state, by how sure it is that they need consent."""

    state: State
    stored: Sorted
    asked: Beacons

    @property
    def is_firm(self) -> bool:
        """Whether something needs consent for sure."""
        return bool(self.stored.firm or self.asked.firm)

    @property
    def is_for_advertising(self) -> bool:
        """Whether something that is firm serves advertising."""
        stored = any(settled_purpose(item) is Purpose.MARKETING for item in self.stored.firm)
        return stored or bool(self.asked.advertising)

    @property
    def names(self) -> list[str]:
        """Names of what is firm."""
        return [item.name for item in self.stored.firm] + list(self.asked.hosts)

    @property
    def evidence(self) -> list[str]:
        """Pointers to what is firm."""
        return item_refs(self.stored.firm, self.state) + [each.pointer for each in self.asked.firm]

    @property
    def confidence(self) -> Confidence:
        """As sure as the surest of it."""
        sure = [self.stored.confidence] if self.stored.firm else []
        return surest([*sure, self.asked.confidence] if self.asked.firm else sure)


def before_consent(case: Case, wanted: Callable[[Item], bool]) -> Activity:
    """Return the wanted items held, and the requests made, before any answer."""
    state = State.BEFORE
    stored = sort_out(case, (item for item in case.items_in(state) if wanted(item)))
    return Activity(state, stored, beacons(case, state))


def after_answer(case: Case, state: State) -> Activity:
    """Return what was stored anew after an answer and stayed, its own record left out, and what was sent then."""
    records = consent_records(case)
    stored = [item for item in case.items_in(state) if state in item.answered_states and item not in records]
    return Activity(state, sort_out(case, stored), beacons(case, state))


def verdict_on(case: Case, activity: Activity, severity: Severity | None = None) -> Verdict:
    """Judge that nothing should have come into play: `failed`, `doubtful` or `passed`.

    `severity`: how bad it is when it serves advertising, where that differs from the rule's own.
    """
    if activity.is_firm:
        return failed(
            evidence=activity.evidence,
            names=activity.names,
            confidence=activity.confidence,
            severity=severity if activity.is_for_advertising else None,
        )
    left, asked = activity.stored.open, activity.asked
    if left or asked.doubtful:
        return cant_tell(
            "doubtful",
            evidence=item_refs(left, activity.state) + [each.pointer for each in asked.doubtful],
            names=[item.name for item in left] + list(asked.doubtful_hosts),
        )
    return passed(evidence=[case.visit_pointers[activity.state]])
