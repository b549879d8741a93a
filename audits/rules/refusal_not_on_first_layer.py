"""The banner's first layer offers consent but no refusal.

What it checks
--------------
The controls of the banner's first layer, and how many layers the refusal really took.

Why it matters
--------------
If saying no takes more steps than saying yes, many say yes without meaning it; regulators hold such consent invalid.

How it decides
--------------
Failed when the first layer has a control that accepts and none that refuses, or the proved refusal went through a
second layer while acceptance did not. Passed when the first layer refuses. Can't tell when a control there could not be
read, or closes, saves or sells an alternative, since that may refuse as well. Inapplicable without a banner that asks
for consent. Can't tell where a proved acceptance set nothing off that may need consent: there may be nothing to ask
for.

Known problems
--------------
A refusal worded as running text may be missed by the reading of controls; it then counts as unread.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.references import CNIL_2020_091, CNIL_2020_092, EPRIVACY_5_3, NL_AP, SE_PTS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from crawler.evidence.model import ControlRole, State

RULE = Rule(
    id="refusal-not-on-first-layer",
    title="No refusal on the banner's first layer",
    severity=Severity.MEDIUM,
    needs=(Need.BANNER,),
    messages={
        "failed": "The banner's first layer offers {names}, but no way to refuse.",
        "passed": "The banner's first layer offers a refusal ({names}).",
        "unread-controls": "The banner's first layer offers {names}; whether one of them refuses could not be settled.",
        "no-banner": "No consent banner was found.",
        "nothing-asked": "The banner's first layer has no control that accepts.",
    },
    remedy="Put a refusal beside the acceptance on the first layer, as easy to see and to use.",
    references=(TASKFORCE, EPRIVACY_5_3, CNIL_2020_091, CNIL_2020_092, SE_PTS, NL_AP),
)

_MAY_REFUSE = frozenset({ControlRole.UNKNOWN, ControlRole.CLOSE, ControlRole.SAVE, ControlRole.PAY})


def evaluate(case: Case) -> Verdict:
    """Judge the first layer of the banner."""
    shown = needs.shown_banner(case)
    if shown is None:
        return inapplicable("no-banner")
    state, banner = shown
    layer = [(n, control) for n, control in enumerate(banner.controls) if control.layer == 1]
    pointer = f"{case.visit_pointers[state]}/banner"
    refusing = [(n, control) for n, control in layer if control.role is ControlRole.REJECT]
    if refusing:
        names = [control.text for _, control in refusing]
        return passed(evidence=[f"{pointer}/controls/{n}" for n, _ in refusing], names=names)
    accepting = [(n, control) for n, control in layer if control.role is ControlRole.ACCEPT]
    if not accepting:
        return inapplicable("nothing-asked", evidence=[pointer])
    names = [control.text for _, control in layer if control.role is not ControlRole.LINK]
    if not _took_more_layers(case) and any(control.role in _MAY_REFUSE for _, control in layer):
        return cant_tell("unread-controls", evidence=[pointer], names=names)
    evidence = [f"{pointer}/controls/{n}" for n, _ in accepting]
    confidence = Confidence.HIGH if _took_more_layers(case) else Confidence.MEDIUM
    return unless_idle(case, failed(evidence=evidence, names=names, confidence=confidence))


def _took_more_layers(case: Case) -> bool:
    """Tell whether a proved refusal went deeper than the first layer."""
    answer = case.visits[State.REJECT].answer if needs.answered(case, State.REJECT) else None
    return answer is not None and answer.layers > 1
