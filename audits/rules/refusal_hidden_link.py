"""The refusal is a plain link, while the acceptance is a button.

What it checks
--------------
How the first layer's refusal looks beside its acceptance: background, border, size of the text, and place.

Why it matters
--------------
A link in small print is overlooked; many then accept because they see nothing else to do.

How it decides
--------------
Failed when the acceptance has a background or a border of its own, no refusal has either, and the refusal stands apart
(not on the acceptance's row) or in clearly smaller text. Can't tell when the refusal is a plain text beside the
acceptance, of the same size: that may be enough, or not. Passed when a refusal has the shape of a button, or neither
has. Inapplicable when the first layer does not offer both. Can't tell where a proved acceptance set nothing off that
may need consent: there may be nothing to ask for.

Known problems
--------------
Looks are read from computed styles; a background drawn as a picture or by a wrapping element is not seen, which is why
confidence is medium.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.first_layer import both_answers
from audits.rules.grounds.looks_of_controls import font_size, has_border, has_ground, on_one_row
from audits.rules.grounds.references import CNIL_2020_092, NL_AP, SE_PTS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from crawler.evidence.model import Control

RULE = Rule(
    id="refusal-hidden-link",
    title="Refusal hidden in a link",
    severity=Severity.MEDIUM,
    needs=(Need.BANNER,),
    messages={
        "failed": "The banner's refusal ({names}) is a plain link, while accepting ({accepting}) is a button.",
        "passed": "The banner's refusal ({names}) has the same shape as its acceptance.",
        "plain-text": "The refusal ({names}) is plain text beside a button that accepts; it may be overlooked or not.",
        "not-read": "How the banner's controls look could not be read.",
        "inapplicable": "The banner's first layer does not offer both answers.",
    },
    remedy="Give the refusal the same shape and size as the acceptance, beside it.",
    settles={
        "plain-text": "A look at the banner by a person: its picture is in the report.",
        "not-read": "A look at the banner by a person: its picture is in the report.",
    },
    references=(TASKFORCE, CNIL_2020_092, SE_PTS, NL_AP),
)

_SMALLER = 0.85
"""Share of the acceptance's text size below which a refusal is clearly smaller."""


def evaluate(case: Case) -> Verdict:
    """Compare the shape of the two answers."""
    answers = both_answers(case)
    if answers is None:
        return inapplicable()
    accepting, refusing = answers
    evidence = [pointer for pointer, _ in refusing + accepting]
    names, accept = [control.text for _, control in refusing], accepting[0][1]
    shapes = [_is_button(control) for _, control in refusing]
    button = _is_button(accept)
    if True in shapes or button is False:
        return passed(evidence=evidence, names=names)
    if button is None or None in shapes:
        return cant_tell("not-read", evidence=evidence)
    if any(not _stands_back(control, accept) for _, control in refusing):
        return cant_tell("plain-text", evidence=evidence, names=names)
    return unless_idle(
        case, failed(evidence=evidence, names=names, confidence=Confidence.MEDIUM, accepting=accept.text)
    )


def _is_button(control: Control) -> bool | None:
    """Tell whether a control has a ground or border of its own; None when that isn't known."""
    ground, border = has_ground(control), has_border(control)
    if ground or border:
        return True
    return None if ground is None or border is None else False


def _stands_back(refusal: Control, acceptance: Control) -> bool:
    """Tell whether a refusal is apart from the acceptance, or in clearly smaller text."""
    small, large = font_size(refusal), font_size(acceptance)
    if small is not None and large is not None and small < _SMALLER * large:
        return True
    placed = min(refusal.height, acceptance.height) > 0
    return placed and not on_one_row(refusal, acceptance) and refusal.height < 0.75 * acceptance.height
