"""Which marks autoconsent's rules go by, so that it is only started where one of them is there."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.consent.managers.autoconsent_rules import rules_for
from crawler.consent.managers.sieve import marks_of


@pytest.mark.parametrize(
    ("steps", "marks"),
    [
        ([{"exists": "#a"}], [["#a"]]),
        ([{"exists": "#a"}, {"visible": "#b"}], [["#a"], ["#b"]]),
        ([{"any": [{"exists": "#a"}, {"exists": "#b"}]}], [["#a", "#b"]]),
        ([{"exists": ["x-host", "#inner"]}], [["x-host"]]),
        ([{"exists": "#a"}, {"eval": "CODE"}], [["#a"]]),
        ([{"exists": "#a", "negated": True}, {"exists": "#b", "optional": True}], []),
    ],
)
def test_reads_what_must_be_there(steps: list[dict[str, Any]], marks: list[list[str]]) -> None:
    assert marks_of({"detectCmp": steps}) == marks


def test_nearly_every_rule_begins_with_a_mark() -> None:
    rules = rules_for("https://www.shop.example/", main=True)
    assert len([rule for rule in rules if marks_of(rule)]) > 0.98 * len(rules)
