"""Tests of the rule `refusal-ignored`."""

from __future__ import annotations

import pytest

from audits.model import Outcome
from crawler.evidence.model import AnswerResult
from tests.evidence import banner, before, cookie, finding, rejected, request
from tests.going_on import GA, PING, TC_STRINGS, saying

RULE = "refusal-ignored"


def test_fails_when_a_tracker_is_stored_after_the_refusal() -> None:
    assert finding(RULE, before(), rejected(GA)).subjects == ("_ga",)


def test_fails_when_a_tracker_is_told_after_the_refusal() -> None:
    assert finding(RULE, before(), rejected(requests_after=[PING])).outcome is Outcome.FAILED


def test_what_was_there_before_and_merely_stays_does_not_count() -> None:
    assert finding(RULE, before(GA), rejected(look=[GA], requests=[PING])).outcome is Outcome.PASSED


def test_a_tracker_renewed_after_the_refusal_counts() -> None:
    assert finding(RULE, before(GA), rejected(GA, look=[GA])).outcome is Outcome.FAILED


def test_what_the_refusal_removed_does_not_count() -> None:
    assert finding(RULE, before(), rejected(cookie("_ga", life="P2Y", kept=False))).outcome is Outcome.PASSED


def test_passes_with_a_consent_record_only() -> None:
    record = cookie("cookie_consent", life="P1Y", value="rejected")
    assert finding(RULE, before(), rejected(record)).outcome is Outcome.PASSED


def test_cannot_tell_on_unknown_identifiers() -> None:
    unknown = cookie("qzv", life="P1Y", value="a8f3c1e9b7d24f60")
    assert finding(RULE, before(), rejected(unknown)).reason == "doubtful"


def test_cannot_tell_when_a_host_nobody_knows_goes_on_getting_its_identifier() -> None:
    first, second = (
        cookie("uxp", ".pixelhost.example", life="P1Y", value=value) for value in ("a8f3c1e9b7d24f60", "0b51" * 5)
    )
    pixel = request("https://pixelhost.example/p.gif", "image", sent=["uxp"])
    found = finding(RULE, before(first), rejected(look=[second], requests=[pixel], requests_after=[pixel]))
    assert (found.outcome, found.subjects) == (Outcome.CANT_TELL, ("pixelhost.example",))
    assert finding(RULE, before(first), rejected(look=[second], requests=[pixel])).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (AnswerResult.FAILED, Outcome.CANT_TELL),
        (AnswerResult.NOT_TRIED, Outcome.CANT_TELL),
        (AnswerResult.NOT_OFFERED, Outcome.INAPPLICABLE),
    ],
)
def test_without_a_proved_refusal_nothing_is_concluded(result: AnswerResult, outcome: Outcome) -> None:
    shown = banner("accept", "reject")
    assert finding(RULE, before(shown=shown), rejected(GA, answer=result)).outcome is outcome


def test_without_a_banner_there_is_no_refusal_to_test() -> None:
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE


def test_a_visit_that_nobody_asked_for_is_not_a_refusal_that_failed() -> None:
    unasked = finding(RULE, before(shown=banner("accept", "reject")))
    assert (unasked.outcome, unasked.reason) == (Outcome.CANT_TELL, "unvisited-reject")
    assert "--states" in unasked.settled_by
    down = finding(RULE, before(status=503, shown=None))
    assert (down.outcome, down.reason) == (Outcome.CANT_TELL, "no-reject")
    assert "503" in down.message


@pytest.mark.parametrize(("purposes", "vendors", "page", "outcome"), TC_STRINGS)
def test_a_consent_interface_that_still_says_yes_overrules_the_visitor(
    purposes: str, vendors: str, page: int, outcome: Outcome
) -> None:
    found = finding(RULE, before(), saying(rejected(), purposes, vendors, page))
    assert found.outcome is outcome
    assert (found.evidence == ("/visits/1/signals/0",)) is (outcome is Outcome.FAILED)
