"""The acceptance is made to stand out, or the refusal to be overlooked.

What it checks
--------------
Size and contrast of the first layer's acceptance and refusal.

Why it matters
--------------
Design that pushes towards one answer makes the choice less free.

How it decides
--------------
Regulators set no rule for colours and judge case by case, so only what is plain fails: the refusal's text can hardly be
read on its own ground (contrast below 2 to 1, where the acceptance has 3 or more), or the acceptance is at least three
times as large, in text at least a quarter larger. Can't tell when only the acceptance is filled with colour, or it is
twice as large: that may be emphasis beyond what is fair, or not. Passed otherwise. Inapplicable when the first layer
does not offer both. Can't tell where a proved acceptance set nothing off that may need consent: there may be nothing to
ask for.

Known problems
--------------
Pictures behind the text, shadows and animation are not seen. Confidence is medium.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.first_layer import both_answers
from audits.rules.grounds.looks_of_controls import area, contrast, font_size, has_ground
from audits.rules.grounds.references import CNIL_2020_092, NL_AP, SE_PTS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from crawler.evidence.model import Control

RULE = Rule(
    id="acceptance-highlighted",
    title="Acceptance pushed by design",
    severity=Severity.LOW,
    needs=(Need.BANNER,),
    messages={
        "unreadable": "The text of the refusal ({names}) can hardly be read: its contrast is {contrast} to 1.",
        "larger": "The acceptance ({accepting}) is {times} times as large as the refusal ({names}), in larger text.",
        "passed": "The acceptance does not stand out much from the refusal ({names}).",
        "emphasis": "The acceptance ({accepting}) stands out from the refusal ({names}); whether unfairly is open.",
        "inapplicable": "The banner's first layer does not offer both answers.",
    },
    remedy="Show both answers in the same size, weight and contrast.",
    settles={"emphasis": "A look at the banner by a person: regulators judge emphasis case by case."},
    references=(TASKFORCE, CNIL_2020_092, SE_PTS, NL_AP),
)

_UNREADABLE, _READABLE = 2.0, 3.0
_MUCH_LARGER, _LARGER = 3.0, 2.0
_LARGER_TEXT = 1.25


def evaluate(case: Case) -> Verdict:
    """Compare size and contrast of the two answers."""
    answers = both_answers(case)
    if answers is None:
        return inapplicable()
    accepting, refusing = answers
    evidence = [pointer for pointer, _ in refusing + accepting]
    names = [control.text for _, control in refusing]
    accept = accepting[0][1]
    refuse = max((control for _, control in refusing), key=area)
    if _is_unreadable(refuse, accept):
        faint = f"{contrast(refuse) or 1:.1f}"
        return unless_idle(
            case, failed("unreadable", evidence=evidence, names=names, confidence=Confidence.MEDIUM, contrast=faint)
        )
    times = area(accept) / area(refuse) if area(refuse) else 1.0
    if times >= _MUCH_LARGER and _text_is_larger(accept, refuse):
        large, sure = f"{times:.1f}", Confidence.MEDIUM
        return unless_idle(
            case, failed("larger", evidence=evidence, names=names, confidence=sure, accepting=accept.text, times=large)
        )
    if times >= _LARGER or (has_ground(accept) and has_ground(refuse) is False):
        return cant_tell("emphasis", evidence=evidence, names=names, accepting=accept.text)
    return passed(evidence=evidence, names=names)


def _is_unreadable(refuse: Control, accept: Control) -> bool:
    faint, clear = contrast(refuse), contrast(accept)
    return faint is not None and clear is not None and faint < _UNREADABLE and clear >= _READABLE


def _text_is_larger(one: Control, other: Control) -> bool:
    large, small = font_size(one), font_size(other)
    return large is not None and small is not None and large >= _LARGER_TEXT * small
