"""Which language a document and its blocks are read in."""

from __future__ import annotations

import pytest

from audits.claims.language import block_language, document_language

DANISH = (
    "Vi bruger cookies for at huske dine valg, og de slettes igen, når du lukker din browser eller rydder den. " * 4
)
ENGLISH = "We use these cookies to remember what you have chosen, and they are deleted when you close your browser."


def test_a_line_of_names_is_read_in_its_documents_language() -> None:
    line = "Senast uppdaterad: 23 april 2026 · Fyrbaken Consulting AB (556000-0000), bifirma Fyren"
    assert block_language(line, "sv") == "sv"


def test_a_paragraph_in_another_language_is_read_in_that() -> None:
    assert block_language(ENGLISH, "sv") == "en"


@pytest.mark.parametrize(
    ("document", "block"),
    [
        ("nb", "Nødvendige cookies husker valgene dine og brukes til innlogging på nettstedet vårt."),
        ("da", "Nødvendige cookies husker dine valg og bruges til login på hjemmesiden hver gang."),
        ("hr", "Kolačići za analitiku pomažu nam razumjeti posjetitelje stranice i promet na njoj."),
        ("sk", "Analytické súbory cookie pomáhajú merať návštevnosť a zlepšovať obsah webu pre všetkých."),
        ("cs", "Analytické soubory cookie pomáhají měřit návštěvnost a zlepšovat obsah webu pro všechny."),
    ],
)
def test_a_block_is_not_taken_for_a_near_relatives(document: str, block: str) -> None:
    assert block_language(block, document) == document


def test_a_declaration_decides_between_near_relatives_only() -> None:
    assert document_language(DANISH, "sv") == "da"
    assert document_language(DANISH, "en") == "da"
