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
def test_settings_dates_and_times_are_no_identifiers(value: str):
    assert not is_identifier((value,))


def test_a_value_that_every_profile_gets_is_no_identifier():
    assert is_identifier((ID,))
    assert not is_identifier((ID, ID))


def test_a_third_partys_lasting_identifier_is_marketing():
    found = purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=YEAR_S, party=Party.THIRD))
    assert found is not None
    assert found[0] is Purpose.MARKETING


def test_one_sign_alone_decides_nothing():
    assert purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=YEAR_S)) is None
    assert purpose_by_behaviour(Behaviour(values=("on",), lifetime_s=YEAR_S, party=Party.THIRD)) is None
    assert purpose_by_behaviour(Behaviour(values=(ID,), lifetime_s=None, only_after_accept=True)) is None
