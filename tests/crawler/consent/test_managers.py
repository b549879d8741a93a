"""What is known of consent managers: autoconsent's rules as used here, and the managers' own states."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.managers.autoconsent_rules import can_answer, manager_name, rules_for
from crawler.consent.managers.states import read_states
from crawler.consent.records import Decision
from crawler.evidence.model import State


@pytest.mark.parametrize(
    ("rule", "manager"),
    [
        ("Klaro", "klaro"),
        ("tarteaucitron deny", "tarteaucitron"),
        ("cookieconsent3", "vanilla-cookieconsent"),
        ("Complianz banner", "complianz"),
        ("Onetrust", "onetrust"),
        ("Cybotcookiebot", "cookiebot"),
        ("Cookie Information Banner", "cookie-information"),
        ("usercentrics-api", "usercentrics"),
        ("Sourcepoint-frame", "sourcepoint"),
        ("TrustArc-top", "trustarc"),
        ("didomi", "didomi"),
        ("auto_DE_example.com_0", None),
        ("bbc.com", None),
    ],
)
def test_names_the_manager_of_a_rule(rule: str, manager: str | None) -> None:
    assert manager_name(rule) == manager


def test_uses_only_rules_that_answer_and_belong_to_the_page() -> None:
    rules = rules_for("https://shop.example/", main=True)
    assert len(rules) > 100
    assert not [rule for rule in rules if rule.get("cosmetic")]
    assert "bbc.com" not in {rule["name"] for rule in rules}
    assert "bbc.com" in {rule["name"] for rule in rules_for("https://www.bbc.com/news", main=True)}
    assert len(rules_for("https://shop.example/", main=False)) < 20


def test_knows_which_rules_can_accept() -> None:
    assert can_answer("Klaro", State.ACCEPT)
    assert can_answer("cookieconsent3", State.REJECT)


def test_reads_what_managers_hold() -> None:
    raw = [
        ["onetrust", {"C0002": False, "C0004": False}],
        ["klaro", {"matomo": True}],
        ["tcf", {"1": True, "2": False}],
    ]
    assert {state.manager: state.decision for state in read_states(raw)} == {
        "klaro": Decision.ACCEPTED,
        "onetrust": Decision.REFUSED,
        "tcf": Decision.MIXED,
    }


@pytest.mark.parametrize("raw", [None, 7, "x", [None], [["klaro"]], [["klaro", 7]], [[7, {}]], {"klaro": {}}])
def test_forged_answers_are_no_states(raw: Any) -> None:
    assert read_states(raw) == ()


def test_necessary_things_say_nothing() -> None:
    assert [state.decision for state in read_states([["x", {"necessary": True}]])] == [Decision.UNKNOWN]
