"""Tests of the rule `consent-record`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import AnswerResult, Proof
from tests.evidence import accepted, before, claim, cookie, finding

RULE = "consent-record"


KEPT_A_YEAR = claim("consent-record", lifetime="P1Y")


def test_passes_when_the_acceptance_left_a_record_of_the_time_said() -> None:
    visits = before(), accepted(cookie("cookie_consent", life="P1Y", value="yes"))
    assert finding(RULE, *visits, claims=[KEPT_A_YEAR]).outcome is Outcome.PASSED


def test_the_answers_proof_names_a_record_with_an_odd_name() -> None:
    proof = Proof(kind="consent-record", holds=True, detail="cookie xq7 was set")
    visits = before(), accepted(cookie("xq7", life="P1Y", value="yes"), proofs=[proof])
    assert finding(RULE, *visits, claims=[KEPT_A_YEAR]).subjects == ("xq7",)


def test_what_only_changed_with_the_record_is_none() -> None:
    proof = Proof(kind="consent-record", holds=True, detail="xq7: accepted; path: unknown")
    stored = cookie("xq7", life="P1Y", value="yes"), cookie("path", life="P5Y", value="/")
    visits = before(), accepted(*stored, proofs=[proof])
    assert finding(RULE, *visits, claims=[KEPT_A_YEAR]).subjects == ("xq7",)
    unread = Proof(kind="consent-record", holds=True, detail="xq7: unknown")
    visits = before(), accepted(*stored, proofs=[unread])
    assert finding(RULE, *visits, claims=[KEPT_A_YEAR]).subjects == ("xq7",)


def test_fails_when_the_record_lives_longer() -> None:
    visits = before(), accepted(cookie("cookie_consent", life="P5Y", value="yes"))
    assert finding(RULE, *visits, claims=[KEPT_A_YEAR]).outcome is Outcome.FAILED


def test_a_tracker_set_by_the_acceptance_is_no_record() -> None:
    visits = before(), accepted(cookie("_ga", life="P2Y"))
    assert finding(RULE, *visits, claims=[KEPT_A_YEAR]).reason == "not-seen"


def test_absence_is_never_held_against_it() -> None:
    assert finding(RULE, before(), accepted(), claims=[KEPT_A_YEAR]).outcome is Outcome.CANT_TELL
    unproved = accepted(cookie("cookie_consent", life="P5Y", value="yes"), answer=AnswerResult.FAILED)
    assert finding(RULE, before(), unproved, claims=[KEPT_A_YEAR]).outcome is Outcome.CANT_TELL
