"""How the choices of a layer must stand to give an answer: boxes, radio buttons, buttons that stay pressed, sliders."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.choices import PanelChoice, changes, names_purpose, pressed_choices, read_choices, untold
from crawler.consent.levels import rising, says_all
from tests.banners.forms import words


def choice(
    label: str, kind: str = "checkbox", *, checked: bool = True, group: str = "", mixed: bool = False
) -> PanelChoice:
    return PanelChoice(0, label, checked, False, kind, group, True, mixed)


def row(*labels: str, chosen: int) -> list[PanelChoice]:
    return [choice(label, "radio", checked=at == chosen, group="level") for at, label in enumerate(labels)]


def button(text: str, pressed: str | None, holder: int = 1) -> dict[str, Any]:
    return {"node": hash(text) % 100, "text": text, "pressed": pressed, "holder": holder, "disabled": False}


def labels(found: list[tuple[PanelChoice, bool]]) -> list[tuple[str, bool]]:
    return [(one.label, state) for one, state in found]


def test_what_is_optional_is_switched_off_to_refuse_and_on_to_accept() -> None:
    boxes = [choice("Necessary"), choice("Statistics"), choice("Marketing", checked=False)]
    assert labels(changes(boxes, accepts=False)) == [("Statistics", False)]
    assert labels(changes(boxes, accepts=True)) == [("Marketing", True)]


def test_a_box_that_is_neither_on_nor_off_is_set() -> None:
    half = choice("Statistics", checked=False, mixed=True)
    assert labels(changes([half], accepts=False)) == [("Statistics", False)]
    assert labels(changes([half], accepts=True)) == [("Statistics", True)]


@pytest.mark.parametrize(
    ("levels", "least", "most"),
    [
        (("Only necessary", "Statistics", "All cookies"), 0, 2),
        (("All cookies", "Statistics", "Only necessary"), 2, 0),
        (("Functionele cookies", "Functionele en analytische cookies", "Alle cookies"), 0, 2),
        (("Required cookies", "Functional cookies", "Advertising cookies"), 0, 2),
        (("Allow", "Deny"), 1, 0),
        (("Ja", "Nein"), 1, 0),
        (("On", "Off"), 1, 0),
    ],
)
def test_of_a_row_of_levels_the_least_refuses_and_the_most_accepts(
    levels: tuple[str, ...], least: int, most: int
) -> None:
    middle = 1 if len(levels) > 2 else 1 - least
    assert labels(changes(row(*levels, chosen=middle), accepts=False)) == [(levels[least], True)]
    assert labels(changes(row(*levels, chosen=least), accepts=True)) == [(levels[most], True)]


def test_nothing_is_chosen_of_a_row_whose_words_say_nothing() -> None:
    assert changes(row("English", "Svenska", "Deutsch", chosen=0), accepts=False) == []
    assert changes(row("1", "2", "3", chosen=2), accepts=False) == []


def test_a_slider_is_always_to_be_set() -> None:
    for checked in (True, False):
        slider = choice("Cookies", "slider", checked=checked)
        assert changes([slider], accepts=False) == [(slider, False)]
        assert changes([slider], accepts=True) == [(slider, True)]


@pytest.mark.parametrize(
    ("levels", "goes_up"),
    [
        (("Only necessary", "All cookies"), True),
        (("Alla kakor", "Endast nödvändiga"), False),
        (("Basic", "Statistics", "Marketing"), True),
        (("1", "2", "3"), None),
        (("Low", "High"), None),
        (("All cookies",), None),
        ((), None),
    ],
)
def test_the_words_of_levels_tell_which_end_is_the_least(levels: tuple[str, ...], goes_up: bool | None) -> None:
    assert rising(levels) is goes_up


@pytest.mark.parametrize(
    ("said", "everything"),
    [("All cookies", True), ("Alles", True), ("Nur notwendige", False), ("Basic", False), ("Statistics", None)],
)  # fmt: skip
def test_a_level_says_everything_or_the_least_or_neither(said: str, everything: bool | None) -> None:
    assert says_all(said) is everything


def test_buttons_of_which_one_is_pressed_and_one_says_no_are_one_choice() -> None:
    pair = [button("Yes", "true"), button("No", "false")]
    found = read_choices([], pressed_choices(pair))
    assert [(one.label, one.kind, one.checked) for one in found] == [("Yes", "radio", True), ("No", "radio", False)]
    assert len({one.group for one in found}) == 1


def test_a_pressed_button_called_after_a_purpose_is_a_switch() -> None:
    found = read_choices([], pressed_choices([button("Statistics", "true"), button("Marketing", "false")]))
    assert [(one.label, one.kind, one.checked) for one in found] == [
        ("Statistics", "checkbox", True), ("Marketing", "checkbox", False),
    ]  # fmt: skip


def test_ordinary_buttons_stay_controls_whatever_they_are_called() -> None:
    assert pressed_choices([button("Accept all", "false"), button("Reject all", "false")]) == []
    assert pressed_choices([button("Consent", "true"), button("Details", "false"), button("About", "false")]) == []
    assert pressed_choices([button("Statistics", None), button("Accept all", "true")]) == []


@pytest.mark.parametrize("code", sorted(words()))
def test_purposes_are_known_by_their_names(code: str) -> None:
    necessary, *optional = words()[code].categories
    assert not names_purpose(necessary)
    assert all(map(names_purpose, optional))


@pytest.mark.parametrize(
    "label", ["Dark pages", "Large text", "Order news by mail", "Accept marketing", "Show statistics", ""]
)
def test_other_names_are_not_those_of_purposes(label: str) -> None:
    assert not names_purpose(label)


def test_what_stays_chosen_because_nobody_can_tell_is_told() -> None:
    unread = row("Statistics", "Statistics", chosen=0)
    assert [one.label for one in untold(unread)] == ["Statistics"]
    assert untold(row("Yes", "No", chosen=0)) == []
    assert untold(row("1", "2", chosen=5)) == []
