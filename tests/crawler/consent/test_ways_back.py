"""Which controls of a page lead back to the consent choice."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.ways_back import documents, ways_back

PAGE = "https://shop.example/shoes"


def control(text: str, **more: Any) -> dict[str, Any]:
    plain = {"node": 0, "text": text, "label": "", "hint": "", "floats": False, "tag": "a", "href": None}
    return {**plain, "rawHref": "", "newTab": False, "disabled": False, "action": None, **more}


@pytest.mark.parametrize(
    "text",
    [
        "Cookie settings",
        "Manage consent",
        "Ändra cookieinställningar",
        "Cookievoorkeuren wijzigen",
        "Cookie-Einstellungen ändern",
        "Gérer les cookies",
        "Evästeasetukset",
        "Настройки cookie",
    ],
)
def test_knows_a_way_back_by_its_words(text: str) -> None:
    assert [way.text for way in ways_back([control(text)], PAGE)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Terms",
        "Cookie policy",
        "Account settings",
        "Buy cookies",
        "Newsletter",
        "Privacy policy",
        "Log in",
        "",
        "Settings",
    ],
)
def test_takes_nothing_else_for_a_way_back(text: str) -> None:
    assert ways_back([control(text)], PAGE) == []


def test_knows_a_floating_icon_by_its_name() -> None:
    assert ways_back([control("", hint="cky-btn-revisit", floats=True)], PAGE)
    assert not ways_back([control("", hint="cky-btn-revisit", floats=False)], PAGE)
    assert not ways_back([control("", hint="chat-bubble", floats=True)], PAGE)
    assert ways_back([control("", hint="fs-cc-manager_button", floats=True)], PAGE)
    assert ways_back([control("🍪", hint="floating-btn", floats=True)], PAGE)
    assert not ways_back([control("🍪", hint="floating-btn", floats=False)], PAGE)


@pytest.mark.parametrize("text", ["Cookies", "Informasjonskapsler", "Evästeet"])
def test_a_control_that_says_cookies_alone_may_open_the_choice_unless_it_leads_to_a_page(text: str) -> None:
    assert ways_back([control(text)], PAGE)
    assert not ways_back([control(text, href="https://shop.example/cookies", rawHref="/cookies")], PAGE)
    settings = control("Cookie settings", node=1)
    assert [way.node for way in ways_back([control(text), settings], PAGE)] == [1, 0]


def test_leaves_the_site_for_nothing() -> None:
    assert not ways_back(
        [control("Cookie settings", href="https://vendor.example/", rawHref="https://vendor.example/")], PAGE
    )
    assert not ways_back([control("Cookie settings", newTab=True)], PAGE)
    assert not ways_back([control("Cookie settings", action="https://vendor.example/form")], PAGE)


def test_prefers_what_stays_on_the_page() -> None:
    away = control("Cookie settings", href="https://shop.example/cookies", rawHref="/cookies")
    stays = control("Manage cookies", node=1, href=f"{PAGE}#", rawHref="#")
    assert [way.node for way in ways_back([away, stays], PAGE)] == [1, 0]


def test_policies_may_hold_the_way_back_those_about_cookies_first() -> None:
    leading = [
        control(text, href=f"{PAGE}/{text}", rawHref="/") for text in ("About us", "Πολιτική απορρήτου", "Cookies")
    ]
    assert [way.text for way in documents(leading, PAGE)] == ["Cookies", "Πολιτική απορρήτου"]
