"""Tests of the rule `prior-consent`."""

from __future__ import annotations

import pytest

from audits.model import Confidence, Outcome
from crawler.evidence.model import AnswerResult
from tests.evidence import accepted, before, claim, cookie, document, finding, rejected, request

RULE = "prior-consent"


PROMISE = claim("prior-consent", "No cookies beyond the necessary ones until you consent.", exempt=["necessary"])


def test_fails_on_known_trackers_before_consent_and_quotes_its_evidence() -> None:
    found = finding(RULE, before(cookie("_ga", life="P2Y"), cookie("_gcl_au", life="P90D")), claims=[PROMISE])
    assert found.outcome is Outcome.FAILED
    assert found.subjects == ("_ga", "_gcl_au")
    assert found.confidence is Confidence.HIGH
    assert "No cookies beyond the necessary ones" in found.message
    assert found.evidence


def test_passes_when_trackers_wait_for_consent() -> None:
    visits = before(cookie("PHPSESSID")), accepted(cookie("_ga", life="P2Y"))
    assert finding(RULE, *visits, claims=[PROMISE]).outcome is Outcome.PASSED


def test_cannot_tell_when_an_unknown_identifier_lasts() -> None:
    unknown = cookie("qzv", life="P1Y", value="a8f3c1e9b7d24f60")
    found = finding(RULE, before(unknown), claims=[PROMISE])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "unknown-items")


def test_an_exempt_category_is_not_held_against_it() -> None:
    exempt = claim("prior-consent", exempt=["necessary", "analytics"])
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[exempt]).outcome is Outcome.PASSED


def test_only_the_blocked_categories_count_where_they_are_named() -> None:
    blocked = claim("prior-consent", blocked=["marketing"])
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[blocked]).outcome is Outcome.PASSED
    assert finding(RULE, before(cookie("_fbp", life="P90D")), claims=[blocked]).outcome is Outcome.FAILED


def test_a_statement_on_one_vendor_is_broken_by_requests_to_it() -> None:
    promise = claim("prior-consent", vendor="Google Analytics")
    visit = before(requests=[request("https://region1.google-analytics.com/g/collect?v=2")])
    found = finding(RULE, visit, claims=[promise])
    assert (found.outcome, found.reason) == (Outcome.FAILED, "vendor-contacted")


def test_a_statement_on_one_vendor_is_not_broken_by_another() -> None:
    promise = claim("prior-consent", vendor="Hotjar")
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[promise]).outcome is Outcome.PASSED


def test_guarded_words_are_not_broken() -> None:
    guarded = claim("prior-consent", exempt=["necessary"], hedged=True)
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[guarded]).outcome is Outcome.CANT_TELL


def test_exempt_measurement_is_doubtful() -> None:
    exempt = claim("consent-exempt", category="analytics")
    visit = before(cookie("_ga", life="P2Y"))
    assert finding(RULE, visit, claims=[PROMISE, exempt]).outcome is Outcome.CANT_TELL
    matomo = before(cookie("_pk_id.1.1fff", life="P13M"))
    assert finding(RULE, matomo, claims=[PROMISE]).outcome is Outcome.CANT_TELL


def test_a_document_of_another_site_is_not_held_against_this_one() -> None:
    other = document(url="https://www.parent.example/privacy")
    found = finding(RULE, before(cookie("_ga", life="P2Y")), claims=[PROMISE], documents=[other])
    assert found.reason == "other-site"


def test_absence_in_an_incomplete_visit_is_no_pass_but_presence_still_fails() -> None:
    assert finding(RULE, before(complete=False), claims=[PROMISE]).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(cookie("_ga", life="P2Y"), complete=False), claims=[PROMISE]).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (AnswerResult.VERIFIED, Outcome.FAILED),
        (AnswerResult.FAILED, Outcome.CANT_TELL),
        (AnswerResult.NOT_OFFERED, Outcome.INAPPLICABLE),
    ],
)
def test_a_statement_on_refusal_needs_a_proved_refusal(result: AnswerResult, outcome: Outcome) -> None:
    promise = claim("prior-consent", exempt=["necessary"], state="after-reject")
    visits = before(), rejected(cookie("_ga", life="P2Y"), answer=result)
    assert finding(RULE, *visits, claims=[promise]).outcome is outcome


def test_a_refusal_is_no_consent() -> None:
    visits = before(), rejected(cookie("_ga", life="P2Y"))
    found = finding(RULE, *visits, claims=[PROMISE])
    assert found.outcome is Outcome.FAILED
    assert "after everything optional was refused" in found.message
