"""Tests of the rule `cookie-wall`."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Confidence, Outcome
from crawler.evidence.model import Banner
from tests.evidence import banner, before, choice, finding, rejected

RULE = "cookie-wall"


def wall(*roles: str, **layers: int) -> Banner:
    return replace(banner(*roles, **layers), modal=True)


def test_fails_when_accepting_is_the_only_way_on() -> None:
    found = finding(RULE, before(shown=wall("accept", "link")))
    assert (found.outcome, found.confidence, found.subjects) == (Outcome.FAILED, Confidence.MEDIUM, ("Accept",))


def test_passes_when_there_is_a_way_on() -> None:
    for role in ("reject", "settings", "acknowledge"):
        assert finding(RULE, before(shown=wall("accept", role))).outcome is Outcome.PASSED, role
    assert finding(RULE, before(shown=replace(wall("accept"), modal=False))).outcome is Outcome.PASSED
    assert finding(RULE, before(shown=replace(wall("accept"), choices=(choice("Ads"),)))).outcome is Outcome.PASSED
    refused = wall("accept", "unknown")
    assert finding(RULE, before(shown=refused), rejected(shown=refused)).outcome is Outcome.PASSED


def test_paying_instead_is_left_to_the_authorities() -> None:
    assert finding(RULE, before(shown=wall("accept", "pay"))).reason == "pay-or-consent"


def test_controls_that_may_lead_on_leave_it_open() -> None:
    for role in ("unknown", "close", "save"):
        assert finding(RULE, before(shown=wall("accept", role))).reason == "unread-controls", role


def test_a_question_for_ones_age_is_no_cookie_wall() -> None:
    asks = replace(wall("accept"), text="Are you 18 or older?")
    assert finding(RULE, before(shown=asks)).outcome is Outcome.INAPPLICABLE


def test_inapplicable_without_a_banner_and_open_when_nobody_looked() -> None:
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(shown=None)).outcome is Outcome.CANT_TELL
