"""The site can't be used without accepting.

What it checks
--------------
Whether the banner covers the page, and whether anything on it lets a visitor go on without accepting.

Why it matters
--------------
Consent that is the price of entry is not freely given.

How it decides
--------------
Failed when a banner that speaks of cookies covers the page, offers acceptance, and none of its controls refuses,
closes, leads to settings, saves, or is unclear, in any layer. Can't tell when the way round it is to pay, on which
regulators and courts differ, or when a control could not be read. Passed when there is a way to go on without
accepting, or the banner leaves the page usable. Inapplicable without a banner that asks for consent. Can't tell where a
proved acceptance set nothing off that may need consent: there may be nothing to ask for.

Known problems
--------------
A page that turns visitors away after a refusal is not looked for. Confidence is medium.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.first_layer import UNCLEAR, first_layer
from audits.rules.grounds.reading import names_cookies
from audits.rules.grounds.references import CNIL_2020_091, EDPB_05_2020, GDPR_7_4
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from crawler.evidence.model import ControlRole, State

RULE = Rule(
    id="cookie-wall",
    title="Cookie wall",
    severity=Severity.HIGH,
    needs=(Need.BANNER,),
    messages={
        "failed": "A banner covers the page and offers nothing but {names}.",
        "passed": "The site can be used without accepting.",
        "pay-or-consent": "The way round accepting is to pay ({names}); whether that leaves a free choice is disputed.",
        "unread-controls": "A banner covers the page; whether {names} lets a visitor go on without accepting is open.",
        "inapplicable": "No banner that asks for consent to cookies was found.",
    },
    remedy="Let visitors go on without accepting: offer a refusal in the banner.",
    settles={"pay-or-consent": "The view of the authority in charge on paying instead of consenting."},
    references=(EDPB_05_2020, GDPR_7_4, CNIL_2020_091),
)

_WAYS_ON = frozenset({ControlRole.REJECT, ControlRole.SETTINGS, ControlRole.ACKNOWLEDGE})


def evaluate(case: Case) -> Verdict:
    """Judge whether the banner leaves a way on."""
    layer = first_layer(case)
    if layer is None or not layer.of(ControlRole.ACCEPT) or not names_cookies(layer.banner.text):
        return inapplicable()
    roles = {control.role for control in layer.banner.controls}
    shown = [control.text for _, control in layer.controls if control.role is not ControlRole.LINK]
    if not layer.banner.modal or roles & _WAYS_ON or layer.banner.choices or needs.answered(case, State.REJECT):
        return passed(evidence=[layer.pointer])
    paying = [control.text for control in layer.banner.controls if control.role is ControlRole.PAY]
    if paying:
        return cant_tell("pay-or-consent", evidence=[layer.pointer], names=paying)
    if roles & UNCLEAR:
        return cant_tell("unread-controls", evidence=[layer.pointer], names=shown)
    accepting = layer.of(ControlRole.ACCEPT)
    evidence = [layer.pointer, *(pointer for pointer, _ in accepting)]
    return unless_idle(
        case, failed(evidence=evidence, names=[control.text for _, control in accepting], confidence=Confidence.MEDIUM)
    )
