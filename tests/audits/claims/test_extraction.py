"""Extraction on any input: quotes are exact, unknown languages are left alone, nothing runs for ever."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.claims import extract_claims
from crawler.documents import read_document

PIECES = (
    "We use cookies.",
    "Vi använder inga cookies",
    "Wij gebruiken Google Analytics",
    "\n\n- ",
    "# ",
    "<p>",
    "<ul><li>",
    "_ga 2 years",
    "consent",
    "\u00ad",
    "|",
    "...",
    "not",
    "\u200b",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=25))
def test_every_quote_is_the_exact_substring_at_its_offsets(pieces: list[str]) -> None:
    text = read_document(" ".join(pieces).encode("utf-8", "ignore"), media_type="text/html", url=None)
    for claim in extract_claims(text, "0" * 64):
        assert text.text[claim.start : claim.end] == claim.quote


def test_claims_are_sorted_and_none_stands_twice() -> None:
    source = b"<h1>Cookies</h1><p>We use analytics cookies on our website.</p>" * 3
    claims = extract_claims(read_document(source, media_type="text/html", url=None), "0" * 64)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert len({(claim.start, claim.type, str(claim.params)) for claim in claims}) == len(claims)


def test_a_language_that_is_not_known_is_not_read_as_english() -> None:
    source = "Мы используем файлы cookie на нашем сайте, чтобы анализировать посещения и показывать рекламу. " * 3
    assert extract_claims(read_document(source.encode(), media_type="text/plain", url=None), "0" * 64) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "not " * 100_000,
        "cookie " * 100_000,
        "a" * 600_000,
        "we use cookies if you " * 20_000,
        "(" * 200_000,
    ],
    ids=["negations", "cookies", "one-word", "conditions", "brackets"],
)
def test_hostile_text_is_read_in_bounded_time(hostile: str) -> None:
    text = read_document(hostile.encode(), media_type="text/plain", url=None)
    began = time.process_time()
    extract_claims(text, "0" * 64)
    assert time.process_time() - began < 60


def test_a_choice_s_lifetime_may_stand_in_the_next_sentence() -> None:
    told = "If you accept cookies, your choice is saved in a cookie. This cookie is kept for 6 months."
    other = "If you accept cookies, your choice is saved in a cookie. Statistics cookies are kept for 6 months."
    for text, lifetime in ((told, "P6M"), (other, None)):
        raw = f"# Cookies\n\n{text}\n".encode()
        claims = extract_claims(read_document(raw, media_type="text/markdown", url=None), "0" * 64)
        assert [claim.params.get("lifetime") for claim in claims if claim.type == "consent-record"] == [lifetime]
