"""Tests of the rule `sharing-despite-denial`."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Outcome
from crawler.evidence.model import SentValue, StorageKind
from tests.evidence import IDENTIFIER, accepted, before, claim, cookie, finding, request

RULE = "sharing-despite-denial"


DENIAL = claim("sharing", shared=False)
PIXEL = request("https://ad.doubleclick.net/p?x=1", "image", sent=["IDE"])


def test_fails_when_an_advertising_company_recognises_the_visitor() -> None:
    found = finding(RULE, before(), accepted(requests_after=[PIXEL]), claims=[DENIAL])
    assert found.outcome is Outcome.FAILED
    assert found.subjects == ("ad.doubleclick.net",)


def test_fails_when_a_stored_value_goes_along_in_the_address() -> None:
    pixel = request(f"https://ad.doubleclick.net/p?id={IDENTIFIER}", "image")
    visits = before(), accepted(cookie("_gcl_au", life="P90D"), requests_after=[pixel])
    assert finding(RULE, *visits, claims=[DENIAL]).outcome is Outcome.FAILED


def test_fails_when_a_script_hands_over_a_stored_identifier() -> None:
    seen = accepted(cookie("zq", life="P1Y"), requests_after=[request("https://bat.bing.com/action/0", "fetch")])
    sent = SentValue(storage=StorageKind.COOKIE, name="zq", domain=".shop.example", request=0, place="body")
    found = finding(RULE, before(), replace(seen, sent_values=(sent,)), claims=[DENIAL])
    assert (found.outcome, found.evidence) == (Outcome.FAILED, ("/visits/1/requests/0",))


def test_a_setting_that_is_handed_over_names_nobody() -> None:
    asked = request("https://bat.bing.com/action/0?ti=1", "fetch")
    seen = accepted(cookie("lang", value="en"), requests_after=[asked])
    sent = SentValue(storage=StorageKind.COOKIE, name="lang", domain=".shop.example", request=0, place="body")
    found = finding(RULE, before(), replace(seen, sent_values=(sent,)), claims=[DENIAL])
    assert found.outcome is Outcome.CANT_TELL


def test_measurement_may_be_done_by_a_processor() -> None:
    ping = request("https://www.google-analytics.com/g/collect")
    assert finding(RULE, before(), accepted(requests_after=[ping]), claims=[DENIAL]).reason == "may-be-processors"


def test_a_statement_on_data_in_general_is_not_broken_by_a_pixel() -> None:
    general = claim("sharing", "We never pass on what you write to us.", shared=False)
    assert finding(RULE, before(requests=[PIXEL]), accepted(), claims=[general]).reason == "other-data"


def test_exceptions_leave_it_open() -> None:
    excepted = claim("sharing", shared=False, exceptions=True)
    assert finding(RULE, before(requests=[PIXEL]), accepted(), claims=[excepted]).outcome is Outcome.CANT_TELL


def test_passes_when_no_tracker_is_told() -> None:
    visits = before(requests=[request("https://fonts.gstatic.com/a.woff2", "font")]), accepted()
    assert finding(RULE, *visits, claims=[DENIAL]).outcome is Outcome.PASSED


def test_cannot_tell_what_an_unknown_host_is_that_is_given_an_identifier() -> None:
    seen = accepted(cookie("zq", life="P1Y"), requests_after=[request("https://in.counting.example/c?u=1", "fetch")])
    sent = SentValue(storage=StorageKind.COOKIE, name="zq", domain=".shop.example", request=0, place="url")
    assert finding(RULE, before(), seen, claims=[DENIAL]).outcome is Outcome.PASSED
    told = replace(seen, sent_values=(sent,))
    assert finding(RULE, before(), told, claims=[DENIAL]).reason == "may-be-processors"


def test_cannot_tell_what_an_unknown_host_does_with_an_identifier_of_its_own() -> None:
    own = cookie("zq_uid", "counting.example", life="P1Y")
    asked = request("https://counting.example/p.gif", "image", sent=["zq_uid"])
    assert finding(RULE, before(own, requests=[asked]), accepted(), claims=[DENIAL]).reason == "may-be-processors"
    bare = request("https://counting.example/p.gif", "image")
    assert finding(RULE, before(requests=[bare]), accepted(), claims=[DENIAL]).outcome is Outcome.PASSED


def test_sharing_that_is_announced_is_borne_out_or_open() -> None:
    announced = claim("sharing", shared=True)
    assert finding(RULE, before(requests=[PIXEL]), claims=[announced]).outcome is Outcome.PASSED
    assert finding(RULE, before(), claims=[announced]).outcome is Outcome.CANT_TELL


def test_a_statement_on_own_cookies_is_broken_only_by_what_they_hold() -> None:
    own = claim("sharing", "Information from our own cookies is not shared with others.", shared=False)
    assert finding(RULE, before(), accepted(requests_after=[PIXEL]), claims=[own]).outcome is Outcome.CANT_TELL
    pixel = request(f"https://ad.doubleclick.net/p?id={IDENTIFIER}", "image")
    visits = before(), accepted(cookie("_gcl_au", life="P90D"), requests_after=[pixel])
    assert finding(RULE, *visits, claims=[own]).outcome is Outcome.FAILED
