"""Names that real scripts were seen to store (`real_scripts.toml`): whose they are and what they are for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from audits.knowledge.cookies import CookieFact, compile_pattern, cookie_facts, find_cookie

SEEN = tomllib.loads(Path(__file__).with_name("real_scripts.toml").read_text("utf-8"))["script"]
SITE = "www.shop.example"


def stored() -> Iterator[dict[str, str]]:
    for script in SEEN:
        yield from script["stored"]


@pytest.mark.parametrize("script", SEEN, ids=lambda script: script["package"])
def test_what_a_real_script_stores_is_known(script: dict[str, list[dict[str, str]]]) -> None:
    found = [find_cookie(each["name"], SITE, each["storage"]) for each in script["stored"]]
    told = [(fact and (fact.vendor or ""), fact and fact.purpose.value) for fact in found]
    assert told == [(each["vendor"], each["purpose"]) for each in script["stored"]]


def test_every_row_that_is_said_to_have_been_observed_was() -> None:
    observed = [fact for fact in cookie_facts() if (fact.source or "").startswith("observed: ")]
    assert observed
    assert [fact.pattern for fact in observed if not _was_seen(fact)] == []


def _was_seen(fact: CookieFact) -> bool:
    expression = compile_pattern(fact.pattern)
    return any(expression.fullmatch(each["name"]) for each in stored())
