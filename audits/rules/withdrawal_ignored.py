"""What was consented to goes on after the consent was withdrawn.

What it checks
--------------
What was stored anew after a proved withdrawal, and the tracking requests of pages loaded after it.

Why it matters
--------------
A withdrawal that changes nothing leaves the visitor observed against an express wish.

How it decides
--------------
Only when the withdrawal is proved to have taken effect. Failed when something known to serve analytics or marketing was
stored anew after it and was still there, a beacon went to a tracker from a page loaded after it, or the site's own
consent interface (TCF) still says there that the visitor agreed to purposes of partners. What was stored while consent
was given and is merely left behind does not count. Can't tell when only uncertain items were stored, or a host nobody
knows went on getting an identifier.

Known problems
--------------
Cookies left behind may be read by scripts of the site later; that can't be seen.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds.activity import after_answer, verdict_on
from audits.rules.grounds.references import EPRIVACY_5_3, GDPR_7_3, TASKFORCE
from crawler.evidence.model import State

RULE = Rule(
    id="withdrawal-ignored",
    title="Withdrawal ignored",
    severity=Severity.CRITICAL,
    needs=(Need.WITHDRAW, Need.THIRD_PARTY_COOKIES),
    messages={
        "failed": "After consent was withdrawn, {names} came into play all the same.",
        "failed-of": "After consent was withdrawn, {names} came into play all the same ({vendors}).",
        "passed": "After consent was withdrawn, nothing that needs consent was stored anew or sent.",
        "doubtful": "After the withdrawal, {names} came into play; whether that needs consent isn't certain.",
    },
    remedy="Make the withdrawal reach every tag: stop what was loaded, and load it on no later page.",
    references=(GDPR_7_3, EPRIVACY_5_3, TASKFORCE),
)


def evaluate(case: Case) -> Verdict:
    """Judge what came after a withdrawal."""
    return verdict_on(case, after_answer(case, State.WITHDRAW))
