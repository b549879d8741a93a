"""Every language that policies shall be read in is found, and its commonest claims stand in a labelled policy."""

from __future__ import annotations

import pytest

from audits.claims.languages import known_languages
from tests.contract.language_coverage import (
    can_read,
    labelled_claims,
    labelled_policies,
    pairs_of,
    type_names,
)

OFFICIAL = ("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
            "pl", "pt", "ro", "sk", "sl", "sv")  # fmt: skip
"""The official languages of the European Union."""
WANTED = (*OFFICIAL, "is", "nb", "nn")
FIRST_CLASS = ("sv", "nl", "en", "nb", "nn", "da", "fi", "de", "fr")
COMMONEST = ("category", "service", "anonymous", "prior-consent", "degraded", "browser-control", "party",
             "consent-choice", "sharing", "withdrawal", "cookie")  # fmt: skip
"""The ten commonest claim types, and declared cookies."""


def test_all_wanted_languages_are_found() -> None:
    assert set(WANTED) <= set(known_languages())
    assert len(set(WANTED)) == 27


@pytest.mark.parametrize("code", known_languages())
def test_a_language_has_a_labelled_policy(code: str) -> None:
    assert code in {language for language, _ in labelled_policies()}


@pytest.mark.parametrize("code", known_languages())
def test_the_commonest_claims_are_labelled_in_every_language(code: str) -> None:
    assert [name for name in COMMONEST if not labelled_claims()[code, name]] == []


@pytest.mark.parametrize("code", known_languages())
def test_every_language_can_read_every_claim_type(code: str) -> None:
    assert [name for name in type_names() if not can_read(code, name)] == []


@pytest.mark.parametrize("code", known_languages())
def test_every_language_has_polarity_pairs(code: str) -> None:
    assert pairs_of()[code] >= (10 if code in FIRST_CLASS else 4)
