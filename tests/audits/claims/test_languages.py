"""Contracts over every language file: it compiles, uses only known concepts and has the head it needs."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from audits.claims.language import document_language
from audits.claims.languages import known_languages, load_language

README = (files("audits.claims.languages") / "README.md").read_text(encoding="utf-8")
EXPLAINED = set(re.findall(r"`([a-z]+[a-z_]*(?:\.[a-z-]+)?)`", README))
READABLE = [code for code in known_languages() if load_language(code).concepts]
COMMONEST = ("cookie", "negation", "use", "set", "consent", "third_party", "browser", "block", "this_site", "generic")


@pytest.mark.parametrize("code", READABLE)
def test_a_language_uses_only_concepts_that_the_readme_explains(code: str) -> None:
    families = ("purpose.", "datum.")
    unknown = {name for name in load_language(code).concepts if name not in EXPLAINED and not name.startswith(families)}
    assert unknown == set()


@pytest.mark.parametrize("code", READABLE)
def test_a_language_has_function_words_and_the_concepts_nothing_can_be_read_without(code: str) -> None:
    language = load_language(code)
    assert len(language.function_words) >= 20
    assert [concept for concept in COMMONEST if not language.concepts.get(concept)] == []


@pytest.mark.parametrize("code", READABLE)
def test_no_pattern_stands_in_a_concept_twice(code: str) -> None:
    for concept, patterns in load_language(code).concepts.items():
        assert len(set(patterns)) == len(patterns), concept


def test_letters_of_its_own_tell_a_language_that_the_identifier_does_not_know() -> None:
    assert document_language("Id-data tiegħek tiġi trasferita barra miż-Żona Ekonomika Ewropea.") == "mt"


def test_a_name_with_such_letters_decides_nothing() -> None:
    assert document_language("The shop of Ġużeppi uses cookies to measure visits to our website.") == "en"


def test_no_two_languages_call_a_letter_their_own() -> None:
    for code in known_languages():
        for other in known_languages():
            shared = load_language(code).own_letters & set("".join(load_language(other).function_words))
            assert code == other or not shared
