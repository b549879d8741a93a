"""Host resolver rules mean to us what they mean to Chromium."""

from __future__ import annotations

import pytest

from crawler.resolver_rules import RulesInvalid, parse_rules


@pytest.mark.parametrize(
    ("rules", "asked", "goes_to"),
    [
        ("", ("a.example", 443), ("a.example", 443)),
        ("MAP * 127.0.0.1", ("a.example", 443), ("127.0.0.1", 443)),
        ("MAP * 127.0.0.1:8443", ("a.example", 443), ("127.0.0.1", 8443)),
        ("MAP *:443 127.0.0.1:8443, MAP *:80 127.0.0.1:8080", ("a.example", 80), ("127.0.0.1", 8080)),
        ("MAP *:443 127.0.0.1:8443", ("a.example", 80), ("a.example", 80)),
        ("MAP a.example 1.1.1.1, MAP * 2.2.2.2", ("a.example", 80), ("1.1.1.1", 80)),
        ("MAP * 2.2.2.2, EXCLUDE a.example", ("a.example", 80), ("a.example", 80)),
        ("MAP *.example 1.1.1.1", ("A.Example", 80), ("1.1.1.1", 80)),
        ("MAP *.example 1.1.1.1", ("other.test", 80), ("other.test", 80)),
        ("MAP a.example ~NOTFOUND", ("a.example", 80), None),
        ("MAP a.example [::1]:81", ("a.example", 80), ("::1", 81)),
        ("MAP a.example [::1]", ("a.example", 80), ("::1", 80)),
    ],
)
def test_goes_where_chromium_goes(rules: str, asked: tuple[str, int], goes_to: tuple[str, int] | None) -> None:
    assert parse_rules(rules).destination(*asked) == goes_to


@pytest.mark.parametrize("rules", ["MAP a.example", "SEND a b", "MAP a b:port", "MAP a b:99999", "EXCLUDE"])
def test_names_a_rule_it_cannot_read(rules: str) -> None:
    with pytest.raises(RulesInvalid, match="host resolver rule"):
        parse_rules(rules)
