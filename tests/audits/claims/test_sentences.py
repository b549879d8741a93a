"""Sentences and short policies as they are written: what each claims, and what it does not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

FILES = sorted(Path(__file__).parent.glob("sentences_*.toml"))
GROUPS = [group for path in FILES for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]]
CASES = [(line, group) for group in GROUPS for line in group["text"].strip().splitlines()]
CLOSING = "This is the end of the page, and there is nothing more here that you have to know."
DOCUMENT = "# Cookies\n\n{}\n\n# More\n\n" + CLOSING + "\n"
"""The sentence under its heading, and enough words beside it to tell the language."""


def claims_of(paragraph: str) -> list[Claim]:
    document = read_document(DOCUMENT.format(paragraph).encode(), media_type="text/markdown; charset=utf-8", url=None)
    return list(extract_claims(document, "0" * 64))


def makes(claims: list[Claim], wanted: str) -> bool:
    name = wanted.split(maxsplit=1)[0]
    pairs = re.findall(r"(\w+)=(.+?)(?=\s\w+=|$)", wanted)
    return any(claim.type == name and all(str(claim.params.get(k)) == v for k, v in pairs) for claim in claims)


@pytest.mark.parametrize(("line", "group"), CASES, ids=[f"{group['want']}: {line[:60]}" for line, group in CASES])
def test_a_sentence_makes_what_it_says_and_nothing_that_it_does_not(line: str, group: dict[str, Any]) -> None:
    claims = claims_of(line)
    made = sorted({claim.type for claim in claims})
    assert not group["want"] or makes(claims, group["want"]), made
    assert not set(made) & set(group.get("never", ()))


DOCUMENTS = [
    document
    for path in sorted(Path(__file__).parent.glob("structures_*.toml"))
    for document in tomllib.loads(path.read_text(encoding="utf-8"))["document"]
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document["title"] for document in DOCUMENTS])
def test_a_short_policy_claims_what_it_says_and_nothing_that_it_does_not(document: dict[str, Any]) -> None:
    read = read_document(document["text"].encode(), media_type="text/markdown; charset=utf-8", url=None)
    claims = list(extract_claims(read, "0" * 64))
    made = [(claim.type, dict(claim.params), claim.quote) for claim in claims]
    for line in document["want"].strip().splitlines():
        wanted, _, words = line.partition(" | ")
        assert makes([claim for claim in claims if words in claim.quote], wanted), (line, made)
    for unwanted in document.get("never", ()):
        assert not makes(claims, unwanted), (unwanted, made)
