"""A list that the policy calls complete is complete.

What it checks
--------------
"The following cookies are used, no others" against everything stored in any state.

Why it matters
--------------
A list that says it is complete is taken at its word.

How it decides
--------------
Failed when something known to serve analytics or marketing was stored that no policy tells of. Passed when everything
stored stands in a list, whatever was answered. Can't tell when what is missing is of another or unknown purpose, when
the list stands elsewhere, or when no list could be read. Can't tell when a policy of the site could not be read, or not
to its end: the list may stand there.

Known problems
--------------
Lists that a script fills in after the page has loaded may not have been read.
"""

from __future__ import annotations

from audits.model import Case, Claim, Need, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.disclosure import elsewhere, has_list, undisclosed
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS, PLANET49
from audits.rules.grounds.unread import unread_policies
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from audits.translation import say_list

RULE = Rule(
    id="list-complete",
    title="A list called complete is not",
    severity=Severity.MEDIUM,
    claim_types=("list-complete",),
    needs=(Need.BEFORE, Need.THIRD_PARTY_COOKIES),
    messages={
        "failed": "The policy says “{quote}”, but {names} {were} stored and {are} not in it.",
        "policy-unread": "Nothing that was read tells of {names}, but {policies} could not be read, or not to the end.",
        "passed": "Everything that was stored stands in the list.",
        "unlisted": "{names} {were} stored and {are} not in the list; whether it has to isn't certain.",
        "no-list": "The list that the statement speaks of could not be read.",
        "list-elsewhere": "{names} {are} not in what could be read, but the policy points to a further list.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "no-acceptance": "Everything seen stands in the list, but what an acceptance sets off could not be looked at.",
    },
    remedy="Add what is missing to the list, or stop setting it.",
    settles={
        "no-list": "The list that the statement speaks of: name its address in the sites file (policy=…).",
    },
    references=(OWN_WORDS, PLANET49),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement that a list is complete."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    if not has_list(case):
        return cant_tell("no-list")
    left_out = undisclosed(case).firm
    names = [item.name for item in left_out]
    if left_out and elsewhere(case):
        return cant_tell("list-elsewhere", evidence=item_refs(left_out), names=names)
    if names and unread_policies(case):
        policies = say_list(unread_policies(case)[:3])
        return cant_tell("policy-unread", evidence=item_refs(left_out), names=names, policies=policies)
    if left_out and not claim.hedged:
        return failed(evidence=item_refs(left_out), names=names)
    unlisted = [item for item in case.items if item.declared is False and item.blocked is None]
    if unlisted:
        return cant_tell("unlisted", evidence=item_refs(unlisted), names=[item.name for item in unlisted])
    if not acceptance_seen(case):
        return cant_tell("no-acceptance")
    return passed(evidence=[document.pointer for document in case.documents])
