"""Cookies of a category that the policy says is used were seen.

What it checks
--------------
"We use analytics cookies" against the purposes of everything stored in any state.

Why it matters
--------------
It shows whether the policy describes this site or any site.

How it decides
--------------
Passed when something of the category was stored, or (for social media) a social network was contacted. Can't tell
when nothing of it was seen. Never failed: being used less than announced breaks no promise.

Known problems
--------------
Items of unknown purpose may belong to the category.
"""

from __future__ import annotations

from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds.reading import listed, purposes_named
from audits.rules.grounds.references import GDPR_12_13
from audits.rules.grounds.tracking import settled_purpose
from audits.rules.grounds.verdicts import cant_tell, host_refs, item_refs, passed

RULE = Rule(
    id="category",
    title="Category of cookies in use",
    severity=Severity.INFO,
    claim_types=("category",),
    messages={
        "passed": "Of this category, {names} {were} seen.",
        "not-seen": "Nothing of this category was seen on the pages visited.",
    },
    remedy="Take categories that are no longer used out of the policy.",
    references=(GDPR_12_13,),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge whether a category of cookies is in use."""
    categories = listed(claim, "category")
    if "social" in categories:
        hosts = [use for use in case.hosts if use.category == "social"]
        names = [use.name for use in hosts]
        return passed(evidence=host_refs(hosts), names=names) if hosts else cant_tell("not-seen")
    purposes = purposes_named(categories)
    items = [item for item in case.items if item.blocked is None and settled_purpose(item) in purposes]
    if not items:
        return cant_tell("not-seen")
    return passed(evidence=item_refs(items), names=[item.name for item in items])
