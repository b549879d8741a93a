"""Controls read by their company: words that say nothing by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.panel import read_panel
from crawler.evidence.model import ControlRole


def control(text: str) -> dict[str, Any]:
    return {"node": 0, "text": text, "label": "", "rawHref": "", "newTab": False, "disabled": False, "topmost": True}


def roles(*texts: str, choices: int = 0) -> list[ControlRole]:
    choice = {"node": 0, "label": "Statistics", "checked": True, "disabled": False, "kind": "checkbox", "group": "",
              "shown": True}  # fmt: skip
    raw = {
        "node": 0, "kind": "fixed", "text": "Cookies.", "plain": "Cookies.", "name": "DIV", "named": False,
        "modal": False, "blocked": False, "box": [0, 700, 1366, 200], "zIndex": 0, "inView": True, "links": [],
        "inputs": [], "within": [], "controls": [control(text) for text in texts], "choices": [choice] * choices,
    }  # fmt: skip
    return [item.role for item in read_panel(raw, ("en",), (1366, 900)).controls]


@pytest.mark.parametrize("text", ["Save", "Spara", "Speichern", "Save & Exit", "Opslaan"])
def test_saving_stores_only_beside_choices(text: str) -> None:
    assert roles(text, "Accept all", choices=2)[0] is ControlRole.SAVE
    assert roles(text, "Accept all")[0] is ControlRole.UNKNOWN


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
