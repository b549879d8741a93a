"""Tests of the rule `identity-in-cookie`."""

from __future__ import annotations

import pytest

from audits.model import Confidence, Finding, Outcome
from tests.evidence import before, cookie, document, finding, stored

RULE = "identity-in-cookie"


def judged(name: str, value: str, text: str = "We use cookies.") -> Finding:
    return finding(RULE, before(cookie(name, value=value)), documents=[document(text=text)])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("user_email", "anna.svensson@mail.test"),
        ("session", "%7B%22email%22%3A%22anna%40mail.test%22%7D"),
        ("prefs", "lang=sv&customer=anna@mail.test"),
        ("client_ip", "81.2.69.142"),
        ("geo", '{"ip":"81.2.69.142","country":"SE"}'),
    ],
)
def test_fails_when_a_named_field_holds_who_the_visitor_is(name: str, value: str) -> None:
    found = judged(name, value)
    assert (found.outcome, found.confidence, found.subjects) == (Outcome.FAILED, Confidence.MEDIUM, (name,))


@pytest.mark.parametrize(
    ("name", "value"), [("x", "anna@mail.test"), ("lb", "81.2.69.142"), ("server_ip", "81.2.69.142")]
)
def test_addresses_without_a_telling_name_are_open(name: str, value: str) -> None:
    assert judged(name, value).reason == "may-be-others"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client_ip", "10.0.0.7"),
        ("client_ip", "127.0.0.1"),
        ("device", '{"browser":"Chrome","version":"131.0.0.0"}'),
        ("user", "version 1.2.3"),
        ("build", "2026.11.22.1.4"),
        ("_ga", "GA1.1.1839274650.1772366400"),
        ("user_email", "support@shop.example"),
        ("icon", "logo@2x.png"),
        ("user", "@handle"),
    ],
)
def test_passes_with_what_names_nobody(name: str, value: str) -> None:
    assert judged(name, value).outcome is Outcome.PASSED


def test_an_address_that_the_policy_gives_is_not_the_visitors() -> None:
    assert judged("user_email", "help@partner.test", "Write to help@partner.test.").outcome is Outcome.PASSED


def test_what_a_script_keeps_a_copy_of_is_open() -> None:
    cached = stored("widget", value='{"agent":{"email":"help@chat.test"}}')
    assert finding(RULE, before(cached)).reason == "may-be-others"


def test_cannot_tell_when_the_site_was_not_seen() -> None:
    assert finding(RULE, before(status=500)).outcome is Outcome.CANT_TELL
