"""Controls read by their company: words that say nothing by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.panel import read_panel
from crawler.evidence.model import ControlRole


def control(text: str) -> dict[str, Any]:
    return {"node": 0, "text": text, "label": "", "rawHref": "", "newTab": False, "disabled": False, "topmost": True}


def raw(*texts: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "node": 0, "kind": "fixed", "text": "Cookies.", "plain": "Cookies.", "name": "DIV", "named": False,
        "modal": False, "blocked": False, "box": [0, 700, 1366, 200], "zIndex": 0, "inView": True, "links": [],
        "inputs": [], "within": [], "controls": [control(text) for text in texts], "choices": choices,
    }  # fmt: skip


def roles(*texts: str, choices: int = 0) -> list[ControlRole]:
    choice = {"node": 0, "label": "Statistics", "checked": True, "disabled": False, "kind": "checkbox", "group": "",
              "shown": True}  # fmt: skip
    panel = read_panel(raw(*texts, choices=[choice] * choices), ("en",), (1366, 900))
    return [item.role for item in panel.controls]


@pytest.mark.parametrize("text", ["Save", "Spara", "Speichern", "Save & Exit", "Opslaan"])
def test_saving_stores_only_beside_choices(text: str) -> None:
    assert roles(text, "Accept all", choices=2)[0] is ControlRole.SAVE
    assert roles(text, "Accept all")[0] is ControlRole.UNKNOWN


def test_going_back_closes_a_layer_of_choices() -> None:
    assert roles("Back", "Accept selected", choices=2)[0] is ControlRole.CLOSE
    assert roles("Back", "Accept all")[0] is ControlRole.UNKNOWN


def test_a_list_to_select_from_is_a_choice_only_where_something_in_it_answers() -> None:
    entries = [(0, "Accept all cookies"), (0, "Only necessary"), (1, "English"), (1, "Svenska")]
    listed = [
        {"node": 0, "label": text, "checked": False, "disabled": False, "kind": "option", "group": f"select {group}",
         "shown": True}
        for group, text in entries
    ]  # fmt: skip
    panel = read_panel(raw("Save", choices=listed), ("en",), (1366, 900))
    assert [(choice.label, choice.kind) for choice in panel.choices] == [(text, "radio") for _, text in entries[:2]]


@pytest.mark.parametrize("text", ["Manage", "Hantera", "Verwalten", "Gérer", "Beheren"])
def test_managing_leads_to_settings_only_beside_an_answer(text: str) -> None:
    assert roles("Accept all", text)[1] is ControlRole.SETTINGS
    assert roles("Start chat", text)[1] is ControlRole.UNKNOWN


def test_consent_and_ok_accept_only_beside_a_refusal() -> None:
    assert roles("Consent", "Do not consent") == [ControlRole.ACCEPT, ControlRole.REJECT]
    assert roles("OK", "No, thanks") == [ControlRole.ACCEPT, ControlRole.REJECT]
    assert roles("OK", "Reject all", choices=1)[0] is ControlRole.SAVE
    assert roles("OK") == [ControlRole.ACKNOWLEDGE]
    assert roles("Consent", "Close")[0] is ControlRole.UNKNOWN
    assert roles("Consent", "Accept all", "Reject all")[0] is ControlRole.UNKNOWN


def test_strange_words_say_nothing_where_cookies_are_spoken_of() -> None:
    assert roles("Accept & wigwam", "Reject all")[0] is ControlRole.ACCEPT
    assert roles("Accept all", "Decline wigwams") == [ControlRole.ACCEPT, ControlRole.REJECT]
    assert roles("Accept wigwams", "Accept all")[0] is ControlRole.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Reject all for £2", "Continue without cookies from €3.99 a month", "Continuer sans accepter pour 2 € par mois",
        "Refuser et s'abonner", "Ablehnen für 4,99 EUR", "Avvisa alla för 49 kr", "Odrzuć za 10 zł",
        "Jetzt PUR-Abo abschließen", "Weigeren en betalen", "Rifiuta tutto a $1",
    ],
)  # fmt: skip
def test_what_costs_something_is_no_refusal_whatever_its_words(text: str) -> None:
    assert roles("Accept all", text)[1] is ControlRole.PAY


@pytest.mark.parametrize("text", ["Reject all 128 partners", "Reject all (3)", "Refuse 24 h"])
def test_other_numbers_cost_nothing(text: str) -> None:
    assert roles("Accept all", text)[1] is not ControlRole.PAY


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("OK", "Wolę nie"),
        ("Rendben", "Inkább ne"),
        ("Accept", "No, lasciali spenti"),
        ("Jag godkänner", "Jag vill inte"),
    ],
)
def test_a_no_beside_strange_words_refuses_beside_an_acceptance_or_ok(yes: str, no: str) -> None:
    assert roles(yes, no) == [ControlRole.ACCEPT, ControlRole.REJECT]


@pytest.mark.parametrize(
    "text", ["Do not show this again", "Vis ikke igjen", "Tell me more", "Notify me", "Não mostrar mais"]
)
def test_what_is_no_answer_refuses_nothing_beside_ok(text: str) -> None:
    assert ControlRole.REJECT not in roles("OK", text)
