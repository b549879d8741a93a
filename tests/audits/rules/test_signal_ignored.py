"""Tests of the rule `signal-ignored`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.claims import extract_claims
from audits.model import Outcome
from crawler.documents import read_document
from crawler.evidence.model import State
from tests.evidence import before, claim, cookie, digest, document, finding, request, visit

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


@pytest.mark.parametrize(
    "quote",
    [
        "If you are a California resident, we treat GPC signals as a request to opt out.",
        "Where required by applicable law, we honour opt-out preference signals such as GPC.",
        "Vi respekterar GPC för boende i Kalifornien.",
        "Voor inwoners van Californië respecteren wij het GPC-signaal.",
    ],
)
def test_cannot_tell_whether_a_statement_for_some_visitors_covers_this_visit(quote: str) -> None:
    sent = visit(State.GPC, [cookie("_fbp", life="P90D")])
    found = finding(RULE, before(), sent, claims=[claim("signal", quote, signal="gpc", honours=True)])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "some-visitors")
    broken = claim("signal", "Our president says that we honour the GPC signal.", signal="gpc", honours=True)
    assert finding(RULE, before(), sent, claims=[broken]).outcome is Outcome.FAILED


def test_a_heading_narrows_a_statement_to_some_visitors() -> None:
    text = "# Privacy policy\n\n## Your rights in California\n\nWe honour the Global Privacy Control signal.\n"
    read = read_document(text.encode(), media_type="text/markdown", url=None)
    made = document("privacy")
    said = extract_claims(read, digest("privacy"))
    sent = visit(State.GPC, [cookie("_fbp", life="P90D")])
    found = finding(RULE, before(), sent, claims=said, documents=[replace(made, text=read)])
    assert found.reason == "some-visitors"


def test_a_host_nobody_knows_that_gets_an_identifier_is_no_pass() -> None:
    values = ("a8f3c1e9b7d24f60", "0b51c77d9e2a4f83")
    first, second = (cookie("uxp", ".pixelhost.example", life="P1Y", value=value) for value in values)
    told = request("https://pixelhost.example/p.gif", "image", sent=["uxp"])
    found = finding(RULE, before(first), visit(State.GPC, [second], requests=[told]), claims=[HONOURED])
    assert found.reason == "unknown-items"
    assert "pixelhost.example" in found.message


def test_what_is_not_promised_is_not_broken() -> None:
    ignored = claim("signal", signal="dnt", honours=False)
    assert finding(RULE, before(cookie("_fbp")), claims=[ignored]).outcome is Outcome.PASSED


def test_a_promise_that_is_taken_back_elsewhere_is_none() -> None:
    denied = claim("signal", "We do not respond to it.", signal="gpc", honours=False)
    found = finding(RULE, before(), visit(State.GPC, [cookie("_fbp", life="P90D")]), claims=[HONOURED, denied])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "contradicted")
