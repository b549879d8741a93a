"""Tests of the rule `trackers-before-consent`."""

from __future__ import annotations

import pytest

from audits.model import Outcome
from tests.evidence import before, finding, request, stored

RULE = "trackers-before-consent"


def test_fails_on_a_tracking_request() -> None:
    found = finding(RULE, before(requests=[request("https://www.google-analytics.com/g/collect?v=2")]))
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("www.google-analytics.com",))


def test_fails_on_tracking_storage() -> None:
    assert finding(RULE, before(stored("_hjSessionUser_123"))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "doubtful",
    [
        request("https://ad.doubleclick.net/tag.js", "script"),
        request("https://www.google-analytics.com/g/collect?gcs=G100"),
        request("https://plausible.io/api/event"),
    ],
)
def test_cannot_tell_on_scripts_denied_consent_and_measurement_that_stores_nothing(doubtful) -> None:  # type: ignore[no-untyped-def]
    assert finding(RULE, before(requests=[doubtful])).outcome is Outcome.CANT_TELL


def test_passes_on_fonts_and_the_sites_own_requests() -> None:
    asked = [request("https://fonts.gstatic.com/f.woff2", "font"), request("https://www.shop.example/collect")]
    assert finding(RULE, before(stored("theme", value="dark"), requests=asked)).outcome is Outcome.PASSED


def test_absence_in_an_incomplete_visit_is_no_pass() -> None:
    assert finding(RULE, before(complete=False)).reason == "incomplete-before"
