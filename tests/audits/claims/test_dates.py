"""Dates are read in every language that has a file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.claims.dates import find_dates, parse_date
from audits.claims.lexicon import language_codes, section


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("nl", "Ingangsdatum: 15 december 2023", "2023-12-15"),
        ("sv", "uppdaterad januari 2023", "2023-01"),
        ("sv", "15 december 15, 2003", "2003-12-15"),
        ("sv", "15 december 16, 2003", "2003-12"),
        ("en", "December 17, 2003", "2003-12-17"),
        ("en", "1st of January, 2024", "2024-01-01"),
        ("en", "2025-03-17T09:00:24+00:00", "2025-03-17"),
        ("en", "4/5/2024", "2024"),
        ("en", "13/5/2024", "2024-05-13"),
        ("en", "5/13/2024", "2024-05-13"),
        ("da", "29.06-2025", "2025-06-29"),
        ("fr", "19/08//2021", "2021-08-19"),
        ("fr", "1er mars 2024", "2024-03-01"),
        ("fi", "15. joulukuuta 2023", "2023-12-15"),
        ("fi", "1.4.2026", "2026-04-01"),
        ("de", "Stand: Januar 2025", "2025-01"),
        ("es", "15 de diciembre de 2023", "2023-12-15"),
        ("pl", "23 marca 2026 r.", "2026-03-23"),
        ("hu", "2023. december 15.", "2023-12-15"),
        ("lt", "2023 m. gruodžio 15 d.", "2023-12-15"),
        ("lv", "2023. gada 15. decembrī", "2023-12-15"),
        ("el", "15 Δεκεμβρίου 2023", "2023-12-15"),
        ("bg", "15 декември 2023", "2023-12-15"),
        ("sv", "2019-09", "2019-09"),
        ("und", "15 août 2023", "2023-08-15"),
    ],
)
def test_dates_are_read(language: str, text: str, date: str) -> None:
    assert parse_date(text, language) == date


@pytest.mark.parametrize(
    "text", ["", "[datum]", "in 2024 may 5 people", "32.13.2024", "version 1.2.3", "0413-12 34 56"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_date(text, "en") is None


def test_dates_in_prose_are_found_with_their_places() -> None:
    text = "Updated 1 May 2024. First published on 2 June 2019."
    assert [(text[a:b], iso) for a, b, iso in find_dates(text, "en")] == [
        ("1 May 2024", "2024-05-01"),
        ("2 June 2019", "2019-06-02"),
    ]


@pytest.mark.parametrize("code", language_codes())
def test_every_language_reads_each_of_its_months(code: str) -> None:
    for number, names in enumerate(section(code, "dates")["months"], start=1):
        for name in names:
            assert parse_date(f"3 {name.strip('*')} 2024", code) == f"2024-{number:02}-03", (code, name)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from([*language_codes(), "und"]))
def test_any_text_is_read_and_places_are_in_range(text: str, language: str) -> None:
    for start, end, iso in find_dates(text, language):
        assert 0 <= start < end <= len(text) and len(iso) in (4, 7, 10)
