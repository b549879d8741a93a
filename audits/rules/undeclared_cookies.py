"""The policy lists its cookies, and leaves out some that are set.

What it checks
--------------
Everything stored in any state against the lists, the words and the vendors of the policies that could be read.

Why it matters
--------------
A visitor can only agree to what was told; a list that leaves trackers out misleads.

How it decides
--------------
Failed when a policy lists cookies by name and something known to serve analytics or marketing is neither listed, nor
named in the text, nor of a company the policy names. Can't tell when such a list may stand elsewhere, or what is left
out is of uncertain purpose, or a single cookie is named in running text. Inapplicable when no policy lists cookies by
name. Can't tell when a policy of the site could not be read, or not to its end: the list may stand there.

Known problems
--------------
Lists that a script fills in after the page has loaded may not have been read.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds.disclosure import elsewhere, has_list, names_one_in_passing, undisclosed
from audits.rules.grounds.references import EPRIVACY_5_3, GDPR_5_1_A, GDPR_12_13, PLANET49
from audits.rules.grounds.unread import unread_policies
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, item_refs, passed
from audits.translation import say_list

RULE = Rule(
    id="undeclared-cookies",
    title="Cookies missing from the list",
    severity=Severity.MEDIUM,
    needs=(Need.DOCUMENTS, Need.BEFORE),
    messages={
        "failed": "{names} {were} stored, which no policy tells of, though cookies are listed by name.",
        "policy-unread": "Nothing that was read tells of {names}, but {policies} could not be read, or not to the end.",
        "passed": "Everything stored that may need consent is told of in the policies.",
        "unknown-items": "{names} {were} stored and {are} not listed; whether a list has to isn't certain.",
        "list-elsewhere": "{names} {are} not in what could be read, but the policy points to a further list.",
        "inapplicable": "No policy lists its cookies by name.",
    },
    remedy="Add what is missing to the list, with purpose, provider and lifetime, or stop setting it.",
    references=(PLANET49, GDPR_12_13, GDPR_5_1_A, EPRIVACY_5_3),
)


def evaluate(case: Case) -> Verdict:
    """Judge the lists for what they leave out."""
    if not has_list(case):
        return inapplicable()
    left_out = undisclosed(case)
    names = [item.name for item in left_out.firm]
    if names and names_one_in_passing(case):
        return cant_tell("unknown-items", evidence=item_refs(left_out.firm), names=names)
    if names and elsewhere(case):
        return cant_tell("list-elsewhere", evidence=item_refs(left_out.firm), names=names)
    if names and unread_policies(case):
        policies = say_list(unread_policies(case)[:3])
        return cant_tell("policy-unread", evidence=item_refs(left_out.firm), names=names, policies=policies)
    if names:
        return failed(evidence=item_refs(left_out.firm), names=names, confidence=left_out.confidence)
    if left_out.open:
        evidence = item_refs(left_out.open)
        return cant_tell("unknown-items", evidence=evidence, names=[item.name for item in left_out.open])
    return passed(evidence=[document.pointer for document in case.documents])
