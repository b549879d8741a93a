"""Labelled policies of our own: every language that can be read has one, and its claims are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audits.claims import extract_claims, meaning
from audits.claims.languages import known_languages, load_language
from crawler.documents import read_document

FOLDER = Path(__file__).parents[2] / "policies"
LABELS = sorted(FOLDER.glob("*.claims.json"))
READABLE = [code for code in known_languages() if load_language(code).concepts]


def document_of(labels: Path) -> Path:
    stem = labels.name.removesuffix(".claims.json")
    return next(path for path in sorted(FOLDER.glob(f"{stem}.*")) if path != labels)


def agrees(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    return all(found.get(key) == value for key, value in wanted.items())


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.name.removesuffix(".claims.json"))
def test_every_labelled_claim_is_found_with_its_quote_and_params(labels: Path) -> None:
    path = document_of(labels)
    text = read_document(path.read_bytes(), media_type=None, url=None, file_name=path.name)
    claims = extract_claims(text, "0" * 64)
    gold = json.loads(labels.read_text(encoding="utf-8"))
    missing = [
        wanted
        for wanted in gold["claims"]
        if not any(
            claim.type == wanted["type"]
            and agrees(wanted["params"], dict(claim.params))
            and wanted["quote"] in claim.quote
            and claim.language == gold["language"]
            for claim in claims
        )
    ]
    assert missing == []


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.name.removesuffix(".claims.json"))
def test_little_is_found_that_is_not_labelled(labels: Path) -> None:
    path = document_of(labels)
    text = read_document(path.read_bytes(), media_type=None, url=None, file_name=path.name)
    claims = extract_claims(text, "0" * 64)
    gold = json.loads(labels.read_text(encoding="utf-8"))["claims"]
    known = {wanted["type"] for wanted in gold}
    strangers = [claim for claim in claims if claim.type not in known]
    assert len(strangers) <= max(2, len(gold) // 5), [(claim.type, claim.quote) for claim in strangers]


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.name.removesuffix(".claims.json"))
def test_every_claim_means_something_in_english(labels: Path) -> None:
    path = document_of(labels)
    text = read_document(path.read_bytes(), media_type=None, url=None, file_name=path.name)
    for claim in extract_claims(text, "0" * 64):
        sentence = meaning(claim)
        assert sentence.endswith(".") and sentence[0].isupper() and "None" not in sentence


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.name.removesuffix(".claims.json"))
def test_every_claim_says_which_words_fired(labels: Path) -> None:
    path = document_of(labels)
    text = read_document(path.read_bytes(), media_type=None, url=None, file_name=path.name)
    claims = extract_claims(text, "0" * 64)
    assert [claim.quote for claim in claims if not claim.fired and claim.type != "cookie"] == []
    words = " ".join(text.text.split()).casefold()
    for fired in (fired for claim in claims for fired in claim.fired if not fired.startswith("vendors:")):
        found = fired.rpartition(" = ")[2] if " = " in fired else fired.split(":", 2)[-1]
        assert found.casefold() in words, fired


def test_a_row_says_by_which_headings_its_table_was_read() -> None:
    path = FOLDER / "sv-hamnen.md"
    text = read_document(path.read_bytes(), media_type=None, url=None, file_name=path.name)
    rows = [claim for claim in extract_claims(text, "0" * 64) if claim.type == "cookie"]
    assert {"sv:tables.name:Namn", "sv:tables.lifetime:Lagringstid"} <= set(rows[0].fired)


@pytest.mark.parametrize("code", READABLE)
def test_every_readable_language_has_a_labelled_policy(code: str) -> None:
    assert any(path.name.startswith(f"{code}-") for path in LABELS)
