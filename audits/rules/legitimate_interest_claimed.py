"""The banner claims legitimate interest for personalised advertising.

What it checks
--------------
The choices of the banner, in each layer, that say of themselves that they stand on legitimate interest, as they stood
when their layer first showed; and what its first layer says of legitimate interest.

Why it matters
--------------
What stands on legitimate interest is on until somebody objects, in a second list that few open. Reading and storing on
a visitor's device needs consent whatever follows, and advertising by profile does not rest on legitimate interest.

How it decides
--------------
Failed when such a choice was switched on in advance and is named as personalised or profiled advertising. Can't tell
when legitimate interest is claimed for other purposes, or for none that is named: that may be lawful. Passed when the
banner's choices were seen and none claims it. Inapplicable without a banner, and where it neither shows choices nor
speaks of legitimate interest.

Known problems
--------------
Lists of partners beyond what was unfolded on the way to a refusal are not seen. A label that doesn't say what it stands
on is taken for consent.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.references import EPRIVACY_5_3, META_C_252_21, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from audits.rules.grounds.words import ADVERTISING, PROFILING, label_has
from crawler.evidence.model import Choice

RULE = Rule(
    id="legitimate-interest-claimed",
    title="Legitimate interest claimed for personalised advertising",
    severity=Severity.MEDIUM,
    needs=(Need.BANNER,),
    messages={
        "failed": "In the banner, {names} stood switched on by legitimate interest before the visitor had chosen.",
        "passed": "No choice of the banner claims legitimate interest.",
        "other-purposes": "In the banner, {names} claims legitimate interest; whether that may be isn't clear.",
        "only-said": "The banner speaks of legitimate interest (“{quote}”) without naming purposes.",
        "no-banner": "No consent banner was found.",
        "nothing-shown": "The banner shows no choices and doesn't speak of legitimate interest.",
    },
    remedy="Ask for consent where advertising is personalised, and don't switch it on by legitimate interest.",
    settles={
        "other-purposes": "The weighing of interests that stands behind these purposes.",
        "only-said": "The banner's list of purposes, with what each stands on.",
    },
    references=(TASKFORCE, META_C_252_21, EPRIVACY_5_3),
)


def evaluate(case: Case) -> Verdict:
    """Judge what the banner claims legitimate interest for."""
    shown = needs.opened_banner(case)
    if shown is None:
        return inapplicable("no-banner")
    state, banner = shown
    pointer = f"{case.visit_pointers[state]}/banner"
    claimed = [(n, choice) for n, choice in enumerate(banner.choices) if choice.legitimate_interest and choice.checked]
    against = [(n, choice) for n, choice in claimed if _is_personalised_advertising(choice)]
    if found := against or claimed:
        evidence = [f"{pointer}/choices/{n}" for n, _ in found]
        names = [choice.label for _, choice in found]
        verdict = failed(evidence=evidence, names=names) if against else None
        return verdict or cant_tell("other-purposes", evidence=evidence, names=names)
    if banner.legitimate_interest:
        evidence = [f"{pointer}/legitimate_interest/0"]
        return cant_tell("only-said", evidence=evidence, quote=banner.legitimate_interest[0])
    return passed(evidence=[pointer]) if banner.choices else inapplicable("nothing-shown", evidence=[pointer])


def _is_personalised_advertising(choice: Choice) -> bool:
    return label_has(choice.label, ADVERTISING) and label_has(choice.label, PROFILING)
