"""A claim read with the wrong sign is the worst error of the product: pairs that differ in sign, in every language."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

PAIRS = tomllib.loads((Path(__file__).parent / "polarity.toml").read_text(encoding="utf-8"))["pair"]
FIRST_CLASS = ("en", "nl", "sv")


def claims_of(sentence: str) -> tuple[Claim, ...]:
    document = read_document(sentence.encode(), media_type="text/plain; charset=utf-8", url=None)
    return extract_claims(document, "0" * 64)


def says(claims: tuple[Claim, ...], wanted: str) -> bool:
    name, *conditions = wanted.split()
    pairs = [condition.split("=") for condition in conditions]
    return any(
        claim.type == name and all(value in str(claim.params.get(key)) for key, value in pairs) for claim in claims
    )


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['language']}: {pair['want']}")
def test_a_sentence_and_its_opposite_are_read_with_opposite_signs(pair: dict[str, str]) -> None:
    affirmed, denied = claims_of(pair["yes"]), claims_of(pair["no"])
    assert says(affirmed, pair["want"])
    assert not says(denied, pair["want"])
    if pair["instead"]:
        assert says(denied, pair["instead"])
        assert not says(affirmed, pair["instead"])


@pytest.mark.parametrize("language", FIRST_CLASS)
def test_each_first_class_language_has_ten_pairs(language: str) -> None:
    assert Counter(pair["language"] for pair in PAIRS)[language] >= 10
