"""Tests of the rule `party`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, claim, cookie, finding

RULE = "party"


ONLY_OWN = claim("party", party="first-only")
FOREIGN = cookie("IDE", ".doubleclick.net", life="P1Y")


def test_fails_when_another_company_sets_a_cookie_after_all() -> None:
    found = finding(RULE, before(), accepted(FOREIGN), claims=[ONLY_OWN])
    assert found.outcome is Outcome.FAILED
    assert "doubleclick.net" in found.message


def test_passes_when_all_cookies_are_the_sites_own() -> None:
    visits = before(cookie("PHPSESSID")), accepted(cookie("_ga", life="P2Y"))
    assert finding(RULE, *visits, claims=[ONLY_OWN]).outcome is Outcome.PASSED


def test_a_refused_third_party_cookie_is_none() -> None:
    blocked = cookie("IDE", ".doubleclick.net", blocked="ThirdPartyPhaseout")
    found = finding(RULE, before(blocked), accepted(), claims=[ONLY_OWN], third_party_cookies=False)
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "refused")


def test_says_who_sets_cookies_when_they_are_seen() -> None:
    third, first = claim("party", party="third"), claim("party", party="first")
    assert finding(RULE, before(FOREIGN), claims=[third]).outcome is Outcome.PASSED
    assert finding(RULE, before(FOREIGN), claims=[first]).reason == "not-seen"
    assert finding(RULE, before(cookie("a")), claims=[first]).outcome is Outcome.PASSED


def test_guarded_words_are_not_broken() -> None:
    guarded = claim("party", party="first-only", hedged=True)
    assert finding(RULE, before(FOREIGN), claims=[guarded]).outcome is Outcome.CANT_TELL
