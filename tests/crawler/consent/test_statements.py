"""What a banner's first layer says, in all languages."""

from __future__ import annotations

import pytest

from crawler.consent.statements import read_statements, speaks_of_legitimate_interest
from tests.banners.forms import words

TOLD = {
    "en": "You can withdraw your consent at any time.",
    "sv": "Du kan när som helst ändra ditt val.",
    "de": "Sie können Ihre Einwilligung jederzeit widerrufen.",
    "nl": "U kunt uw toestemming op elk moment intrekken.",
    "fr": "Vous pouvez retirer votre consentement à tout moment.",
    "fi": "Voit peruuttaa suostumuksesi milloin tahansa.",
}
PARTNERS = [
    ("We and our 1,234 advertising partners use cookies.", 1234),
    ("Vi och våra 847 partner använder kakor.", 847),
    ("Wir und unsere 213 Partner nutzen Cookies.", 213),
    ("Wij en onze 92 partners gebruiken cookies.", 92),
    ("We keep cookies for 13 months. Our partners don't.", None),
    ("Over 18? Cookies help us and our partners.", None),
    ("Founded in 1998, partner to many shops; we use cookies.", None),
    ("We use cookies.", None),
]


@pytest.mark.parametrize("code", TOLD)
def test_finds_that_the_choice_can_be_taken_back(code: str) -> None:
    said = read_statements(f"{words()[code].sentence} {TOLD[code]}")
    assert said.withdrawal == (TOLD[code],)
    assert read_statements(words()[code].sentence).withdrawal == ()


def test_finds_what_nudges() -> None:
    said = read_statements("We use cookies. For the best experience, accept all cookies. Rejecting is fine.")
    assert said.nudges == ("For the best experience, accept all cookies.",)


@pytest.mark.parametrize(("text", "count"), PARTNERS)
def test_counts_the_partners_that_are_named(text: str, count: int | None) -> None:
    assert read_statements(text).partners == count


@pytest.mark.parametrize("code", sorted(words()))
def test_tells_the_language_and_the_purposes(code: str) -> None:
    said = words()[code]
    text = " ".join([said.sentence, said.accept, said.reject, said.settings, said.save, *said.categories])
    found = read_statements(text)
    assert found.language == code
    assert found.purposes


def test_knows_legitimate_interest_in_a_label() -> None:
    assert speaks_of_legitimate_interest("Measure performance (legitimate interest)")
    assert speaks_of_legitimate_interest("Berechtigtes Interesse")
    assert not speaks_of_legitimate_interest("Marketing")


def test_hostile_text_is_bounded() -> None:
    said = read_statements("You can withdraw at any time. " * 5000 + "9" * 5000 + " partners")
    assert len(said.withdrawal) <= 2 and said.partners is None
