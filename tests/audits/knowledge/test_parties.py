"""Registrable domains, first and third party."""

from __future__ import annotations

import pytest

from audits.knowledge.parties import party, registrable_domain
from audits.model import Party


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.example.co.uk", "example.co.uk"),
        (".Example.SE", "example.se"),
        ("example.se.", "example.se"),
        ("shop.example.se:8443", "example.se"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:8000", "::1"),
        ("site.test", "site.test"),
        ("co.uk", "co.uk"),
        ("docs.acme.github.io", "acme.github.io"),
        ("www.räksmörgås.se", "räksmörgås.se"),
        ("", ""),
    ],
)
def test_finds_the_domain_that_can_be_registered(host: str, domain: str):
    assert registrable_domain(host) == domain


def test_sub_domains_are_first_party_and_neighbours_on_a_public_suffix_are_not():
    assert party(".example.se", "www.example.se") is Party.FIRST
    assert party("cdn.example.se", "example.se") is Party.FIRST
    assert party("example.com", "example.se") is Party.THIRD
    assert party("a.co.uk", "b.co.uk") is Party.THIRD
    assert party("one.github.io", "two.github.io") is Party.THIRD
    assert party("10.0.0.1", "10.0.0.2") is Party.THIRD
