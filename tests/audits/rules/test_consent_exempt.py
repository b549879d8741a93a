"""Tests of the rule `consent-exempt`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import before, claim, cookie, finding

RULE = "consent-exempt"


def test_passes_when_what_is_announced_is_set_without_asking() -> None:
    necessary = claim("consent-exempt", category="necessary")
    assert finding(RULE, before(cookie("PHPSESSID")), claims=[necessary]).outcome is Outcome.PASSED


def test_cannot_tell_when_nothing_of_it_is_seen() -> None:
    vendor = claim("consent-exempt", vendor="Matomo")
    assert finding(RULE, before(cookie("PHPSESSID")), claims=[vendor]).outcome is Outcome.CANT_TELL
