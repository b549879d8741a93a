"""What the words of a control say, in every language."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from crawler.consent.controls import MAX_WORDS, classify_control
from crawler.evidence.model import ControlRole
from crawler.languages import languages, tokens
from tests.crawler.consent.phrases import BUTTONS, OTHERS, SENTENCES

CASES = [(code, text, role) for code, texts in BUTTONS.items() for text, role in texts.items()]
CONCEPTS = {
    "accept", "reject", "negation", "yes", "all", "only", "necessary", "optional", "selection", "settings", "manage",
    "save", "acknowledge", "continue", "close", "pay", "document", "other", "filler", "vague", "back", "basic", "no",
}  # fmt: skip


@pytest.mark.parametrize(("code", "text", "role"), CASES)
def test_reads_a_button_without_knowing_the_language(code: str, text: str, role: ControlRole) -> None:
    assert classify_control(text) is role


@pytest.mark.parametrize(("code", "text", "role"), CASES)
def test_reads_a_button_in_its_language(code: str, text: str, role: ControlRole) -> None:
    assert classify_control(text, [code]) is role
    assert classify_control(text.upper(), [code]) is role


@pytest.mark.parametrize("text", OTHERS)
def test_takes_nothing_else_for_a_consent_control(text: str) -> None:
    assert classify_control(text) in (ControlRole.UNKNOWN, ControlRole.LINK, ControlRole.PAY)


@pytest.mark.parametrize("text", ["OK", "Okej", "I understand", "Verstanden", "J'ai compris", "Got it!", "Continue"])
def test_never_takes_an_acknowledgement_for_an_answer(text: str) -> None:
    assert classify_control(text) is ControlRole.ACKNOWLEDGE


@pytest.mark.parametrize("text", ["Accept selected", "Godkänn valda", "Auswahl erlauben", "Permitir la selección"])
def test_accepting_a_selection_saves_it(text: str) -> None:
    assert classify_control(text) is ControlRole.SAVE


@pytest.mark.parametrize("text", ["Accept or reject cookies", "Settings Reject Accept", "Einwilligung ablehnen"])
def test_contradicting_words_are_never_consent(text: str) -> None:
    assert classify_control(text) is not ControlRole.ACCEPT


@pytest.mark.parametrize("text", ["Hide cookie settings", "Piilota asetukset", "Sakrij postavke"])
def test_hiding_the_settings_does_not_open_them(text: str) -> None:
    assert classify_control(text) is ControlRole.CLOSE


@pytest.mark.parametrize("text", ["No, adjust", "Nej, justera", "Nein, Einstellungen anpassen"])
def test_a_no_that_goes_on_to_adjust_leads_to_the_settings(text: str) -> None:
    assert classify_control(text) is ControlRole.SETTINGS


@pytest.mark.parametrize("text", ["Nein danke, nur essenzielle", "No thanks, only necessary cookies"])
def test_a_no_that_names_what_is_necessary_refuses(text: str) -> None:
    assert classify_control(text) is ControlRole.REJECT


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Godta ikke-essensielle informasjonskapsler", ControlRole.ACCEPT),
        ("Accepter ikke-nødvendige cookies", ControlRole.ACCEPT),
        ("Nõustu mitte-vajalikega", ControlRole.ACCEPT),
        ("Приемам не-необходимите", ControlRole.ACCEPT),
        ("Accept not strictly needed cookies", ControlRole.ACCEPT),
        ("Avvis ikke-essensielle informasjonskapsler", ControlRole.REJECT),
        ("Niet-essentieel weigeren", ControlRole.REJECT),
        ("Nem alapvető sütik elfogadása", ControlRole.UNKNOWN),
        ("Nein, notwendige akzeptieren", ControlRole.UNKNOWN),
    ],
)
def test_denying_the_need_of_cookies_is_not_refusing_them(text: str, role: ControlRole) -> None:
    assert classify_control(text) is role


@pytest.mark.parametrize("text", ["Enabled", "Denied", "Welcome", "Suostumus", "Yes, I am"])
def test_a_state_or_a_noun_answers_nothing(text: str) -> None:
    assert classify_control(text) is ControlRole.UNKNOWN


@pytest.mark.parametrize("text", ["Cancel", "Peruuta", "Tühista"])
def test_cancelling_is_no_refusal(text: str) -> None:
    assert classify_control(text) in (ControlRole.CLOSE, ControlRole.UNKNOWN)


def test_details_lead_to_settings_unless_a_document_has_them() -> None:
    assert classify_control("Show details") is ControlRole.SETTINGS
    assert classify_control("Click here for more details") is ControlRole.LINK


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_a_banners_sentence_says_that_cookies_are_used(code: str, sentence: str) -> None:
    words = {word for concept in ("use", "cookie") for word in languages()[code].banner[concept]}
    found = [word for word in tokens(sentence) if any(word.startswith(pattern.rstrip("*")) for pattern in words)]
    assert len(found) >= 2


def test_sees_through_invisible_characters_and_doubled_labels() -> None:
    assert classify_control("Av\u200bvi\u00adsa al\u2060la") is ControlRole.REJECT
    assert classify_control("Reject all Reject all") is ControlRole.REJECT
    assert classify_control("\u202eReject\u202c all") is ControlRole.REJECT


def test_long_texts_are_no_buttons() -> None:
    assert classify_control("accept all cookies " * MAX_WORDS) is ControlRole.UNKNOWN
    assert classify_control("a" * 1_000_000) is ControlRole.UNKNOWN


def test_every_language_has_every_concept_and_a_test() -> None:
    assert len(languages()) == 33
    for code, language in languages().items():
        assert set(language.controls) >= CONCEPTS, code
        assert set(language.banner) == {"cookie", "consent", "use", "age", "data", "purpose"}, code
        assert set(language.links) == {"cookie_policy", "privacy_policy", "legal_notice", "exclude", "withdrawal"}, code
        assert BUTTONS[code] and SENTENCES[code]


def test_language_files_hold_plain_patterns() -> None:
    for entry in files("crawler.languages").iterdir():
        if entry.name.endswith(".toml"):
            data = tomllib.loads(entry.read_text("utf-8"))
            assert entry.name == f"{data['language']}.toml"
    for code, language in languages().items():
        for table in (language.banner, language.controls, language.links):
            for concept, patterns in table.items():
                assert all(pattern.strip("* ") for pattern in patterns), (code, concept)
                phrases = [pattern.split() for pattern in patterns if " " in pattern]
                assert not any("*" in phrase[0] for phrase in phrases), (code, concept, "a phrase begins with a word")
