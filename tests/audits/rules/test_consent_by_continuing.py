"""Tests of the rule `consent-by-continuing`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import before, claim, cookie, finding, request

RULE = "consent-by-continuing"


WORDS = claim("implied-consent", "By continuing to use this site you accept our cookies.")


def test_fails_when_the_site_acts_on_it() -> None:
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[WORDS]).outcome is Outcome.FAILED
    ping = request("https://www.google-analytics.com/g/collect")
    assert finding(RULE, before(requests=[ping]), claims=[WORDS]).outcome is Outcome.FAILED


def test_words_alone_do_not_fail() -> None:
    assert finding(RULE, before(cookie("PHPSESSID")), claims=[WORDS]).reason == "words-only"


def test_agreement_to_changed_terms_is_something_else() -> None:
    terms = claim("implied-consent", "By continuing to use our services you accept the revised policy.")
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[terms]).reason == "not-cookies"


def test_taking_use_for_agreement_to_necessary_cookies_is_no_fault() -> None:
    statement = claim("implied-consent", "By using our site you agree to necessary cookies.", categories=["necessary"])
    found = finding(RULE, before(cookie("_ga", life="P2Y")), claims=[statement])
    assert (found.outcome, found.reason) == (Outcome.INAPPLICABLE, "necessary")
