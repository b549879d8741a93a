"""Tests of the rule `consent-choice`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import banner, before, choice, claim, finding

RULE = "consent-choice"


OFFERED = claim("consent-choice", offered=True)


def test_passes_when_the_banner_lets_visitors_choose() -> None:
    for shown in (banner("accept", "reject"), banner("accept", "settings"), banner("save", choices=[choice("Ads")])):
        assert finding(RULE, before(shown=shown), claims=[OFFERED]).outcome is Outcome.PASSED


def test_fails_when_the_banner_leaves_no_choice() -> None:
    assert finding(RULE, before(shown=banner("accept")), claims=[OFFERED]).outcome is Outcome.FAILED
    assert finding(RULE, before(shown=banner("acknowledge", "link")), claims=[OFFERED]).outcome is Outcome.FAILED


def test_accepting_is_choice_enough_where_no_more_is_said() -> None:
    accept = claim("consent-choice", offered=True, options=["accept"])
    assert finding(RULE, before(shown=banner("accept")), claims=[accept]).outcome is Outcome.PASSED


def test_cannot_tell_without_a_banner_or_with_unread_controls() -> None:
    assert finding(RULE, before(), claims=[OFFERED]).reason == "no-banner"
    assert finding(RULE, before(shown=banner("accept", "unknown")), claims=[OFFERED]).reason == "unread-controls"
    assert finding(RULE, before(shown=None), claims=[OFFERED]).reason == "no-banner-look"


def test_no_choice_announced_is_borne_out_by_no_banner() -> None:
    none = claim("consent-choice", offered=False)
    assert finding(RULE, before(), claims=[none]).outcome is Outcome.PASSED
    assert finding(RULE, before(shown=banner("accept")), claims=[none]).outcome is Outcome.CANT_TELL
