"""Tests of the rule `cookies-before-consent`."""

from __future__ import annotations

from audits.model import Confidence, Outcome, Severity
from crawler.evidence.model import GatherError
from tests.evidence import accepted, before, claim, cookie, finding, rejected, stored

RULE = "cookies-before-consent"


def test_fails_on_a_known_analytics_cookie() -> None:
    found = finding(RULE, before(cookie("_ga", life="P2Y")))
    assert (found.outcome, found.severity, found.confidence) == (Outcome.FAILED, Severity.HIGH, Confidence.HIGH)
    assert found.references


def test_advertising_weighs_more() -> None:
    assert finding(RULE, before(cookie("IDE", ".doubleclick.net", life="P1Y"))).severity is Severity.CRITICAL


def test_the_look_of_another_visit_counts_as_well() -> None:
    found = finding(RULE, before(), rejected(look=[cookie("_ga", life="P2Y")]))
    assert found.outcome is Outcome.FAILED
    assert found.evidence[0].startswith("/visits/1/")


def test_passes_with_necessary_cookies_only() -> None:
    visits = (
        before(cookie("PHPSESSID"), cookie("cookieconsent_status", life="P1Y", value="no")),
        accepted(cookie("_ga")),
    )
    assert finding(RULE, *visits).outcome is Outcome.PASSED


def test_cannot_tell_on_unknown_identifiers_but_passes_on_unknown_settings() -> None:
    identifier = cookie("qzv", life="P1Y", value="a8f3c1e9b7d24f60")
    assert finding(RULE, before(identifier)).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(cookie("layout", life="P1Y", value="wide"))).outcome is Outcome.PASSED
    assert finding(RULE, before(cookie("qzv", value="a8f3c1e9b7d24f60"))).outcome is Outcome.PASSED


def test_what_was_removed_or_refused_does_not_count() -> None:
    gone = cookie("_ga", life="P2Y", kept=False)
    refused = cookie("IDE", ".doubleclick.net", life="P1Y", blocked="ThirdPartyPhaseout")
    assert finding(RULE, before(gone, refused)).outcome is Outcome.PASSED


def test_web_storage_is_for_another_rule() -> None:
    assert finding(RULE, before(stored("_gcl_ls"))).outcome is Outcome.PASSED


def test_a_policy_that_calls_a_tracker_necessary_does_not_make_it_so() -> None:
    row = claim("cookie", name="_ga", category="necessary")
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[row]).outcome is Outcome.FAILED


def test_a_policys_own_word_is_enough() -> None:
    row = claim("cookie", name="zz_visit", category="marketing")
    found = finding(RULE, before(cookie("zz_visit", life="P1Y")), claims=[row])
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)


def test_absence_proves_nothing_without_third_party_cookies_or_a_visit() -> None:
    assert finding(RULE, before(), third_party_cookies=False).reason == "third-party-cookies-refused"
    assert finding(RULE, before(), third_party_cookies=None).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(status=403)).reason == "no-before"
    error = GatherError(stage="resolve", code="unknown-host", message="shop.example is not known; check the address.")
    found = finding(RULE, errors=[error])
    assert (found.outcome, "shop.example is not known" in found.message) == (Outcome.CANT_TELL, True)


def test_a_site_that_moved_to_another_domain_is_still_itself() -> None:
    moved = before(cookie("sid", ".shop-new.example"), url="https://www.shop-new.example/")
    assert finding(RULE, moved).outcome is Outcome.PASSED


def test_a_policys_word_alone_is_not_held_against_a_plain_setting() -> None:
    row = claim("cookie", name="zz_choice", category="analytics")
    found = finding(RULE, before(cookie("zz_choice", life="P1Y", value="yes")), claims=[row])
    assert found.outcome is Outcome.CANT_TELL
