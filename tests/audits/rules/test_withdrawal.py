"""Tests of the rule `withdrawal`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import AnswerResult, State
from tests.evidence import before, claim, finding, visit

RULE = "withdrawal"


ON_SITE = claim("withdrawal", via="site-tool")


def test_passes_when_a_withdrawal_took_effect() -> None:
    assert finding(RULE, before(), visit(State.WITHDRAW), claims=[ON_SITE]).outcome is Outcome.PASSED


def test_cannot_tell_when_none_was_tried_or_made() -> None:
    assert finding(RULE, before(), claims=[ON_SITE]).reason == "not-tried"
    missing = visit(State.WITHDRAW, answer=AnswerResult.NOT_OFFERED)
    assert finding(RULE, before(), missing, claims=[ON_SITE]).reason == "not-made"


def test_other_ways_are_not_for_a_site_visit_to_test() -> None:
    for via in ("browser", "contact"):
        assert finding(RULE, before(), claims=[claim("withdrawal", via=via)]).outcome is Outcome.INAPPLICABLE
