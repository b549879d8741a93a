"""Audience measurement that runs without consent keeps its cookie for more than thirteen months.

What it checks
--------------
Analytics cookies held without consent (before any answer, or stored anew after a refusal) and how long they were set
for.

Why it matters
--------------
Where a regulator exempts audience measurement from consent, it ties the exemption to a short life: CNIL to thirteen
months.

How it decides
--------------
Failed when a cookie known to be analytics was held without consent and set for more than 13 months (400 days). What is
set after consent may live longer under the CNIL's text and is only named. Can't tell when its lifetime isn't known.

Known problems
--------------
The thirteen months are French; other regulators set no number.
"""

from __future__ import annotations

from audits.model import Case, Item, Need, Purpose, PurposeSource, Rule, Severity, Verdict
from audits.rules.grounds.lifetimes import spoken
from audits.rules.grounds.references import CNIL_2020_091, CNIL_2020_092
from audits.rules.grounds.tracking import settled_purpose
from audits.rules.grounds.verdicts import failed, item_refs, passed
from crawler.evidence.model import State, StorageKind

RULE = Rule(
    id="lifetime-over-13-months",
    title="Measurement without consent for more than 13 months",
    severity=Severity.LOW,
    needs=(Need.BEFORE,),
    messages={
        "failed": "Without consent, {names} {are} kept to measure visits and set for {lifetime}, more than 13 months.",
        "passed": "No measurement without consent is set for more than 13 months.",
        "consented": "Nothing measures without consent for more than 13 months; after consent, {names} {do}.",
    },
    remedy="Set the cookie for at most 13 months and don't renew it on each visit.",
    references=(CNIL_2020_091, CNIL_2020_092),
)

_LIMIT_S = 400 * 86400
"""Thirteen months, the longest way they can fall (397 days), and a little."""

_GUESSED = frozenset({PurposeSource.BEHAVIOUR, PurposeSource.HOST, PurposeSource.NONE})


def evaluate(case: Case) -> Verdict:
    """Judge the lifetimes of measurement cookies."""
    long_lived = [item for item in case.items if _is_measurement(item) and (item.lifetime_s or 0) > _LIMIT_S]
    without = [item for item in long_lived if _without_consent(item)]
    if without:
        lifetime = spoken(max(item.lifetime_s or 0 for item in without))
        states = (State.BEFORE, State.REJECT)
        return failed(evidence=item_refs(without, *states), names=[item.name for item in without], lifetime=lifetime)
    if long_lived:
        return passed("consented", evidence=item_refs(long_lived), names=[item.name for item in long_lived])
    return passed(evidence=[case.visit_pointers[State.BEFORE]])


def _is_measurement(item: Item) -> bool:
    known = item.purpose_source not in _GUESSED and item.blocked is None
    return known and item.storage is StorageKind.COOKIE and settled_purpose(item) is Purpose.ANALYTICS


def _without_consent(item: Item) -> bool:
    return State.BEFORE in item.states or State.REJECT in item.answered_states
