"""The choice can be changed later, in the way the policy says.

What it checks
--------------
"You can change or withdraw your choice at any time on this site" against a visit that accepts and then withdraws, and
against the links and buttons that show on the pages once the banner has been answered.

Why it matters
--------------
Withdrawing consent must be as easy as giving it.

How it decides
--------------
Passed when a withdrawal was made and proved by what a visitor can see, or when a page that shows after the answer has a
link or button to the cookie settings: one that the statement itself names, or one that speaks of cookies or consent and
of settings or change. Can't tell otherwise: the tool may be there under another name, or as an icon. Withdrawal by
browser settings or by getting in touch can't be tested on a site: inapplicable. Whether the site offers any way at all
is for withdrawal-missing.

Known problems
--------------
That the link is there does not show that it works; only a visit in the withdraw state does. Icons have no words.
"""

from __future__ import annotations

from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import GDPR_7_3, OWN_WORDS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, inapplicable, passed
from audits.rules.grounds.ways_back import opened_by_visitor, ways_back, ways_named
from audits.translation import noted, say
from crawler.evidence.model import State

RULE = Rule(
    id="withdrawal",
    title="Promised withdrawal",
    severity=Severity.MEDIUM,
    claim_types=("withdrawal",),
    messages={
        "passed": "The choice was withdrawn on the site, and the withdrawal took effect.",
        "link": "After the banner has been answered, the site shows a way back to the choice: {names}.",
        "not-tried": "No withdrawal was tried, and no link to the cookie settings was recognised.",
        "not-made": "A withdrawal could not be made; the tool may be there all the same: {why}",
        "elsewhere": "Withdrawal by way of {via} can't be tested on the site.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Put a link to the cookie settings on every page.",
    settles={
        "not-tried": "A visit that accepts and withdraws: --states before,reject,accept,withdraw.",
        "not-made": "A look at the site by a person, for the tool that the statement speaks of.",
    },
    references=(GDPR_7_3, TASKFORCE, OWN_WORDS),
)

_ELSEWHERE = {"browser": noted("browser settings"), "contact": noted("getting in touch")}


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one promise of withdrawal."""
    via = str(claim.params.get("via") or "site-tool")
    if via in _ELSEWHERE:
        return inapplicable("elsewhere", via=say(_ELSEWHERE[via]))
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    visit = case.visits.get(State.WITHDRAW)
    answer = visit.answer if visit else None
    if answer is not None and needs.answered(case, State.WITHDRAW) and opened_by_visitor(answer):
        return passed(evidence=[f"{case.visit_pointers[State.WITHDRAW]}/answer"])
    ways = ways_named(case, claim) + ways_back(case)
    if ways:
        return passed("link", evidence=[pointer for pointer, _ in ways], names=[text for _, text in ways])
    if answer is None:
        return cant_tell("not-tried")
    evidence = [f"{case.visit_pointers[State.WITHDRAW]}/answer"]
    return cant_tell("not-made", evidence=evidence, why=answer.reason or say("no reason was stored."))
