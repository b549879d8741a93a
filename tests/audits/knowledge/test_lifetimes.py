"""Durations, and when a life is longer than stated."""

from __future__ import annotations

import pytest

from audits.knowledge.lifetimes import DAY_S, YEAR_S, longer_than, parse_iso_lifetime


@pytest.mark.parametrize(
    ("iso", "seconds"),
    [
        ("P1D", DAY_S),
        ("P2W", 14 * DAY_S),
        ("P1Y", YEAR_S),
        ("P13M", YEAR_S / 12 * 13),
        ("PT30M", 1800.0),
        ("P1DT12H", 1.5 * DAY_S),
        ("PT0.5S", 0.5),
        ("session", None),
        ("until-deleted", None),
        ("P", None),
        ("PT", None),
        ("2 years", None),
        ("P" + "9" * 400 + "Y", None),
    ],
)
def test_reads_durations(iso: str, seconds: float | None):
    assert parse_iso_lifetime(iso) == (pytest.approx(seconds) if seconds is not None else None)


@pytest.mark.parametrize(
    ("seen_s", "declared", "longer"),
    [
        (2 * YEAR_S, "P2Y", False),
        (730 * DAY_S, "P2Y", False),
        (732 * DAY_S, "P2Y", False),
        (2 * YEAR_S, "P1Y", True),
        (395 * DAY_S, "P13M", False),
        (90 * DAY_S, "P3M", False),
        (93 * DAY_S, "P3M", False),
        (120 * DAY_S, "P3M", True),
        (DAY_S + 3600, "P1D", False),
        (3 * DAY_S, "P1D", True),
        (3600, "PT30M", True),
        (1850, "PT30M", False),
        (None, "P1D", False),
        (None, "session", False),
        (YEAR_S, "session", True),
        (YEAR_S, "until-deleted", None),
        (YEAR_S, "variable", None),
        (YEAR_S, "a while", None),
    ],
)
def test_longer_means_beyond_rounding_and_month_lengths(seen_s: float | None, declared: str, longer: bool | None):
    assert longer_than(seen_s, declared) is longer
