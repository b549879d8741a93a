"""The choice can be changed later, in the way the policy says.

What it checks
--------------
"You can change or withdraw your choice at any time on this site" against a visit that accepts and then withdraws, and
against the links of the banner.

Why it matters
--------------
Withdrawing consent must be as easy as giving it.

How it decides
--------------
Passed when a withdrawal was made and proved. Can't tell when none was tried or it could not be made: the tool may be
there all the same. Withdrawal by browser settings or by getting in touch can't be tested on a site: inapplicable.

Known problems
--------------
A missing tool is not yet told from one that was not found; that is why nothing fails here.
"""

from __future__ import annotations

from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import GDPR_7_3, OWN_WORDS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, inapplicable, passed
from crawler.evidence.model import State

RULE = Rule(
    id="withdrawal",
    title="Promised withdrawal",
    severity=Severity.MEDIUM,
    claim_types=("withdrawal",),
    messages={
        "passed": "The choice was withdrawn on the site, and the withdrawal took effect.",
        "not-tried": "No withdrawal was tried, so the tool that the policy speaks of was not looked for.",
        "not-made": "A withdrawal could not be made; the tool may be there all the same: {why}",
        "elsewhere": "Withdrawal by way of {via} can't be tested on the site.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Put a link to the cookie settings on every page.",
    references=(GDPR_7_3, TASKFORCE, OWN_WORDS),
)

_ELSEWHERE = {"browser": "browser settings", "contact": "getting in touch"}


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one promise of withdrawal."""
    via = str(claim.params.get("via") or "site-tool")
    if via in _ELSEWHERE:
        return inapplicable("elsewhere", via=_ELSEWHERE[via])
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    visit = case.visits.get(State.WITHDRAW)
    if visit is None or visit.answer is None:
        return cant_tell("not-tried")
    if needs.answered(case, State.WITHDRAW):
        return passed(evidence=[f"{case.visit_pointers[State.WITHDRAW]}/answer"])
    evidence = [f"{case.visit_pointers[State.WITHDRAW]}/answer"]
    return cant_tell("not-made", evidence=evidence, why=visit.answer.reason or "no reason was stored.")
