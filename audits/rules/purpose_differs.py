"""A cookie serves another purpose than its row says.

What it checks
--------------
The category that the site's lists give each cookie that was seen, against what is publicly known of its name and of the
company it belongs to.

Why it matters
--------------
Visitors agree to purposes; a cookie listed under a milder one is set on consent that was never given to what it does.

How it decides
--------------
Failed when a cookie is listed as functional (or preferences) whose name is publicly known to serve advertising and
belongs to a company whose business that is. Can't tell for other differences, such as advertising listed as statistics:
public lists disagree among themselves on a quarter of cookies. Cookies listed as necessary are judged by
necessary-mislabelled. Inapplicable when no listed cookie with a category was seen.

Known problems
--------------
A cookie may serve several purposes; a row names one. Confidence is medium.
"""

from __future__ import annotations

from audits.inventory.purposes import POLICY_PURPOSES
from audits.knowledge.hosts import business_of
from audits.model import Case, Confidence, Item, Need, Purpose, Rule, Severity, Verdict
from audits.rules.grounds.references import GDPR_5_1_A, GDPR_12_13, PLANET49
from audits.rules.grounds.rows import rows
from audits.rules.grounds.tracking import known_to_track
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, item_refs, passed

RULE = Rule(
    id="purpose-differs",
    title="Another purpose than the list says",
    severity=Severity.LOW,
    needs=(Need.DOCUMENTS, Need.BEFORE),
    messages={
        "failed": "{names} {are} listed as functional, but publicly known to serve advertising.",
        "passed": "No listed cookie is known to serve another purpose than its row says.",
        "sources-differ": "What is publicly known of {names} differs from the purpose listed; lists disagree on many.",
        "inapplicable": "No listed cookie whose row gives a purpose was seen.",
    },
    remedy="Move these rows to the purpose they belong to, and set the cookies only on consent to it.",
    settles={"sources-differ": "The word of the companies that set them, in their own documentation."},
    references=(GDPR_12_13, GDPR_5_1_A, PLANET49),
)


def evaluate(case: Case) -> Verdict:
    """Judge the purposes of all listed cookies."""
    told = [(POLICY_PURPOSES.get(row.says("category")), row) for row in rows(case) if row.seen]
    pairs = [(purpose, item) for purpose, row in told if purpose is not None for item in row.seen]
    if not pairs:
        return inapplicable()
    wrong = [item for purpose, item in pairs if purpose is Purpose.FUNCTIONAL and _is_advertisers(item)]
    if wrong:
        names = [item.name for item in wrong]
        return failed(evidence=item_refs(wrong), names=names, confidence=Confidence.MEDIUM)
    other = [item for purpose, item in pairs if purpose is not Purpose.NECESSARY and _differs(item, purpose)]
    if other:
        return cant_tell("sources-differ", evidence=item_refs(other), names=[item.name for item in other])
    return passed(evidence=item_refs(item for _, item in pairs))


def _differs(item: Item, listed: Purpose) -> bool:
    known = known_to_track(item)
    return known is not None and known is not listed


def _is_advertisers(item: Item) -> bool:
    """Tell whether name and company both speak of advertising."""
    is_advertising = known_to_track(item) is Purpose.MARKETING
    return is_advertising and item.vendor is not None and business_of(item.vendor) is Purpose.MARKETING
