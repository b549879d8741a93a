"""Tests of the rule `similar-tech`."""

from __future__ import annotations

import pytest

from audits.model import Outcome
from tests.evidence import before, claim, finding, request, stored

RULE = "similar-tech"


@pytest.mark.parametrize("tech", ["local-storage", "similar"])
def test_local_storage_is_seen(tech: str) -> None:
    assert finding(RULE, before(stored("theme")), claims=[claim("similar-tech", tech=tech)]).outcome is Outcome.PASSED


@pytest.mark.parametrize("tech", ["pixel", "web-beacon", "similar"])
def test_pixels_are_seen(tech: str) -> None:
    visit = before(requests=[request("https://ad.doubleclick.net/p.gif", "image")])
    assert finding(RULE, visit, claims=[claim("similar-tech", tech=tech)]).outcome is Outcome.PASSED


@pytest.mark.parametrize("tech", ["fingerprinting", "pixel", "local-storage"])
def test_cannot_tell_without_a_trace(tech: str) -> None:
    assert finding(RULE, before(), claims=[claim("similar-tech", tech=tech)]).outcome is Outcome.CANT_TELL
