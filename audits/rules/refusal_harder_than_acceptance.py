"""Refusing takes more clicks than accepting.

What it checks
--------------
How many clicks it took to accept and to refuse, both proved to have taken effect.

Why it matters
--------------
Consent is free only if saying no is as easy as saying yes.

How it decides
--------------
Failed when the proved refusal took more clicks than the proved acceptance and the first layer has no control that
refuses, or that may refuse. Passed when it took as many or fewer. Can't tell when the first layer has a refusal, or a
control whose meaning isn't clear: a shorter way may have been missed. Inapplicable when one of the answers is not
offered. Can't tell where a proved acceptance set nothing off that may need consent: there may be nothing to ask for.

Known problems
--------------
Clicks are counted, not scrolling or reading.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.first_layer import may_refuse
from audits.rules.grounds.references import CNIL_2020_091, CNIL_2020_092, EPRIVACY_5_3, NL_AP, SE_PTS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from crawler.evidence.model import State

RULE = Rule(
    id="refusal-harder-than-acceptance",
    title="Refusing is harder than accepting",
    severity=Severity.MEDIUM,
    needs=(Need.ACCEPT, Need.REJECT),
    messages={
        "failed": "Refusing took {refusing} clicks ({way}), accepting {accepting}.",
        "passed": "Refusing took no more clicks ({refusing}) than accepting ({accepting}).",
        "shorter-way": "Refusing took {refusing} clicks, accepting {accepting}; a shorter way may have been missed.",
        "inapplicable": "How many clicks the answers took was not recorded.",
    },
    remedy="Put a control that refuses everything optional beside the one that accepts.",
    settles={"shorter-way": "A look at the banner by a person: whether its first layer lets one refuse."},
    references=(TASKFORCE, EPRIVACY_5_3, CNIL_2020_091, CNIL_2020_092, SE_PTS, NL_AP),
)


def evaluate(case: Case) -> Verdict:
    """Compare the clicks that the two answers took."""
    accepted, rejected = case.visits[State.ACCEPT].answer, case.visits[State.REJECT].answer
    if accepted is None or rejected is None or not accepted.clicks or not rejected.clicks:
        return inapplicable()
    evidence = [f"{case.visit_pointers[state]}/answer" for state in (State.REJECT, State.ACCEPT)]
    more, fewer = rejected.clicks, accepted.clicks
    if more <= fewer:
        return passed(evidence=evidence, refusing=more, accepting=fewer)
    if may_refuse(case):
        return cant_tell("shorter-way", evidence=evidence, refusing=more, accepting=fewer)
    names = rejected.clicked or ["several controls"]
    way = " → ".join(names)
    return unless_idle(case, failed(evidence=evidence, names=names, refusing=more, accepting=fewer, way=way))
