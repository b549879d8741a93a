"""Tests of the rule `transfer-outside-eea`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Confidence, Outcome
from crawler.evidence.model import AnswerResult, SentValue, StorageKind
from tests.evidence import accepted, banner, before, claim, cookie, document, finding, request

RULE = "transfer-outside-eea"
STAYS = claim("transfer", region="eea-only")
LEAVES = claim("transfer", region="third-country")
GA = request("https://www.google-analytics.com/g/collect")


@pytest.mark.parametrize(
    "host", ["intake.us-east-1.amazonaws.com", "collect-eastus2.azure-api.net", "t.us-west-2.tracker.example"]
)
def test_fails_when_an_identifier_goes_to_a_server_that_names_a_far_region(host: str) -> None:
    seen = accepted(cookie("zq", life="P1Y"), requests_after=[request(f"https://{host}/c", "fetch")])
    sent = SentValue(storage=StorageKind.COOKIE, name="zq", domain=".shop.example", request=0, place="body")
    found = finding(RULE, before(), replace(seen, sent_values=(sent,)), claims=[STAYS])
    assert (found.outcome, found.confidence, found.subjects) == (Outcome.FAILED, Confidence.MEDIUM, (host,))


@pytest.mark.parametrize("host", ["intake.eu-west-1.amazonaws.com", "us.example", "justus.example", "westus-a.example"])
def test_other_names_say_nothing_of_a_region(host: str) -> None:
    seen = accepted(cookie("zq", life="P1Y"), requests_after=[request(f"https://{host}/c", "fetch")])
    sent = SentValue(storage=StorageKind.COOKIE, name="zq", domain=".shop.example", request=0, place="body")
    found = finding(RULE, before(), replace(seen, sent_values=(sent,)), claims=[STAYS])
    assert found.outcome in (Outcome.PASSED, Outcome.CANT_TELL)


def test_a_picture_from_afar_tells_nobody_of_the_visitor() -> None:
    picture = request("https://images.us-east-1.amazonaws.com/logo.png", "image")
    assert finding(RULE, before(requests=[picture]), accepted(), claims=[STAYS]).outcome is Outcome.PASSED


def test_a_company_seated_outside_may_keep_data_in_europe() -> None:
    found = finding(RULE, before(requests=[GA]), accepted(), claims=[STAYS])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "may-stay")
    assert "Google" in found.message


def test_passes_when_nobody_outside_is_told() -> None:
    assert finding(RULE, before(), accepted(), claims=[STAYS]).outcome is Outcome.PASSED


def test_a_statement_that_data_leaves_is_borne_out_or_open() -> None:
    assert finding(RULE, before(requests=[GA]), claims=[LEAVES]).outcome is Outcome.PASSED
    assert finding(RULE, before(), claims=[LEAVES]).reason == "not-seen"


def test_guarded_words_other_sites_and_missing_acceptance_leave_it_open() -> None:
    hedged = claim("transfer", region="eea-only", hedged=True)
    assert finding(RULE, before(requests=[GA]), claims=[hedged]).reason == "hedged"
    other = document(url="https://elsewhere.example/p")
    assert finding(RULE, before(requests=[GA]), claims=[STAYS], documents=[other]).reason == "other-site"
    shown = banner("accept")
    unproved = accepted(answer=AnswerResult.FAILED, shown=shown)
    assert finding(RULE, before(shown=shown), unproved, claims=[STAYS]).reason == "no-acceptance"
