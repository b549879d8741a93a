"""Everything a report says is there in every language it can be written in, with the same blanks to fill."""

from __future__ import annotations

import os
import string

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from audits.translation import SOURCE_LANGUAGE, TRANSLATIONS, report_languages
from tests.contract.messages import messages

OTHERS = [language for language in report_languages() if language != SOURCE_LANGUAGE]
GRAMMAR = {"were", "are", "do"}
"""Blanks for forms of a verb: a language that needs none leaves them out."""


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name} - GRAMMAR


@pytest.fixture(scope="module", autouse=True)
def renewed() -> None:
    """With UPDATE_DOCS=1, give each catalogue an entry for every message and take out what nobody says."""
    if os.environ.get("UPDATE_DOCS") != "1":
        return
    said = messages()
    for language in OTHERS:
        old, new = catalogue(language), Catalog(locale=language, project="cookie-audit", fuzzy=False)
        for message in sorted(said):
            known = old.get(message)
            new.add(
                message,
                known.string if known else "",
                locations=[(place, None) for place in sorted(set(said[message]))],
            )
        with (TRANSLATIONS / f"{language}.po").open("wb") as file:
            write_po(file, new, width=120, omit_header=True)


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [message for message in messages() if not ((entry := known.get(message)) and entry.string)]
    assert missing == [], f"{len(missing)} are missing; UPDATE_DOCS=1 adds their entries"


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    assert {str(entry.id) for entry in catalogue(language) if entry.id} <= set(messages())


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_the_same_blanks(language: str) -> None:
    for entry in catalogue(language):
        if entry.id and entry.string:
            assert blanks(str(entry.string)) == blanks(str(entry.id)), entry.id
