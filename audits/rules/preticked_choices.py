"""Optional choices of the banner are ticked before the visitor has touched them.

What it checks
--------------
Every checkbox, switch and slider of the banner, in each layer that was opened, as it stood when its layer first showed.

Why it matters
--------------
Consent is an act: a box that was ticked already shows none. That holds behind "Settings" as on the first layer: the
European authorities' taskforce speaks of ticked boxes on the second layer by name.

How it decides
--------------
Failed when a choice named as statistics, marketing, preferences or the like stood ticked and could be changed.
Choices named necessary, and those that can't be changed, don't count. Can't tell where nothing was seen that stores
the choices, as where only answers for everything stand beside them: the ticks may be decoration. Can't tell when a
ticked choice has a name whose kind isn't known, or stands on legitimate interest: switched on, that is no consent,
but no objection either. Can't tell where a proved acceptance set nothing off that may need consent: there may be
nothing to ask for.

Known problems
--------------
Names are recognised by their words in some thirty languages; a label that only an icon explains is unknown.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.references import CNIL_2020_091, EDPB_05_2020, NL_AP, PLANET49, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from audits.rules.grounds.words import NECESSARY, OPTIONAL, label_has
from crawler.evidence.model import Banner, ControlRole

RULE = Rule(
    id="preticked-choices",
    title="Choices ticked in advance",
    severity=Severity.HIGH,
    needs=(Need.BANNER,),
    messages={
        "failed": "In the banner, {names} stood ticked before the visitor had chosen.",
        "passed": "No optional choice of the banner stood ticked in advance.",
        "unknown-choices": "In the banner, {names} stood ticked in advance; whether that is optional isn't clear.",
        "unstored-choices": "In the banner, {names} stood ticked in advance; nothing was seen that stores them.",
        "no-banner": "No consent banner was found.",
        "no-choices": "The banner has no checkboxes or switches.",
    },
    remedy="Let every optional choice start unticked.",
    settles={
        "unknown-choices": "A look at the banner by a person: what these choices stand for.",
        "unstored-choices": "A look at the banner by a person: whether anything stores these choices as they stand.",
    },
    references=(PLANET49, EDPB_05_2020, TASKFORCE, CNIL_2020_091, NL_AP),
)


def evaluate(case: Case) -> Verdict:
    """Judge the choices of the banner as they stood at first."""
    shown = needs.opened_banner(case)
    if shown is None:
        return inapplicable("no-banner")
    state, banner = shown
    pointer = f"{case.visit_pointers[state]}/banner"
    if not banner.choices:
        return inapplicable("no-choices", evidence=[pointer])
    ticked = [(n, choice.label) for n, choice in enumerate(banner.choices) if choice.checked and not choice.disabled]
    ticked = [(n, label) for n, label in ticked if not label_has(label, NECESSARY)]
    objections = {n for n, choice in enumerate(banner.choices) if choice.legitimate_interest}
    optional = [(n, label) for n, label in ticked if label_has(label, OPTIONAL) and n not in objections]
    if optional:
        evidence = [f"{pointer}/choices/{n}" for n, _ in optional]
        if not _stores(banner):
            return cant_tell("unstored-choices", evidence=evidence, names=[label for _, label in optional])
        return unless_idle(case, failed(evidence=evidence, names=[label for _, label in optional]))
    if ticked:
        evidence = [f"{pointer}/choices/{n}" for n, _ in ticked]
        return cant_tell(
            "unknown-choices", evidence=evidence, names=[label or "an unnamed choice" for _, label in ticked]
        )
    return passed(evidence=[pointer])


def _stores(banner: Banner) -> bool:
    """Tell whether a control stores the choices as they stand: "Save", or "OK" beside them."""
    return any(control.role in (ControlRole.SAVE, ControlRole.ACKNOWLEDGE) for control in banner.controls)
