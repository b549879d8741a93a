"""What may happen without the visitor's consent, read with the right sign in every language."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

WANTED = {
    "before": "prior-consent",
    "only": "prior-consent",
    "requires": "prior-consent",
    "without": "prior-consent",
    "refused": "prior-consent state=after-reject",
    "left": "prior-consent state=after-reject",
    "always": "consent-exempt",
    "withdraw": "withdrawal",
    "browser": "browser-control",
    "record": "consent-record",
    "choice": "consent-choice offered=True",
}
"""The claim that the first sentence of each kind of pair makes, and the second must not make."""
WAITING = ("before", "only", "requires", "without", "refused", "left")
"""Kinds whose first sentence promises that something waits for consent: the very opposite of an exemption."""


def pairs() -> Iterator[tuple[str, str, str, str, str]]:
    language = closing = ""
    for line in (Path(__file__).parent / "choice_polarity.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language, _, closing = line[1:].partition(" ")
        elif line.strip() and not line.startswith("#"):
            kind, affirmed, denied = (part.strip() for part in line.split(" | "))
            yield language, kind, affirmed, denied, closing


PAIRS = list(pairs())


def claims_of(language: str, sentence: str, closing: str) -> tuple[Claim, ...]:
    page = f'<html lang="{language}"><body><p>{html.escape(sentence)}</p><h2>.</h2><p>{closing}</p></body></html>'
    return extract_claims(read_document(page.encode(), media_type="text/html; charset=utf-8", url=None), "0" * 64)


def makes(claims: tuple[Claim, ...], wanted: str) -> bool:
    name, *conditions = wanted.split()
    asked = [condition.split("=") for condition in conditions]
    return any(claim.type == name and all(str(claim.params.get(k)) == v for k, v in asked) for claim in claims)


@pytest.mark.parametrize(
    ("language", "kind", "affirmed", "denied", "closing"), PAIRS, ids=[f"{pair[0]}: {pair[1]}" for pair in PAIRS]
)
def test_a_promise_and_its_denial_are_told_apart(
    language: str, kind: str, affirmed: str, denied: str, closing: str
) -> None:
    promised, refused = claims_of(language, affirmed, closing), claims_of(language, denied, closing)
    wanted = WANTED[kind]
    assert makes(promised, wanted)
    assert not makes(refused, wanted)
    if kind in WAITING:
        assert not makes(promised, "consent-exempt")
        assert not makes(refused, "prior-consent")


def test_each_language_has_a_pair_of_every_kind() -> None:
    told = Counter(pair[0] for pair in PAIRS)
    assert len(told) >= 25
    assert set(told.values()) == {len(WANTED)}
