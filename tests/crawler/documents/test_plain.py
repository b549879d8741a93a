"""Plain text: lines broken in mid-sentence, bullets of all kinds, headings close to their text, tables of spaces."""

from __future__ import annotations

import pytest

from crawler.documents import read_document
from crawler.documents.wrapping import unwrapped, width_of
from crawler.evidence.text import BlockKind, DocumentText


def plain(source: str) -> DocumentText:
    return read_document(source.encode(), media_type="text/plain", url=None)


def texts(document: DocumentText, kind: BlockKind | None = None) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if kind in (None, block.kind)]


@pytest.mark.parametrize(
    "source",
    [
        "We set cookies that remember the\nlanguage you chose and keep your basket.",
        "We set cookies,\nafter you agree,\nto count visits.",
        "Our lighthouse keeps the cookies of its visitors for no longer than ca.\nthree months.",
        "Our lighthouse keeps what it learns of its visitors in a small cookie, which\nLantern sets.",
    ],
)
def test_lines_broken_in_mid_sentence_are_one(source: str) -> None:
    assert texts(plain(source)) == [" ".join(source.split("\n"))]


def test_a_word_divided_at_the_end_of_a_line_is_whole() -> None:
    document = plain("The light keeper needs your permis-\nsion before any mar-\nketing cookie is set.")
    assert texts(document) == ["The light keeper needs your permission before any marketing cookie is set."]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("We use cookies to:\nkeep you logged in all day long\ncount visits to our pages", 3),
        ("Lantern Ltd\nHarbour Street 1\nVisby", 3),
        ("_ga\ncounts visits\n_fbp\nshows adverts", 4),
        ("Purpose: login\nDuration: one year\nProvider: Lantern", 3),
    ],
)
def test_lines_broken_on_purpose_stay(source: str, lines: int) -> None:
    assert len(texts(plain(source))) == lines


@pytest.mark.parametrize("bullet", ["●", "○", "▪", "•", "\uf0b7", "➤", "✓", "-", "–"])
def test_a_bullet_begins_a_list_item_on_its_line_or_above_it(bullet: str) -> None:
    beside = plain(f"We use cookies to:\n{bullet} count visits\n{bullet} show adverts")
    assert texts(beside, BlockKind.LIST_ITEM) == ["count visits", "show adverts"]
    wrapped = plain(
        f"We use cookies to:\n\n{bullet} count visits and to see\n  which pages are read\n{bullet} show adverts"
    )
    assert texts(wrapped, BlockKind.LIST_ITEM) == ["count visits and to see which pages are read", "show adverts"]


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next() -> None:
    document = plain("We use cookies to:\n●\ncount visits\n●\nshow adverts")
    assert texts(document, BlockKind.LIST_ITEM) == ["count visits", "show adverts"]


@pytest.mark.parametrize("tag", ["p", "div"])
def test_paragraphs_with_bullets_or_numbers_in_a_row_are_items_in_html_too(tag: str) -> None:
    def page(*lines: str) -> DocumentText:
        body = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
        return read_document(f"<html><body>{body}</body></html>".encode(), media_type="text/html", url=None)

    assert texts(page("Cookies:", "● count visits", "▪ show adverts"), BlockKind.LIST_ITEM) == [
        "count visits",
        "show adverts",
    ]
    numbered = page("Our cookies:", "1. necessary ones", "2. others", "3. more", "1. Not of this list", "- nor this")
    assert texts(numbered, BlockKind.LIST_ITEM) == ["necessary ones", "others", "more"]
    assert not texts(page("A sentence.", "1. Scope", "- and a dash"), BlockKind.LIST_ITEM)


def test_a_heading_is_seen_beside_its_text_and_numbered_ones_too() -> None:
    document = plain(
        "Cookies at the harbour\n\n1. What we use\n\nWe use cookies of our own and nobody else sets any here.\n"
        "Your choice\n\nYou may say no.\n\n2. Contact\n\nWrite to us whenever you like."
    )
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert texts(document, BlockKind.HEADING) == [
        "Cookies at the harbour",
        "1. What we use",
        "Your choice",
        "2. Contact",
    ]
    assert [block.level for block in headings] == [1, 2, 2, 2]


def test_columns_set_with_spaces_are_a_table_and_justified_prose_is_none() -> None:
    table = plain(
        "Name           Purpose              Duration\n_ga            Counts visits        2 years\n"
        "lantern_sid    Keeps the basket     Session\n               of the shop\n"
    )
    cells = texts(table, BlockKind.CELL)
    assert cells[3:6] == ["_ga", "Counts visits", "2 years"] and cells[7] == "Keeps the basket of the shop"
    prose = plain("We  use  cookies to keep you logged  in\nand to  count the visits  to our site.")
    assert not texts(prose, BlockKind.CELL)


def test_the_width_is_that_of_nearly_the_longest_lines() -> None:
    assert width_of(["x" * 70] * 9 + ["x" * 100]) in (70, 100)
    assert width_of(["short", ""]) == 0
    assert unwrapped([], 0) == []


def test_a_numbered_title_over_lines_that_are_paragraphs_is_a_heading() -> None:
    prose = "Our lighthouse keeps what it learns of its visitors for as long as the lamp burns. " * 3
    source = f"1. What we keep\n{prose}\n\na) Lamps\n\n{prose}\n\n2. Whom we tell\n\na) Keepers\n{prose}"
    assert texts(plain(source), BlockKind.HEADING) == ["1. What we keep", "a) Lamps", "2. Whom we tell", "a) Keepers"]


def test_numbered_lines_beside_one_another_are_a_list_and_no_headings() -> None:
    prose = "Our lighthouse keeps what it learns of its visitors for as long as the lamp burns. " * 3
    document = plain(f"{prose}\n\n1. The lamp\n2. The horn\n\n{prose}")
    assert texts(document, BlockKind.LIST_ITEM) == ["The lamp", "The horn"]
    assert not texts(document, BlockKind.HEADING)
