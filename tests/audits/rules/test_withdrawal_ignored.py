"""Tests of the rule `withdrawal-ignored`."""

from __future__ import annotations

from typing import Any

import pytest

from audits.model import Outcome, Severity
from crawler.evidence.model import AnswerResult, Visit
from tests.evidence import Stored, accepted, banner, before, cookie, finding, withdrawn
from tests.going_on import GA, PING, TC_STRINGS, saying

RULE = "withdrawal-ignored"
ASKS = banner("accept", "reject")


def taken_back(*after: Stored, **more: Any) -> Visit:
    """Return a visit to the site with a banner that accepts, withdraws, and stores `after` then."""
    return withdrawn(*after, shown=ASKS, **more)


def test_fails_when_a_tracker_stores_anew() -> None:
    found = finding(RULE, before(shown=ASKS), taken_back(GA))
    assert (found.outcome, found.severity, found.subjects) == (Outcome.FAILED, Severity.CRITICAL, ("_ga",))


def test_fails_when_a_later_page_reports_the_visit() -> None:
    found = finding(RULE, before(shown=ASKS), taken_back(requests_after=[PING]))
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("www.google-analytics.com",))


def test_what_consent_left_behind_does_not_count() -> None:
    assert finding(RULE, before(shown=ASKS), taken_back(consented=[GA], kept=[GA])).outcome is Outcome.PASSED


def test_what_was_sent_while_consent_was_given_does_not_count() -> None:
    made = taken_back(requests_consented=[PING])
    assert finding(RULE, before(shown=ASKS), made).outcome is Outcome.PASSED


def test_the_record_of_the_withdrawal_is_no_tracker() -> None:
    record = cookie("cookie_consent", life="P1Y", value="b7e23ec29af22b0b4e41")
    assert finding(RULE, before(shown=ASKS), accepted(record, shown=ASKS), taken_back(record)).outcome is Outcome.PASSED


def test_an_unknown_identifier_leaves_it_open() -> None:
    odd = cookie("zq_17", life="P1Y", value="b7e23ec29af22b0b4e41")
    assert finding(RULE, before(shown=ASKS), taken_back(odd)).reason == "doubtful"


def test_passes_when_nothing_goes_on() -> None:
    assert finding(RULE, before(shown=ASKS), taken_back()).outcome is Outcome.PASSED


def test_only_a_proved_withdrawal_is_judged() -> None:
    assert finding(RULE, before(shown=ASKS), taken_back(GA, answer=AnswerResult.FAILED)).outcome is Outcome.CANT_TELL
    none = taken_back(answer=AnswerResult.NOT_OFFERED)
    assert finding(RULE, before(shown=ASKS), none).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(shown=ASKS)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(("purposes", "vendors", "page", "outcome"), TC_STRINGS)
def test_a_consent_interface_that_still_says_yes_overrules_the_visitor(
    purposes: str, vendors: str, page: int, outcome: Outcome
) -> None:
    found = finding(RULE, before(shown=ASKS), saying(taken_back(), purposes, vendors, page))
    assert found.outcome is outcome
    assert (found.evidence == ("/visits/1/signals/0",)) is (outcome is Outcome.FAILED)
