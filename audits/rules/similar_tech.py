"""Techniques beside cookies that the policy says are used were seen.

What it checks
--------------
"We use local storage, pixels and web beacons" against web storage and tracking requests in any state.

Why it matters
--------------
It shows whether the policy describes this site or any site.

How it decides
--------------
Passed when web storage was written (local storage), or an image or ping went to a tracker (pixels, beacons), or either
(similar techniques). Can't tell otherwise: fingerprinting and session replay leave no trace that is certain. Never
failed.

Known problems
--------------
A first-party pixel looks like any picture.
"""

from __future__ import annotations

from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds.beacons import beacons
from audits.rules.grounds.references import EDPB_2_2023
from audits.rules.grounds.verdicts import asked_refs, cant_tell, item_refs, passed
from crawler.evidence.model import State, StorageKind

RULE = Rule(
    id="similar-tech",
    title="Techniques beside cookies in use",
    severity=Severity.INFO,
    claim_types=("similar-tech",),
    messages={
        "passed": "Seen in use: {names}.",
        "not-seen": "No trace of it was seen on the pages visited.",
    },
    remedy="",
    references=(EDPB_2_2023,),
)

_STORAGE = frozenset({"local-storage", "similar"})
_REQUESTS = frozenset({"pixel", "web-beacon", "similar"})


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge whether a technique is in use."""
    tech = str(claim.params.get("tech") or "similar")
    items = [item for item in case.items if item.storage is not StorageKind.COOKIE and item.blocked is None]
    items = items if tech in _STORAGE else []
    asked = [each for state in State if state in case.visits for each in beacons(case, state).firm]
    asked = asked if tech in _REQUESTS else []
    if not items and not asked:
        return cant_tell("not-seen")
    names = [item.name for item in items] + [each.name for each in asked]
    return passed(evidence=item_refs(items) + asked_refs(asked[:10]), names=names)
