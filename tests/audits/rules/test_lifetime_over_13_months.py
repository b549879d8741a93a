"""Tests of the rule `lifetime-over-13-months`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, cookie, finding, rejected

RULE = "lifetime-over-13-months"


def test_fails_when_measurement_without_consent_lives_for_years() -> None:
    assert finding(RULE, before(cookie("_ga", life="P2Y"))).outcome is Outcome.FAILED
    assert finding(RULE, before(), rejected(cookie("_ga", life="P2Y"))).outcome is Outcome.FAILED


def test_passes_within_13_months_and_after_consent() -> None:
    assert finding(RULE, before(cookie("_pk_id.1.1", life="P13M"))).outcome is Outcome.PASSED
    found = finding(RULE, before(), accepted(cookie("_ga", life="P2Y")))
    assert (found.outcome, found.reason) == (Outcome.PASSED, "consented")


def test_cannot_tell_without_a_visit() -> None:
    assert finding(RULE).outcome is Outcome.CANT_TELL
