"""Tests of the rule `service`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, claim, cookie, finding, request

RULE = "service"


ANALYTICS = claim("service", vendor="Google Analytics")


def test_passes_when_its_host_is_asked_or_its_cookie_is_stored() -> None:
    asked = before(requests=[request("https://www.google-analytics.com/g/collect")])
    assert finding(RULE, asked, claims=[ANALYTICS]).outcome is Outcome.PASSED
    assert finding(RULE, before(), accepted(cookie("_ga", life="P2Y")), claims=[ANALYTICS]).outcome is Outcome.PASSED


def test_cannot_tell_when_it_is_not_seen() -> None:
    found = finding(RULE, before(), accepted(), claims=[ANALYTICS])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "not-seen")
    assert "Google Analytics" in found.message
