"""Words without accents, with cedillas for commas, or in capitals are read like those in the dictionary."""

from __future__ import annotations

import pytest

from audits.claims.languages import load_language
from audits.claims.patterns import PatternIndex
from audits.claims.reading import Reading
from audits.claims.segments import Segment
from audits.claims.words import fold, split_words, without_marks
from crawler.evidence.text import BlockKind


def concepts_of(code: str, text: str) -> set[str]:
    return {hit.concept for hit in load_language(code).index.find(split_words(text))}


@pytest.mark.parametrize(
    ("code", "written", "hasty"),
    [
        ("ro", "fără consimțământul dumneavoastră", "fara consimtamantul dumneavoastra"),
        ("ro", "părți terțe", "părţi terţe"),
        ("el", "χωρίς τη συγκατάθεσή σας", "ΧΩΡΙΣ ΤΗ ΣΥΓΚΑΤΑΘΕΣΗ ΣΑΣ"),
        ("hr", "treće strane", "trece strane"),
        ("sk", "nevyhnutné súbory cookie", "nevyhnutne subory cookie"),
        ("sl", "nujni piškotki", "nujni piskotki"),
    ],
)
def test_a_hasty_spelling_is_read_like_the_right_one(code: str, written: str, hasty: str) -> None:
    assert concepts_of(code, written)
    assert concepts_of(code, written) == concepts_of(code, hasty)


def test_accents_count_where_a_language_does_not_ask_to_leave_them_out() -> None:
    index = PatternIndex({"year": ["år"]})
    assert index.find(split_words("ett år"))
    assert not index.find(split_words("ett ar"))


def test_letters_lose_their_marks_and_keep_their_number() -> None:
    assert without_marks(fold("Đakovo ČĆŽ șț άέή")) == "dakovo ccz st αεη"


def test_a_word_that_is_another_without_its_accents_is_read_with_them() -> None:
    index = PatternIndex({"nor": ["né"], "city": ["città"]}, True, frozenset({"né"}))
    assert {hit.concept for hit in index.find(split_words("né citta"))} == {"nor", "city"}
    assert not index.find(split_words("ne"))


@pytest.mark.parametrize(
    ("code", "word", "absent"),
    [
        ("sl", "uporabnik", "use"),
        ("hr", "korisnik", "use"),
        ("pt", "utilizador", "use"),
        ("pl", "wyłącznie", "block"),
        ("el", "αποκλειστικά", "reject"),
        ("pl", "zgodnie", "consent"),
        ("bg", "съгласно", "consent"),
    ],
)
def test_a_word_that_only_begins_like_another_is_not_that_one(code: str, word: str, absent: str) -> None:
    segment = Segment(0, len(word), BlockKind.PARAGRAPH, 0, (), None)
    assert not Reading(segment=segment, document=word, language=load_language(code)).has(absent)
