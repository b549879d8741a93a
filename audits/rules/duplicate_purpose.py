"""The same cookie is listed with purposes that exclude each other.

What it checks
--------------
Rows of the same name in the site's own lists and its consent manager's declaration, and the categories they give.

Why it matters
--------------
Whoever reads one row is told that the cookie is needed, whoever reads the other that it needs consent.

How it decides
--------------
Failed when rows of the same name and provider call a cookie necessary here and analytics or marketing there. Can't tell
when the rows name no provider, or the categories differ in another way: the name may be used by several. Rows of
different providers are different cookies. Inapplicable when no name with a category is listed twice.

Known problems
--------------
A category may come from the heading above a row, and be misread. Confidence is medium.
"""

from __future__ import annotations

from collections import defaultdict

from audits.knowledge.vendors import same_vendor
from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds.references import GDPR_5_1_A, GDPR_12_13
from audits.rules.grounds.rows import Row, rows
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed

RULE = Rule(
    id="duplicate-purpose",
    title="Listed twice with different purposes",
    severity=Severity.LOW,
    needs=(Need.DOCUMENTS,),
    messages={
        "failed": "{names} {are} listed both as necessary and as needing consent.",
        "passed": "Cookies that are listed more than once have the same purpose in each place.",
        "may-differ": "{names} {are} listed with different purposes; these may be different cookies of one name.",
        "inapplicable": "No cookie is listed more than once with a purpose.",
    },
    remedy="Give each cookie one purpose, the same in the policy and in the consent tool.",
    settles={"may-differ": "Rows that say whose cookie each is."},
    references=(GDPR_12_13, GDPR_5_1_A),
)

_CONSENT = frozenset({"analytics", "marketing", "social"})


def evaluate(case: Case) -> Verdict:
    """Judge the names that are listed more than once."""
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows(case):
        if row.says("category"):
            named[row.name].append(row)
    several = {name: group for name, group in sorted(named.items()) if len(group) > 1}
    if not several:
        return inapplicable()
    evidence = [document.pointer for document in case.documents]
    opposed = [name for name, group in several.items() if _oppose(group)]
    if opposed:
        return failed(evidence=evidence, names=opposed, confidence=Confidence.MEDIUM)
    differing = [name for name, group in several.items() if _differ(group)]
    if differing:
        return cant_tell("may-differ", evidence=evidence, names=differing)
    return passed(evidence=evidence)


def _oppose(group: list[Row]) -> bool:
    """Tell whether rows of one provider call a cookie necessary here and in need of consent there."""
    spared = [row for row in group if row.says("category") == "necessary"]
    asked = [row for row in group if row.says("category") in _CONSENT]
    return any(_same_provider(one, other) for one in spared for other in asked)


def _differ(group: list[Row]) -> bool:
    pairs = [(one, other) for one in group for other in group if one.says("category") != other.says("category")]
    return any(not _named_apart(one, other) for one, other in pairs)


def _same_provider(one: Row, other: Row) -> bool:
    first, second = one.says("provider"), other.says("provider")
    return bool(first and second) and same_vendor(first, second)


def _named_apart(one: Row, other: Row) -> bool:
    return bool(one.says("provider") and other.says("provider")) and not _same_provider(one, other)
