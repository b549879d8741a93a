"""Tests of the rule `withdrawal-harder-than-consent`."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Outcome
from crawler.evidence.model import Answer, AnswerResult, State, Visit
from tests.evidence import banner, before, claim, finding, visit

RULE = "withdrawal-harder-than-consent"
ASKS = banner("accept", "reject")


def withdrawn(clicks: int, *, result: AnswerResult = AnswerResult.VERIFIED, method: str = "finder") -> Visit:
    texts = tuple(f"Step {n}" for n in range(1, clicks + 1))
    answer = Answer(result=result, clicks=clicks, clicked=texts, method=method)
    made = visit(State.WITHDRAW, shown=ASKS)
    return replace(made, answer=answer, consent=Answer(result=AnswerResult.VERIFIED, clicks=1))


def test_fails_when_it_takes_two_clicks_more() -> None:
    found = finding(RULE, before(shown=ASKS), withdrawn(4))
    assert (found.outcome, found.subjects[0]) == (Outcome.FAILED, "Step 1")
    assert "took 4 clicks" in found.message


def test_one_more_is_open() -> None:
    assert finding(RULE, before(shown=ASKS), withdrawn(3)).reason == "one-more"


def test_the_click_that_opens_the_choice_is_allowed_for() -> None:
    for clicks in (1, 2):
        assert finding(RULE, before(shown=ASKS), withdrawn(clicks)).outcome is Outcome.PASSED


def test_getting_in_touch_is_named_but_another_way_may_be_there() -> None:
    missing = withdrawn(0, result=AnswerResult.NOT_OFFERED)
    by_mail = claim("withdrawal", via="contact")
    assert finding(RULE, before(shown=ASKS), missing, claims=[by_mail]).reason == "by-contact"
    assert finding(RULE, before(shown=ASKS), withdrawn(2), claims=[by_mail]).outcome is Outcome.PASSED


def test_nothing_to_compare() -> None:
    for seen in (withdrawn(4, result=AnswerResult.FAILED), withdrawn(4, method="manager:klaro"), withdrawn(0)):
        assert finding(RULE, before(shown=ASKS), seen).reason == "not-withdrawn"


def test_without_a_visit_or_a_way_there_is_nothing_to_count() -> None:
    assert finding(RULE, before(shown=ASKS)).reason == "not-visited"
    assert finding(RULE, before(shown=ASKS), withdrawn(0, result=AnswerResult.NOT_OFFERED)).reason == "no-way"


def test_inapplicable_without_a_banner() -> None:
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
