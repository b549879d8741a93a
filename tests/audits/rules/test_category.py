"""Tests of the rule `category`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, claim, cookie, finding, request

RULE = "category"


def test_passes_when_a_cookie_of_the_category_is_seen() -> None:
    visits = before(), accepted(cookie("_ga", life="P2Y"))
    assert finding(RULE, *visits, claims=[claim("category", category="analytics")]).subjects == ("_ga",)


def test_social_media_are_seen_by_their_hosts() -> None:
    visit = before(requests=[request("https://platform.twitter.com/widgets.js", "script")])
    assert finding(RULE, visit, claims=[claim("category", category="social")]).outcome is Outcome.PASSED


def test_cannot_tell_when_nothing_of_it_is_seen() -> None:
    assert finding(RULE, before(), claims=[claim("category", category="marketing")]).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(), claims=[claim("category", category="social")]).outcome is Outcome.CANT_TELL
