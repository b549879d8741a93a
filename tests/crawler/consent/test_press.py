"""What may be pressed at all."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.controls import read_control
from crawler.consent.panel import PanelControl
from crawler.consent.press import leads_to_settings, may_press

PAGE = "https://shop.example/shoes"


def control(text: str, **more: Any) -> PanelControl:
    raw = {"disabled": False, "newTab": False, "href": None, "rawHref": "", "action": None, **more}
    reading = read_control(text)
    return PanelControl(1, reading.role, reading, text, raw)


@pytest.mark.parametrize("text", ["Accept all", "Reject all", "Settings", "Save my choices"])
def test_presses_consent_controls(text: str) -> None:
    assert may_press(control(text), PAGE)


@pytest.mark.parametrize("text", ["Buy now", "Subscribe without ads", "Log in", "Delete account", "Privacy policy"])
def test_presses_nothing_else(text: str) -> None:
    assert not may_press(control(text), PAGE)


def test_follows_no_link_off_the_page() -> None:
    away = control("Accept all", href="https://shop.example/checkout", rawHref="/checkout")
    assert not may_press(away, PAGE)
    assert may_press(control("Accept all", href=f"{PAGE}#", rawHref="#"), PAGE)
    assert may_press(control("Accept all", href=f"{PAGE}?cookies=yes", rawHref="?cookies=yes"), PAGE)


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("Accept all cookies", "/cookies/accept?return=/shoes", True),
        ("Reject all cookies", "/consent/reject", True),
        ("Reject all cookies", "/cookie-policy", False),
        ("Accept all", "/accept-terms-and-privacy", False),
        ("Accept reward", "/accept", False),
        ("Cookie settings", "/cookies/set", False),
    ],
)
def test_follows_an_answer_to_where_the_site_takes_it(text: str, path: str, may: bool) -> None:
    assert may_press(control(text, href=f"https://shop.example{path}", rawHref=path), PAGE) is may
    assert not may_press(control(text, href=f"https://elsewhere.example{path}", rawHref=path), PAGE)


def test_submits_no_form_to_another_host() -> None:
    assert not may_press(control("Accept all", action="https://elsewhere.example/form"), PAGE)
    assert may_press(control("Accept all", action="https://shop.example/consent"), PAGE)


def test_presses_nothing_that_is_disabled_or_opens_a_tab() -> None:
    assert not may_press(control("Accept all", disabled=True), PAGE)
    assert not may_press(control("Accept all", newTab=True), PAGE)


def test_a_link_in_a_frame_may_lead_to_another_document_of_its_host() -> None:
    settings = control("Manage cookies", href="https://cmp.example/options", rawHref="/options")
    assert not may_press(settings, "https://cmp.example/notice")
    assert may_press(settings, "https://cmp.example/notice", in_frame=True)
    assert not may_press(settings, "https://shop.example/", in_frame=True)


@pytest.mark.parametrize(
    ("text", "more", "leads"),
    [
        ("Cookie settings", {"href": "https://shop.example/preferences", "rawHref": "/preferences"}, True),
        ("Cookie settings", {"href": f"{PAGE}#cookies", "rawHref": "#cookies"}, False),
        ("Cookie settings", {}, False),
        ("Cookie settings", {"href": "https://other.example/p", "rawHref": "//other.example/p"}, False),
        ("Cookie settings", {"href": "https://shop.example/p", "rawHref": "/p", "newTab": True}, False),
        ("Cookie policy", {"href": "https://shop.example/policy", "rawHref": "/policy"}, False),
        ("Buy now", {"href": "https://shop.example/buy", "rawHref": "/buy"}, False),
        ("Settings of wigwams", {"href": "https://shop.example/w", "rawHref": "/w"}, False),
    ],
)  # fmt: skip
def test_only_settings_are_followed_to_another_page_of_the_site(text: str, more: dict[str, Any], leads: bool) -> None:
    assert leads_to_settings(control(text, **more), PAGE) is leads
