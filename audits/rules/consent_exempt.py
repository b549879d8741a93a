"""What the policy says is set without asking is what is set without asking.

What it checks
--------------
"Necessary cookies are always active" against what was stored before any answer.

Why it matters
--------------
It tells visitors what happens whether they like it or not.

How it decides
--------------
Passed when items of the category (or vendor) named were stored before any answer. Can't tell when none was. Never
failed: whether an exemption is claimed rightly is for the law rules.

Known problems
--------------
Items of unknown purpose may belong to the category.
"""

from __future__ import annotations

from audits.model import Case, Claim, Need, Purpose, Rule, Severity, Verdict
from audits.rules.grounds.exemptions import exempt_vendors
from audits.rules.grounds.reading import is_vendors, listed, purposes_named
from audits.rules.grounds.references import EPRIVACY_5_3, WP194
from audits.rules.grounds.tracking import settled_purpose
from audits.rules.grounds.verdicts import cant_tell, item_refs, passed
from crawler.evidence.model import State

RULE = Rule(
    id="consent-exempt",
    title="Set without asking, as announced",
    severity=Severity.INFO,
    claim_types=("consent-exempt",),
    needs=(Need.BEFORE,),
    messages={
        "passed": "Set without asking, as the policy says: {names}.",
        "not-seen": "Nothing of what the statement names was set before a choice was made.",
    },
    remedy="",
    references=(EPRIVACY_5_3, WP194),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge whether what is announced as exempt was seen before consent."""
    vendors, purposes = exempt_vendors(case, claim), purposes_named(listed(claim, "category"))
    of_all = not vendors or bool(purposes - {Purpose.ANALYTICS})  # "Matomo's cookies for statistics" are Matomo's alone
    items = [
        item
        for item in case.items_in(State.BEFORE)
        if (of_all and settled_purpose(item) in purposes) or any(is_vendors(item.vendor, each) for each in vendors)
    ]
    if not items:
        return cant_tell("not-seen")
    return passed(evidence=item_refs(items, State.BEFORE), names=[item.name for item in items])
