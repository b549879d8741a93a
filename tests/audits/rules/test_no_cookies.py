"""Tests of the rule `no-cookies`."""

from __future__ import annotations

from audits.model import Confidence, Outcome, Severity
from tests.evidence import accepted, banner, before, claim, cookie, finding, request

RULE = "no-cookies"


NONE = claim("no-cookies", kind=["all"], by="any")


def test_any_cookie_breaks_the_statement_that_there_are_none() -> None:
    found = finding(RULE, before(), accepted(cookie("_ga", life="P2Y")), claims=[NONE])
    assert (found.outcome, found.severity) == (Outcome.FAILED, Severity.HIGH)


def test_a_necessary_cookie_breaks_it_only_a_little() -> None:
    found = finding(RULE, before(cookie("PHPSESSID")), accepted(), claims=[NONE])
    assert (found.outcome, found.severity) == (Outcome.FAILED, Severity.LOW)


def test_passes_when_nothing_of_the_kind_is_seen_after_acceptance() -> None:
    marketing = claim("no-cookies", kind=["marketing"], by="any")
    visits = before(), accepted(cookie("_ga", life="P2Y"))
    assert finding(RULE, *visits, claims=[marketing]).outcome is Outcome.PASSED


def test_cannot_tell_without_an_acceptance() -> None:
    asking = before(shown=banner("accept", "reject"))
    assert finding(RULE, asking, claims=[NONE]).reason == "no-acceptance"


def test_without_a_banner_the_look_is_all_there_is() -> None:
    assert finding(RULE, before(), claims=[NONE]).outcome is Outcome.PASSED
    assert finding(RULE, before(complete=False), claims=[NONE]).outcome is Outcome.CANT_TELL


def test_own_cookies_are_not_broken_by_those_of_others() -> None:
    own = claim("no-cookies", kind=["all"], by="first-party")
    visits = before(), accepted(cookie("IDE", ".doubleclick.net", life="P390D"))
    assert finding(RULE, *visits, claims=[own]).outcome is Outcome.PASSED


def test_third_party_cookies_are_those_of_other_companies() -> None:
    third = claim("no-cookies", kind=["third-party"], by="any")
    assert finding(RULE, before(cookie("IDE", ".doubleclick.net")), claims=[third]).outcome is Outcome.FAILED
    own = before(cookie("lb", ".shopcdn.example")), accepted()
    assert finding(RULE, *own, claims=[third], url="https://www.shop.example/").outcome is Outcome.PASSED


def test_two_kinds_together_are_certain_only_where_both_hold() -> None:
    both = claim("no-cookies", kind=["third-party", "marketing"], by="any")
    assert finding(RULE, before(cookie("IDE", ".doubleclick.net", life="P1Y")), claims=[both]).outcome is Outcome.FAILED
    assert finding(RULE, before(cookie("_fbp", life="P90D")), claims=[both]).outcome is Outcome.CANT_TELL


def test_only_necessary_cookies_is_broken_by_others_and_not_by_necessary_ones() -> None:
    only = claim("no-cookies", kind=["all-but-necessary"], by="any")
    found = finding(RULE, before(), accepted(cookie("_ga", life="P2Y")), claims=[only])
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)
    assert (
        finding(RULE, before(cookie("PHPSESSID")), accepted(cookie("PHPSESSID")), claims=[only]).outcome
        is Outcome.PASSED
    )


def test_a_denied_vendor_fails_when_it_is_asked() -> None:
    denied = claim("no-cookies", kind=["analytics"], vendor="Google Analytics")
    visit = before(requests=[request("https://www.google-analytics.com/g/collect")])
    assert finding(RULE, visit, claims=[denied]).reason == "vendor-contacted"


def test_guarded_words_are_not_broken() -> None:
    guarded = claim("no-cookies", kind=["all"], hedged=True)
    assert finding(RULE, before(cookie("_ga")), claims=[guarded]).outcome is Outcome.CANT_TELL


def test_a_kind_nobody_can_see_is_not_judged() -> None:
    assert finding(RULE, before(), claims=[claim("no-cookies", kind=["harmful"])]).reason == "kind-unknown"


def test_absence_needs_a_browser_that_takes_third_party_cookies() -> None:
    third = claim("no-cookies", kind=["third-party"])
    found = finding(RULE, before(), accepted(), claims=[third], third_party_cookies=False)
    assert found.outcome is Outcome.CANT_TELL


def test_no_social_plugins_is_broken_by_a_network_and_not_by_other_advertising() -> None:
    social = claim("no-cookies", kind=["social"], by="any")
    network = cookie("bcookie", ".linkedin.com", life="P1Y", value="v=2&8c0e1f2a-1b2c")
    assert finding(RULE, before(network), claims=[social]).outcome is Outcome.FAILED
    other = before(), accepted(cookie("uid", ".criteo.com", life="P390D", value="8c0e1f2a-1b2c-4d3e-9f00-aa11bb22cc33"))
    assert finding(RULE, *other, claims=[social]).outcome is Outcome.PASSED
    pixel = before(cookie("_fbp", life="P90D", value="fb.1.1772366400000.938475610293"))
    assert finding(RULE, pixel, claims=[social]).outcome is Outcome.CANT_TELL
    both = claim("no-cookies", kind=["social", "marketing"], by="any")
    assert finding(RULE, *other, claims=[both]).outcome is Outcome.FAILED
