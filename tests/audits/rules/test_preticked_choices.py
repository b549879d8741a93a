"""Tests of the rule `preticked-choices`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Outcome
from tests.evidence import accepted, banner, before, choice, finding, rejected

RULE = "preticked-choices"


@pytest.mark.parametrize(
    "label", ["Statistics", "Marknadsföring och reklam", "Statistieken", "Marketing", "Præferencer/preferences"]
)
def test_fails_on_an_optional_choice_ticked_in_advance(label: str) -> None:
    found = finding(
        RULE, before(shown=banner("save", choices=[choice("Necessary", checked=True), choice(label, checked=True)]))
    )
    assert (found.outcome, found.subjects) == (Outcome.FAILED, (label,))
    assert found.evidence == ("/visits/0/banner/choices/1",)


@pytest.mark.parametrize("label", ["Nödvändiga", "Noodzakelijke cookies", "Strictly necessary", "Välttämättömät"])
def test_passes_when_only_necessary_choices_are_ticked(label: str) -> None:
    shown = banner("save", choices=[choice(label, checked=True), choice("Marketing")])
    assert finding(RULE, before(shown=shown)).outcome is Outcome.PASSED


def test_what_cannot_be_changed_is_no_choice() -> None:
    shown = banner("save", choices=[choice("Basic", checked=True, disabled=True)])
    assert finding(RULE, before(shown=shown)).outcome is Outcome.PASSED


def test_cannot_tell_on_a_name_of_no_known_kind() -> None:
    assert (
        finding(RULE, before(shown=banner("save", choices=[choice("Kiwi", checked=True)]))).outcome is Outcome.CANT_TELL
    )


def test_inapplicable_without_choices() -> None:
    assert finding(RULE, before(shown=banner("accept"))).reason == "no-choices"
    assert finding(RULE, before()).reason == "no-banner"


def test_a_switch_on_legitimate_interest_is_no_consent() -> None:
    switch = replace(choice("Marketing", checked=True), legitimate_interest=True)
    assert finding(RULE, before(shown=banner("accept", "reject", choices=[switch]))).reason == "unknown-choices"


def test_a_choice_on_the_second_layer_counts_like_one_on_the_first() -> None:
    behind = replace(choice("Marketing", checked=True), layer=2)
    assert finding(RULE, before(shown=banner("accept", "settings", "save", choices=[behind]))).outcome is Outcome.FAILED


def test_cannot_tell_where_nothing_was_seen_that_stores_the_choices() -> None:
    shown = banner("accept", "reject", choices=[choice("Marketing", checked=True)])
    assert finding(RULE, before(shown=shown)).reason == "unstored-choices"
    stored = banner("accept", "acknowledge", choices=[choice("Marketing", checked=True)])
    assert finding(RULE, before(shown=stored)).outcome is Outcome.FAILED


def test_choices_behind_the_first_layer_are_those_that_the_refusing_visit_met_and_no_accepting_one() -> None:
    behind = banner("accept", "settings", "save", choices=[choice("Marketing", checked=True)])
    first = before(shown=banner("accept", "settings"))
    found = finding(RULE, first, rejected(shown=behind))
    assert (found.outcome, found.evidence) == (Outcome.FAILED, ("/visits/1/banner/choices/0",))
    assert finding(RULE, first, accepted(shown=behind)).reason == "no-choices"
