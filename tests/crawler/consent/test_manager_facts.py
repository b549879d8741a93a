"""What holds of every file of facts on a consent manager."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.consent.managers.facts import facts_script, managers
from tests.banners.imitations import IMITATIONS

SHIPPED = {"klaro", "orejime", "tarteaucitron", "vanilla-cookieconsent"}
"""Managers whose own script stands in the web of banners, from npm."""


@pytest.mark.parametrize("name", managers())
def test_a_manager_is_told_by_its_marks_and_asked_only_where_it_is(name: str) -> None:
    facts = managers()[name]
    assert facts.title
    assert re.compile(facts.marks).groups == 0
    assert not re.search(facts.marks, '<div id="cookie-banner" class="consent notice"><button>OK</button></div>')
    acts = facts.accept or facts.reject
    assert not acts or (facts.present and facts.accept and facts.reject)
    assert not facts.rows or facts.present


def test_every_interface_that_takes_answers_stands_in_the_web_of_banners() -> None:
    answering = {name for name, facts in managers().items() if facts.reject}
    assert answering <= SHIPPED | {name for name, known in IMITATIONS.items() if known.answers}
    assert set(IMITATIONS) <= set(managers())


def test_the_facts_are_one_script_with_balanced_brackets() -> None:
    script = facts_script()
    assert all(f'"{name}": {{' in script for name in managers())
    assert script.count("{") == script.count("}") and script.count("(") == script.count(")")


def test_every_file_names_only_known_keys() -> None:
    folder = Path(__file__).parents[3] / "crawler" / "consent" / "managers"
    assert {path.stem for path in folder.glob("*.toml")} == set(managers())
