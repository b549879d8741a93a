"""Durations are read in every language that has a file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.claims.durations import find_durations, parse_duration
from audits.claims.lexicon import language_codes, section


@pytest.mark.parametrize(
    ("language", "text", "duration"),
    [
        ("sv", "högst 13 månader", "P13M"),
        ("sv", "ett år", "P1Y"),
        ("sv", "30-dagars", "P30D"),
        ("sv", "ett halvår", "P6M"),
        ("sv", "raderas när du stänger webbläsaren", "session"),
        ("sv", "tills du raderar den", "until-deleted"),
        ("nl", "tot 24 maanden", "P24M"),
        ("nl", "zes maanden", "P6M"),
        ("nl", "1 jaar", "P1Y"),
        ("nl", "anderhalf jaar", "P18M"),
        ("nl", "Sessie", "session"),
        ("nl", "24 uur", "PT24H"),
        ("en", "thirteen (13) months", "P13M"),
        ("en", "1 year 1 month", "P1Y1M"),
        ("en", "1 year, 2 months and 3 days", "P1Y2M3D"),
        ("en", "1.5 years", "P18M"),
        ("en", "Persistent", "until-deleted"),
        ("en", "varies", "variable"),
        ("en", "7 days - 3 years", "variable"),
        ("en", "6-12 months", "variable"),
        ("en", "24h", "PT24H"),
        ("en", "1,000 days", "P1000D"),
        ("en", "30 minutes (renewed when less than 5 minutes are left)", "PT30M"),
        ("nb", "et år", "P1Y"),
        ("nn", "to veker", "P2W"),
        ("da", "et halvt år", "P6M"),
        ("da", "90 dage", "P90D"),
        ("fi", "2 vuotta", "P2Y"),
        ("fi", "noin kolme kuukautta", "P3M"),
        ("fi", "Istunto", "session"),
        ("fi", "Pysyvä", "until-deleted"),
        ("de", "Bis zu 24 Monate", "P24M"),
        ("de", "Sitzungsende", "session"),
        ("de", "ein Jahr", "P1Y"),
        ("fr", "vingt-cinq mois", "P25M"),
        ("fr", "jusqu'à la suppression", "until-deleted"),
        ("fr", "Fin de la session", "session"),
        ("es", "2 años", "P2Y"),
        ("it", "6 mesi", "P6M"),
        ("pl", "12 miesięcy", "P12M"),
        ("pl", "od 30 dni do 12 miesięcy", "variable"),
        ("pt", "um ano", "P1Y"),
        ("cs", "2 roky", "P2Y"),
        ("sk", "13 mesiacov", "P13M"),
        ("hu", "két év", "P2Y"),
        ("ro", "2 ani", "P2Y"),
        ("bg", "2 години", "P2Y"),
        ("el", "2 έτη", "P2Y"),
        ("et", "2 aastat", "P2Y"),
        ("lv", "2 gadi", "P2Y"),
        ("lt", "2 metai", "P2Y"),
        ("sl", "2 leti", "P2Y"),
        ("hr", "2 godine", "P2Y"),
        ("mt", "sentejn", "P2Y"),
        ("ga", "2 bliain", "P2Y"),
        ("is", "2 ár", "P2Y"),
        ("und", "2 ans", "P2Y"),
        ("sv", "1 year", "P1Y"),
    ],
)
def test_durations_are_read(language: str, text: str, duration: str) -> None:
    assert parse_duration(text, language) == duration


@pytest.mark.parametrize("text", ["", "-", "HTTP Cookie", "365", "Google", "2024-05-01", "v2"])
def test_what_says_no_time_gives_none(text: str) -> None:
    assert parse_duration(text, "en") is None


def test_durations_in_prose_are_found_with_their_places() -> None:
    text = "We keep logs for 90 days, open 24 hours a day, and drop ids when you close your browser."
    assert [(text[a:b], iso) for a, b, iso in find_durations(text, "en")] == [
        ("90 days", "P90D"),
        ("24 hours", "PT24H"),
        ("close your browser", "session"),
    ]


def test_the_bare_words_session_and_permanent_are_no_durations_in_prose() -> None:
    assert find_durations("We use session cookies and permanent cookies, twice a day.", "en") == []


@pytest.mark.parametrize("code", language_codes())
def test_every_language_reads_each_of_its_units(code: str) -> None:
    data = section(code, "durations")
    for unit, iso in {
        "minute": "PT3M",
        "hour": "PT3H",
        "day": "P3D",
        "week": "P3W",
        "month": "P3M",
        "year": "P3Y",
    }.items():
        for word in data[unit]:
            assert parse_duration(f"3 {word}", code) == iso, (code, word)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from([*language_codes(), "und", "xx", ""]))
def test_any_text_is_read_and_places_are_in_range(text: str, language: str) -> None:
    parse_duration(text, language)
    end = 0
    for start, stop, iso in find_durations(text, language):
        assert end <= start < stop <= len(text) and iso
        end = stop


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "kept for between 30 days and 2 years"),
        ("es", "puede oscilar entre los dos meses y los dos años"),
        ("pl", "od 30 dni do 12 miesięcy"),
        ("fi", "30 päivän ja 2 vuoden välillä"),
        ("hu", "30 nap és 2 év között"),
        ("fr", "de 1 à 2 ans"),
    ],
)
def test_a_span_in_prose_varies(language: str, text: str) -> None:
    assert [iso for _, _, iso in find_durations(text, language)] == ["variable"]


@pytest.mark.parametrize(
    ("language", "text", "duration"),
    [
        ("lt", "saugomi 12 mėnesius", "P12M"),
        ("et", "säilitatakse 12 kuuks", "P12M"),
        ("lv", "līdz 12 mēnešiem", "P12M"),
        ("hu", "legfeljebb 13 hónapig", "P13M"),
        ("ro", "timp de 30 de zile", "P30D"),
        ("fi", "kahdeksi vuodeksi tai 2 vuodeksi", "P2Y"),
    ],
)
def test_units_are_read_in_the_case_that_prose_puts_them_in(language: str, text: str, duration: str) -> None:
    assert duration in [iso for _, _, iso in find_durations(text, language)]
