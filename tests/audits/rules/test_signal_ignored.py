"""Tests of the rule `signal-ignored`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import State
from tests.evidence import before, claim, cookie, finding, request, visit

RULE = "signal-ignored"


HONOURED = claim("signal", signal="gpc", honours=True)


def test_fails_when_advertising_is_stored_though_the_signal_was_sent() -> None:
    assert finding(RULE, before(), visit(State.GPC, [cookie("_fbp", life="P90D")]), claims=[HONOURED]).outcome is (
        Outcome.FAILED
    )


def test_fails_when_an_advertising_company_is_told_of_the_visit() -> None:
    told = visit(State.GPC, requests=[request("https://ad.doubleclick.net/p?x=1", "image")])
    found = finding(RULE, before(), told, claims=[HONOURED])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("ad.doubleclick.net",))


def test_do_not_track_is_about_analytics_too() -> None:
    honoured = claim("signal", signal="dnt", honours=True)
    counted = visit(State.DNT, [cookie("_ga", life="P2Y")])
    assert finding(RULE, before(), counted, claims=[honoured]).outcome is Outcome.FAILED
    assert finding(RULE, before(cookie("_ga")), visit(State.DNT), claims=[honoured]).outcome is Outcome.PASSED


def test_passes_when_nothing_is_stored_with_the_signal_sent() -> None:
    assert finding(RULE, before(cookie("_fbp")), visit(State.GPC), claims=[HONOURED]).outcome is Outcome.PASSED


def test_analytics_under_the_signal_are_open() -> None:
    found = finding(RULE, before(), visit(State.GPC, [cookie("_ga", life="P2Y")]), claims=[HONOURED])
    assert found.reason == "unknown-items"


def test_cannot_tell_when_the_signal_was_not_sent() -> None:
    assert finding(RULE, before(), claims=[HONOURED]).reason == "not-sent"
    assert finding(RULE, before(), claims=[claim("signal", signal="dnt", honours=True)]).reason == "not-sent"


def test_what_is_not_promised_is_not_broken() -> None:
    ignored = claim("signal", signal="dnt", honours=False)
    assert finding(RULE, before(cookie("_fbp")), claims=[ignored]).outcome is Outcome.PASSED


def test_a_promise_that_is_taken_back_elsewhere_is_none() -> None:
    denied = claim("signal", "We do not respond to it.", signal="gpc", honours=False)
    found = finding(RULE, before(), visit(State.GPC, [cookie("_fbp", life="P90D")]), claims=[HONOURED, denied])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "contradicted")
