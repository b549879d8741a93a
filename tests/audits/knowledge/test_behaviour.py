"""What behaviour tells of a purpose, and what it does not."""

from __future__ import annotations

import pytest

from audits.knowledge.behaviour import Behaviour, is_identifier, purpose_by_behaviour
from audits.model import Party, Purpose

YEAR_S = 365 * 86_400.0
ID = "f3b9c1e07a4d4d52b8aa0c41"


@pytest.mark.parametrize(
    "value",
    ["", "1", "sv-SE", "accepted", "2026-01-01T00:00:00.000Z", "1767225600000", "https://shop.se/a/b/c", "true"],
)
def test_settings_dates_and_times_are_no_identifiers(value: str) -> None:
    assert not is_identifier((value,))


def test_a_value_that_every_profile_gets_is_no_identifier() -> None:
    assert is_identifier((ID,))
    assert not is_identifier((ID, ID))


def test_a_third_partys_lasting_identifier_is_marketing() -> None:
    found = purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=YEAR_S, party=Party.THIRD))
    assert found is not None
    assert found.purpose is Purpose.MARKETING


def test_one_sign_alone_decides_nothing() -> None:
    assert purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=YEAR_S)) is None
    assert purpose_by_behaviour(Behaviour(values=("on",), lifetime_s=YEAR_S, party=Party.THIRD)) is None
    assert purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=None, only_after_accept=True)) is None


def test_an_identifier_is_for_what_the_tracker_does_that_it_is_handed_to() -> None:
    measured = purpose_by_behaviour(Behaviour(values=(ID,), until_deleted=True, sent_to=("eu.i.posthog.com",)))
    assert measured is not None
    assert (measured.purpose, measured.vendor) == (Purpose.ANALYTICS, "PostHog")
    both = ("eu.i.posthog.com", "x.adform.net")
    advertised = purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=YEAR_S, sent_to=both))
    assert advertised is not None
    assert (advertised.purpose, advertised.vendor) == (Purpose.MARKETING, "Adform")


def test_what_an_error_report_or_the_sites_own_server_gets_is_not_taken_for_tracking() -> None:
    reported = Behaviour(values=(ID,), until_deleted=True, sent_to=("o1.ingest.sentry.io",), only_after_accept=True)
    assert purpose_by_behaviour(reported) is None
    assert purpose_by_behaviour(Behaviour(values=(ID,), until_deleted=True, sent_to=("api.backend.example",))) is None


@pytest.mark.parametrize("host", ["stranger.example", "intake.us-east-1.amazonaws.com"])
def test_a_cookie_handed_to_strangers_is_marketing(host: str) -> None:
    found = purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=YEAR_S, sent_to=(host,)))
    assert found is not None
    assert found.purpose is Purpose.MARKETING


def test_what_every_visitor_gets_is_no_sign() -> None:
    shared = Behaviour(values=(ID,), lifetime_s=YEAR_S, party=Party.THIRD, same_for_all=True)
    assert purpose_by_behaviour(shared) is None
