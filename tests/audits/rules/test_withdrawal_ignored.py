"""Tests of the rule `withdrawal-ignored`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Outcome, Severity
from crawler.evidence.model import Answer, AnswerResult, ConsentSignal, Phase, Snapshot, State, Visit
from tests.evidence import AT, accepted, banner, before, cookie, finding, request, visit

RULE = "withdrawal-ignored"
ASKS = banner("accept", "reject")
GA = cookie("_ga", life="P2Y")
PING = request("https://www.google-analytics.com/g/collect")


def withdrawn(*after: object, kept_from_consent: bool = False, **more: object) -> Visit:
    """Return a visit that accepts, withdraws, and stores `after` then."""
    made = visit(State.WITHDRAW, (), after, shown=ASKS, **more)  # type: ignore[arg-type]
    if kept_from_consent:  # the same things were in the browser already while consent was given
        consented = Snapshot(page=1, phase=Phase.CONSENTED, page_time_ms=9000, at=AT, items=made.snapshots[1].items)
        writes = tuple(replace(write, phase=Phase.CONSENTED) for write in made.writes)
        made = replace(made, snapshots=(made.snapshots[0], consented, made.snapshots[1]), writes=writes)
    return replace(made, consent=Answer(result=AnswerResult.VERIFIED, clicks=1))


def test_fails_when_a_tracker_stores_anew() -> None:
    found = finding(RULE, before(shown=ASKS), withdrawn(GA))
    assert (found.outcome, found.severity, found.subjects) == (Outcome.FAILED, Severity.CRITICAL, ("_ga",))


def test_fails_when_a_later_page_reports_the_visit() -> None:
    found = finding(RULE, before(shown=ASKS), withdrawn(requests_after=[PING]))
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("www.google-analytics.com",))


def test_what_consent_left_behind_does_not_count() -> None:
    assert finding(RULE, before(shown=ASKS), withdrawn(GA, kept_from_consent=True)).outcome is Outcome.PASSED


def test_what_was_sent_while_consent_was_given_does_not_count() -> None:
    made = withdrawn(requests_after=[PING])
    asked = tuple(replace(each, phase=Phase.CONSENTED) for each in made.requests)
    assert finding(RULE, before(shown=ASKS), replace(made, requests=asked)).outcome is Outcome.PASSED


def test_the_record_of_the_withdrawal_is_no_tracker() -> None:
    record = cookie("cookie_consent", life="P1Y", value="b7e23ec29af22b0b4e41")
    assert finding(RULE, before(shown=ASKS), accepted(record, shown=ASKS), withdrawn(record)).outcome is Outcome.PASSED


def test_an_unknown_identifier_leaves_it_open() -> None:
    odd = cookie("zq_17", life="P1Y", value="b7e23ec29af22b0b4e41")
    assert finding(RULE, before(shown=ASKS), withdrawn(odd)).reason == "doubtful"


def test_passes_when_nothing_goes_on() -> None:
    assert finding(RULE, before(shown=ASKS), withdrawn()).outcome is Outcome.PASSED


def test_only_a_proved_withdrawal_is_judged() -> None:
    assert finding(RULE, before(shown=ASKS), withdrawn(GA, answer=AnswerResult.FAILED)).outcome is Outcome.CANT_TELL
    none = withdrawn(answer=AnswerResult.NOT_OFFERED)
    assert finding(RULE, before(shown=ASKS), none).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(shown=ASKS)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("purposes", "vendors", "page", "outcome"),
    [
        ("1,2,3", "640", 1, Outcome.FAILED),
        ("", "640", 1, Outcome.PASSED),
        ("1,2,3", "0", 1, Outcome.PASSED),
        ("1,2,3", "640", 0, Outcome.PASSED),
    ],
)
def test_a_consent_interface_that_still_says_yes_overrules_the_visitor(
    purposes: str, vendors: str, page: int, outcome: Outcome
) -> None:
    seen, answered = before(shown=ASKS), withdrawn()
    decoded = {"PurposesConsent": purposes, "VendorConsents": vendors}
    signal = ConsentSignal(kind="tcf", raw="C…", decoded=decoded, page=page, phase=Phase.ANSWERED, page_time_ms=900)
    found = finding(RULE, seen, replace(answered, signals=(signal,)))
    assert found.outcome is outcome
    assert (found.evidence == ("/visits/1/signals/0",)) is (outcome is Outcome.FAILED)
