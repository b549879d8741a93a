"""What the visitor refused goes on all the same.

What it checks
--------------
What was stored after everything optional was refused, and the tracking requests of pages loaded after that.

Why it matters
--------------
A refusal that changes nothing is worse than no question: the visitor was asked and overruled.

How it decides
--------------
Only when the refusal is proved to have taken effect. Failed when something known to serve analytics or marketing was
stored anew after it and was still there, or a beacon went to a tracker from a page loaded after it. What was set
before the refusal and merely left behind does not count here. Can't tell when only uncertain items were stored.

Known problems
--------------
A consent record in the shape of an identifier, of a manager nobody knows, makes it can't tell.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.references import EDPB_05_2020, EPRIVACY_5_3, PRIOR_CONSENT
from audits.rules.grounds.tracking import beacons, sort_out
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from crawler.evidence.model import State

RULE = Rule(
    id="refusal-ignored",
    title="Refusal ignored",
    severity=Severity.CRITICAL,
    needs=(Need.REJECT, Need.THIRD_PARTY_COOKIES),
    messages={
        "failed": "After everything optional was refused, {names} came into play all the same.",
        "passed": "After everything optional was refused, nothing that needs consent was stored or sent.",
        "doubtful": "After the refusal, {names} came into play; whether that needs consent isn't certain.",
    },
    remedy="Make the refusal reach every tag: what was refused must not be loaded on this or any later page.",
    references=(EPRIVACY_5_3, EDPB_05_2020, *PRIOR_CONSENT[2:]),
)


def evaluate(case: Case) -> Verdict:
    """Judge what came after a refusal."""
    state = State.REJECT
    records = consent_records(case)
    stored = [item for item in case.items_in(state) if state in item.answered_states and item not in records]
    seen = sort_out(case, stored)
    asked = beacons(case, state)
    if seen.firm or asked.firm:
        return failed(
            evidence=item_refs(seen.firm, state) + [each.pointer for each in asked.firm],
            names=[item.name for item in seen.firm] + list(asked.hosts),
            confidence=seen.confidence,
        )
    if seen.open or asked.doubtful:
        return cant_tell(
            "doubtful",
            evidence=item_refs(seen.open, state) + [each.pointer for each in asked.doubtful],
            names=[item.name for item in seen.open] + list(asked.doubtful_hosts),
        )
    return passed(evidence=[case.visit_pointers[state]])
