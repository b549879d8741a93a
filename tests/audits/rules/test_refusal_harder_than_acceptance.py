"""Tests of the rule `refusal-harder-than-acceptance`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import AnswerResult
from tests.evidence import accepted, banner, before, cookie, finding, rejected

RULE = "refusal-harder-than-acceptance"
DEEP = banner("accept", "settings", reject=2)


def test_fails_when_refusing_took_more_clicks_and_there_is_no_shorter_way() -> None:
    set_off = accepted(cookie("_ga", life="P2Y"), shown=DEEP)
    found = finding(RULE, before(shown=DEEP), rejected(shown=DEEP, layers=2), set_off)
    assert (found.outcome, found.evidence) == (Outcome.FAILED, ("/visits/1/answer", "/visits/2/answer"))
    assert "took 2 clicks" in found.message


def test_passes_when_both_take_one_click() -> None:
    shown = banner("accept", "reject")
    assert finding(RULE, before(shown=shown), rejected(shown=shown), accepted(shown=shown)).outcome is Outcome.PASSED


def test_a_control_that_may_refuse_leaves_it_open() -> None:
    for role in ("reject", "unknown", "close", "save", "pay"):
        shown = banner("accept", "settings", role, save=2)
        found = finding(RULE, before(shown=shown), rejected(shown=shown, layers=2), accepted(shown=shown))
        assert found.reason == "shorter-way", role


def test_cannot_tell_without_proved_answers() -> None:
    unproved = rejected(answer=AnswerResult.FAILED, shown=DEEP, layers=2)
    assert finding(RULE, before(shown=DEEP), unproved, accepted(shown=DEEP)).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(shown=DEEP), accepted(shown=DEEP)).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_choice() -> None:
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
    none = rejected(answer=AnswerResult.NOT_OFFERED, shown=DEEP)
    assert finding(RULE, before(shown=DEEP), none, accepted(shown=DEEP)).outcome is Outcome.INAPPLICABLE
    uncounted = rejected(shown=DEEP, layers=0), accepted(shown=DEEP)
    assert finding(RULE, before(shown=DEEP), *uncounted).reason == "inapplicable"
