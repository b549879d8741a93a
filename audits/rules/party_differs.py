"""Cookies that the list calls the site's own are set by others.

What it checks
--------------
Whose each listed cookie is, by its row, against the domain it was set for.

Why it matters
--------------
Visitors must be told who gets access to what cookies hold (Planet49).

How it decides
--------------
Failed when a row calls a cookie the site's own, and every cookie of that name was set for another company's domain.
"Third-party" in lists often means the vendor, so it is never held against a cookie of the own domain. Inapplicable when
no listed cookie with a party was seen.

Known problems
--------------
A company with several domains may count them all as its own; domains that carry the site's name, or belong to the same
known owner, are spared. Confidence is medium.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds.references import GDPR_5_1_A, GDPR_12_13, PLANET49
from audits.rules.grounds.rows import of_others, rows
from audits.rules.grounds.verdicts import failed, inapplicable, item_refs, passed

RULE = Rule(
    id="party-differs",
    title="Set by others than the list says",
    severity=Severity.MEDIUM,
    needs=(Need.DOCUMENTS, Need.BEFORE),
    messages={
        "failed": "{names} {are} listed as the site's own, but set for {domains}.",
        "passed": "No listed cookie was set by others than its row says.",
        "inapplicable": "No listed cookie whose row says who sets it was seen.",
    },
    remedy="Correct the rows: say whose cookies these are.",
    references=(PLANET49, GDPR_12_13, GDPR_5_1_A),
)


def evaluate(case: Case) -> Verdict:
    """Judge the parties of all listed cookies."""
    told = [row for row in rows(case) if row.says("party") and row.seen]
    wrong = [item for row in told for item in of_others(case, row.claim, row.seen)]
    if wrong:
        domains = ", ".join(sorted({item.domain.lstrip(".") for item in wrong})[:5])
        names = [item.name for item in wrong]
        return failed(evidence=item_refs(wrong), names=names, confidence=Confidence.MEDIUM, domains=domains)
    if not told:
        return inapplicable()
    return passed(evidence=item_refs(item for row in told for item in row.seen))
