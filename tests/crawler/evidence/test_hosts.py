"""One reading of whose host it is."""

from __future__ import annotations

import pytest

from crawler.evidence.hosts import is_public_suffix, is_within, registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.example.co.uk", "example.co.uk"),
        (".shop.example.se", "example.se"),
        ("WWW.Example.SE.", "example.se"),
        ("a.github.io", "a.github.io"),
        ("www.shop.example", "shop.example"),
        ("host.corp.internal", "corp.internal"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]:8443", "::1"),
        ("a.b.example.se:8443", "example.se"),
        ("co.uk", "co.uk"),
        ("", ""),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_nobody_sets_cookies_for_a_public_suffix() -> None:
    assert [is_public_suffix(host) for host in ("co.uk", "github.io", "se", "localhost")] == [True] * 4
    assert [is_public_suffix(host) for host in ("example.co.uk", "a.github.io", "127.0.0.1")] == [False] * 3


@pytest.mark.parametrize(
    ("host", "domain", "within"),
    [
        ("example.se", "example.se", True),
        ("www.shop.example.se", ".Example.SE", True),
        ("WWW.Example.SE.:8443", "example.se", True),
        ("notexample.se", "example.se", False),
        ("example.se", "www.example.se", False),
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "2.1", False),
        ("example.se", "", False),
        ("", "", False),
    ],
)
def test_a_host_is_within_its_own_domain_and_those_above(host: str, domain: str, *, within: bool) -> None:
    assert is_within(host, domain) is within
