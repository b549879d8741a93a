"""The words that rules go by: one file for each language that policies are read in."""

from __future__ import annotations

import pytest

from audits.claims.languages import known_languages
from audits.rules.grounds.words import COOKIES, LISTS, NECESSARY, OPTIONAL, SETTINGS, label_has, languages


def test_every_language_of_the_claims_has_its_words() -> None:
    assert set(languages()) >= set(known_languages())


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_file_holds_every_list_and_says_its_language(code: str) -> None:
    lists = languages()[code]
    assert lists["code"] == code
    assert set(lists) == {"code", *LISTS}
    assert all(lists[name] for name in LISTS)


@pytest.mark.parametrize("code", sorted(languages()))
def test_stems_are_long_enough_not_to_match_by_chance(code: str) -> None:
    stems = [stem for name in LISTS for stem in languages()[code][name]]
    assert [stem for stem in stems if len(stem) < 4 and not stem.startswith("=")] == []


@pytest.mark.parametrize(
    "text",
    ["Cookie settings", "Kakinställningar", "Toestemming wijzigen", "Evästeasetukset", "Ändra ditt samtycke"],
)
def test_links_to_the_cookie_settings_are_known(text: str) -> None:
    assert label_has(text, COOKIES)
    assert label_has(text, SETTINGS)


@pytest.mark.parametrize("text", ["About us", "Validate your voucher", "Our values", "Carnival costumes", "Val av mat"])
def test_other_links_are_not(text: str) -> None:
    assert not (label_has(text, COOKIES) and label_has(text, SETTINGS))


def test_necessary_and_optional_labels_are_told_apart() -> None:
    for label in ("Strictly necessary", "Nödvändiga", "Noodzakelijk", "Välttämättömät", "Niezbędne"):
        assert label_has(label, NECESSARY), label
    for label in ("Statistics", "Annonser", "Marketing", "Mainonta", "Ads"):
        assert label_has(label, OPTIONAL), label
        assert not label_has(label, NECESSARY), label
    assert not label_has("Shadows", OPTIONAL)
