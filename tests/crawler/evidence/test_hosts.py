"""One reading of whose host it is."""

from __future__ import annotations

import pytest

from crawler.evidence.hosts import is_public_suffix, registrable_domain


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
