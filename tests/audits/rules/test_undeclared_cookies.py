"""Tests of the rule `undeclared-cookies`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, claim, cookie, document, finding

RULE = "undeclared-cookies"


ROW = claim("cookie", name="PHPSESSID")
VISITS = before(cookie("PHPSESSID")), accepted(cookie("_fbp", life="P90D"))


def test_fails_when_a_list_leaves_out_a_tracker() -> None:
    found = finding(RULE, *VISITS, claims=[ROW])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("_fbp",))


def test_a_single_name_in_running_text_is_no_list() -> None:
    text = "The cookie PHPSESSID keeps your basket."
    named = claim("cookie", text, name="PHPSESSID")
    assert finding(RULE, *VISITS, claims=[named], documents=[document(text=text)]).reason == "unknown-items"
    more = claim("cookie", text, name="basket")
    assert finding(RULE, *VISITS, claims=[named, more], documents=[document(text=text)]).outcome is Outcome.FAILED


def test_passes_when_the_list_names_it_by_a_pattern() -> None:
    assert finding(RULE, *VISITS, claims=[ROW, claim("cookie", name="_fb*")]).outcome is Outcome.PASSED


def test_a_name_in_running_text_or_a_named_vendor_is_told_enough() -> None:
    told = document(text="We use the cookie _fbp of Meta to measure our advertisements.")
    assert finding(RULE, *VISITS, claims=[ROW], documents=[told]).outcome is Outcome.PASSED
    vendor = claim("service", vendor="Meta Pixel")
    assert finding(RULE, *VISITS, claims=[ROW, vendor]).outcome is Outcome.PASSED


def test_necessary_cookies_need_not_be_listed() -> None:
    visits = before(cookie("PHPSESSID"), cookie("csrftoken")), accepted()
    assert finding(RULE, *visits, claims=[ROW]).outcome is Outcome.PASSED


def test_cannot_tell_when_the_list_goes_on_elsewhere_or_the_item_is_unknown() -> None:
    assert (
        finding(RULE, *VISITS, claims=[ROW, claim("cookie-list", url="https://cmp.example/list")]).reason
        == "list-elsewhere"
    )
    unknown = before(cookie("qzv", life="P20D", value="a8f3c1e9b7d24f60"))
    assert finding(RULE, unknown, claims=[ROW]).reason == "unknown-items"


def test_inapplicable_without_a_list_and_cannot_tell_without_a_policy() -> None:
    assert finding(RULE, *VISITS).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, *VISITS, documents=[]).reason == "none-found"
