"""Tests of the rule `no-third-party-requests`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, banner, before, claim, finding, request

RULE = "no-third-party-requests"


ALL_OWN = claim("no-third-party-requests")


def test_fails_when_another_company_is_asked_for_something() -> None:
    font = request("https://fonts.googleapis.com/css", "stylesheet")
    found = finding(RULE, before(), accepted(requests_after=[font]), claims=[ALL_OWN])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("fonts.googleapis.com",))


def test_passes_when_every_request_stays_home() -> None:
    visits = before(requests=[request("https://img.shop.example/a.png", "image")]), accepted()
    assert finding(RULE, *visits, claims=[ALL_OWN]).outcome is Outcome.PASSED


def test_a_host_nobody_knows_may_be_the_sites_own() -> None:
    visits = before(requests=[request("https://static.shopfiles.example.net/a.js", "script")]), accepted()
    assert finding(RULE, *visits, claims=[ALL_OWN]).reason == "unknown-hosts"


def test_cannot_tell_without_an_acceptance_or_with_guarded_words() -> None:
    assert finding(RULE, before(shown=banner("accept")), claims=[ALL_OWN]).reason == "no-acceptance"
    guarded = claim("no-third-party-requests", hedged=True)
    visit = before(requests=[request("https://fonts.googleapis.com/css", "stylesheet")])
    assert finding(RULE, visit, claims=[guarded]).outcome is Outcome.CANT_TELL


def test_content_from_the_site_alone_is_not_broken_by_a_report_of_the_visit() -> None:
    content = claim("no-third-party-requests", of="content")
    told = request("https://region1.google-analytics.com/g/collect?v=2", "ping")
    found = finding(RULE, before(requests=[told]), accepted(), claims=[content])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "only-told")
    tag = request("https://www.googletagmanager.com/gtag/js", "script")
    found = finding(RULE, before(requests=[told, tag]), accepted(), claims=[content])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("www.googletagmanager.com",))
