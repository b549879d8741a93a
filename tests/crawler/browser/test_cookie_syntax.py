"""Cookies as written."""

from __future__ import annotations

import pytest

from crawler.browser.collectors.cookie_syntax import cookie_date, parse_cookie
from crawler.browser.collectors.refusals import refusal
from crawler.evidence.hosts import registrable_domain

NOW = 1_700_000_000.0  # 14 Nov 2023 22:13:20 GMT


def test_name_and_value_are_cut_at_the_first_equals_sign() -> None:
    cookie = parse_cookie(" _ga = GA1.2=3 ; Path=/shop; Domain=Example.COM", NOW)
    assert (cookie.name, cookie.value, cookie.path, cookie.domain) == ("_ga", "GA1.2=3", "/shop", ".example.com")
    assert cookie.lifetime_s is None and not cookie.deletes


@pytest.mark.parametrize(
    ("line", "lifetime_s"),
    [
        ("a=1; max-age=3600", 3600),
        ("a=1; Max-Age=60; Expires=Fri, 14 Nov 2025 22:13:20 GMT", 60),
        ("a=1; expires=Tue, 14 Nov 2023 23:13:20 GMT", 3600),
        ("a=1; expires=Tue, 14-Nov-23 23:13:20 GMT", 3600),
        ("a=1; expires=Tue Nov 14 23:13:20 2023", 3600),
        ("a=1; max-age=soon", None),
        ("a=1; expires=0", None),
        ("a=1; max-age=1; max-age=2", 2),
        ("a=1", None),
    ],
)
def test_lifetimes_are_read_as_browsers_do(line: str, lifetime_s: float | None) -> None:
    assert parse_cookie(line, NOW).lifetime_s == lifetime_s


@pytest.mark.parametrize("line", ["a=; max-age=0", "a=; max-age=-1", "a=; expires=Thu, 01 Jan 1970 00:00:00 GMT"])
def test_an_expiry_in_the_past_deletes(line: str) -> None:
    assert parse_cookie(line, NOW).deletes


def test_a_cookie_without_a_name_has_its_text_as_value() -> None:
    assert (parse_cookie("flag", NOW).name, parse_cookie("flag", NOW).value) == ("", "flag")


@pytest.mark.parametrize("text", ["", "Thu, 99 Foo 2023 10:00:00", "14 Nov 2023", "31 Feb 2023 10:00:00 GMT", ";" * 99])
def test_what_is_no_date_is_none(text: str) -> None:
    assert cookie_date(text) is None


@pytest.mark.parametrize(
    ("raw", "host", "top", "reason"),
    [
        ("a=1", "www.shop.co.uk", "www.shop.co.uk", None),
        ("a=1; domain=shop.co.uk", "www.shop.co.uk", "www.shop.co.uk", None),
        ("a=1; domain=co.uk", "www.shop.co.uk", "www.shop.co.uk", "InvalidDomain"),
        ("a=1; domain=uk", "www.shop.co.uk", "www.shop.co.uk", "InvalidDomain"),
        ("a=1; domain=other.com", "www.shop.co.uk", "www.shop.co.uk", "InvalidDomain"),
        ("a=1; domain=op.co.uk", "www.shop.co.uk", "www.shop.co.uk", "InvalidDomain"),
        ("a=1; domain=localhost", "localhost", "localhost", None),
        ("a=1; httponly", "shop.com", "shop.com", "HttpOnly"),
        ("a=1; SameSite=None", "shop.com", "shop.com", "SameSiteNoneInsecure"),
        ("a=1", "ads.com", "shop.com", "SameSiteUnspecifiedTreatedAsLax"),
        ("a=1; SameSite=Strict", "ads.com", "shop.com", "SameSiteStrict"),
        ("a=1; SameSite=None; Secure", "ads.com", "shop.com", None),
        ("a=1", "static.shop.com", "www.shop.com", None),
    ],
)
def test_refusals_of_script_cookies(raw: str, host: str, top: str, reason: str | None) -> None:
    cookie = parse_cookie(raw, NOW)
    assert refusal(cookie, raw, host=host, secure=True, top_host=top) == reason


def test_secure_cookies_need_a_secure_page() -> None:
    raw = "a=1; Secure"
    assert refusal(parse_cookie(raw, NOW), raw, host="a.se", secure=False, top_host="a.se") == "SecureOnly"


def test_the_site_of_a_host_is_its_registrable_domain() -> None:
    assert [registrable_domain(host) for host in ("a.b.example.co.uk", "127.0.0.1", "localhost")] == [
        "example.co.uk",
        "127.0.0.1",
        "localhost",
    ]
