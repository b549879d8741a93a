"""What a claim means is said in words, not in codes."""

from __future__ import annotations

import pytest

from audits.claims.types import claim_types
from audits.claims.wording import kept, kinds, technique

MEANINGS = {claim_type.name: claim_type.meaning for claim_type in claim_types()}


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("P1Y", "for 1 year"),
        ("P13M", "for 13 months"),
        ("P1DT12H", "for 1 day and 12 hours"),
        ("PT30M", "for 30 minutes"),
        ("session", "until the browser is closed"),
        ("until-deleted", "until they are deleted"),
        ("soon", "for soon"),
    ],
)
def test_a_duration_is_said_in_words(duration: str, words: str) -> None:
    assert kept(duration) == words


def test_an_enumeration_ends_in_and() -> None:
    assert [kinds([]), kinds(["x"]), kinds(["x", "y"]), kinds(["x", "y", "z"], "or")] == [
        "",
        "x",
        "x and y",
        "x, y or z",
    ]


def test_a_technique_has_a_name_of_its_own() -> None:
    assert technique("pixel") == "tracking pixels"
    assert technique("email-tracking") == "email tracking"


@pytest.mark.parametrize(
    ("name", "params", "sentence"),
    [
        ("lifetime", {"subject": "cookies", "duration": "P1Y"}, "Cookies are kept for 1 year."),
        ("consent-record", {"lifetime": "P6M"}, "The visitor's choice of cookies is stored for 6 months."),
        ("similar-tech", {"tech": "pixel"}, "The site uses tracking pixels."),
        ("stored-data", {"data": ["ip", "language"]}, "Data is collected with cookies: the IP address and language."),
    ],
)
def test_a_claim_is_said_in_words(name: str, params: dict[str, object], sentence: str) -> None:
    assert MEANINGS[name](params) == sentence
