"""Tests of the rule `party-differs`."""

from __future__ import annotations

from audits.model import Confidence, Outcome
from tests.evidence import before, claim, cookie, finding

RULE = "party-differs"
OWN_IDE = claim("cookie", name="IDE", party="first")


def test_fails_when_a_cookie_called_own_is_anothers() -> None:
    found = finding(RULE, before(cookie("IDE", ".doubleclick.net")), claims=[OWN_IDE])
    assert (found.outcome, found.confidence, found.subjects) == (Outcome.FAILED, Confidence.MEDIUM, ("IDE",))
    assert "doubleclick.net" in found.message


def test_one_cookie_of_the_name_on_the_own_domain_is_enough() -> None:
    seen = before(cookie("IDE", ".doubleclick.net"), cookie("IDE"))
    assert finding(RULE, seen, claims=[OWN_IDE]).outcome is Outcome.PASSED


def test_a_vendor_called_third_party_is_no_mistake() -> None:
    row = claim("cookie", name="_ga", party="third")
    assert finding(RULE, before(cookie("_ga")), claims=[row]).outcome is Outcome.PASSED


def test_another_domain_of_the_same_name_is_the_sites() -> None:
    row = claim("cookie", name="sid", party="first")
    assert finding(RULE, before(cookie("sid", ".shop-static.example")), claims=[row]).outcome is Outcome.PASSED


def test_inapplicable_without_a_seen_row_that_says_whose_it_is() -> None:
    assert finding(RULE, before(cookie("IDE", ".doubleclick.net")), claims=[claim("cookie", name="IDE")]).outcome is (
        Outcome.INAPPLICABLE
    )
    assert finding(RULE, before(), claims=[OWN_IDE]).outcome is Outcome.INAPPLICABLE


def test_guarded_rows_do_not_commit() -> None:
    row = claim("cookie", name="IDE", party="first", hedged=True)
    assert finding(RULE, before(cookie("IDE", ".doubleclick.net")), claims=[row]).outcome is Outcome.INAPPLICABLE


def test_cannot_tell_without_a_policy() -> None:
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
