"""What the visitor refused goes on all the same.

What it checks
--------------
What was stored after everything optional was refused, and the tracking requests of pages loaded after that.

Why it matters
--------------
A refusal that changes nothing is worse than no question: the visitor was asked and overruled.

How it decides
--------------
Only when the refusal is proved to have taken effect. Failed when something known to serve analytics or marketing was
stored anew after it and was still there, a beacon went to a tracker from a page loaded after it, or the site's own
consent interface (TCF) still says there that the visitor agreed to purposes of partners. What was set before the
refusal and merely left behind does not count here. Can't tell when only uncertain items were stored, or a host nobody
knows went on getting an identifier.

Known problems
--------------
A consent record in the shape of an identifier, of a manager nobody knows, makes it can't tell.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds.activity import after_answer, verdict_on
from audits.rules.grounds.references import EDPB_05_2020, EPRIVACY_5_3, PRIOR_CONSENT
from crawler.evidence.model import State

RULE = Rule(
    id="refusal-ignored",
    title="Refusal ignored",
    severity=Severity.CRITICAL,
    needs=(Need.REJECT, Need.THIRD_PARTY_COOKIES),
    messages={
        "failed": "After everything optional was refused, {names} came into play all the same.",
        "failed-of": "After everything optional was refused, {names} came into play all the same ({vendors}).",
        "passed": "After everything optional was refused, nothing that needs consent was stored or sent.",
        "doubtful": "After the refusal, {names} came into play; whether that needs consent isn't certain.",
    },
    remedy="Make the refusal reach every tag: what was refused must not be loaded on this or any later page.",
    references=(EPRIVACY_5_3, EDPB_05_2020, *PRIOR_CONSENT[2:]),
)


def evaluate(case: Case) -> Verdict:
    """Judge what came after a refusal."""
    return verdict_on(case, after_answer(case, State.REJECT))
