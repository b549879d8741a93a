"""Tests of the rule `embedded`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, claim, finding, request

RULE = "embedded"


PLAYER = request("https://www.youtube-nocookie.com/embed/x", "document")
WAITS = claim("embedded", vendor="YouTube", blocked_until="consent")


def test_fails_when_the_player_loads_before_any_choice() -> None:
    assert finding(RULE, before(requests=[PLAYER]), claims=[WAITS]).outcome is Outcome.FAILED


def test_passes_when_it_waits() -> None:
    visits = before(), accepted(requests_after=[PLAYER])
    assert finding(RULE, *visits, claims=[WAITS]).outcome is Outcome.PASSED


def test_a_script_of_the_vendor_alone_is_no_player() -> None:
    script = request("https://www.youtube.com/iframe_api", "script")
    assert finding(RULE, before(requests=[script]), claims=[WAITS]).outcome is Outcome.PASSED


def test_without_a_condition_it_is_borne_out_or_open() -> None:
    plain = claim("embedded")
    assert finding(RULE, before(requests=[PLAYER]), claims=[plain]).outcome is Outcome.PASSED
    assert finding(RULE, before(), claims=[plain]).outcome is Outcome.CANT_TELL


def test_guarded_words_are_not_broken() -> None:
    guarded = claim("embedded", vendor="YouTube", blocked_until="click", hedged=True)
    assert finding(RULE, before(requests=[PLAYER]), claims=[guarded]).outcome is Outcome.CANT_TELL
