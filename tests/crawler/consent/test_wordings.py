"""Controls in varied wording, and what stands near such words and answers no banner, in all languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crawler.consent.controls import classify_control, read_control
from crawler.evidence.model import ControlRole
from crawler.languages import fold, languages
from crawler.languages.accents import without_accents

WORDINGS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8")
)
OFFERS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("offers.toml").read_text(encoding="utf-8")
)
BYSTANDERS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("bystanders.toml").read_text(encoding="utf-8")
)
SAYINGS: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("sayings.toml").read_text(encoding="utf-8")
)
DEVICE_HEADINGS = {
    "en": "Store and/or access information on a device",
    "cs": "Ukládání a/nebo přístup k informacím v zařízení",
    "da": "Opbevare og/eller tilgå oplysninger på en enhed",
    "de": "Speichern von oder Zugriff auf Informationen auf einem Endgerät",
    "fr": "Stocker et/ou accéder à des informations sur un appareil",
    "nb": "Lagre og/eller få tilgang til informasjon på en enhet",
    "nl": "Informatie op een apparaat opslaan en/of openen",
    "sv": "Lagra och/eller få åtkomst till information på en enhet",
    "hu": "Adatvédelmi beállítások mentése és közlése",
    "it": "Salvare e comunicare le scelte sulla privacy",
}
"""Headings of purposes that managers list, worded like controls that save."""

LANGUAGES = 27
NOTHING = frozenset({ControlRole.UNKNOWN, ControlRole.LINK, ControlRole.PAY})

REFUSALS = {code: [*table["reject"], *OFFERS[code]["reject"]] for code, table in WORDINGS.items()}
READ_AS = {ControlRole.CLOSE: ControlRole.ACKNOWLEDGE}


def misread(code: str, *, preferred: bool) -> list[str]:
    """Return the texts of a language that are not read as stated."""
    wrong = []
    for stated, texts in WORDINGS[code].items():
        fitting = NOTHING if stated == "other" else {ControlRole(stated)}
        read = [(text, classify_control(text, [code] if preferred else None)) for text in texts]
        wrong += [f"{text}: {role}, not {stated}" for text, role in read if role not in fitting]
    return wrong


def test_there_is_enough_to_go_by() -> None:
    assert len(WORDINGS) == LANGUAGES and set(WORDINGS) <= set(languages()) and set(OFFERS) == set(WORDINGS)
    others = sum(len(table["other"]) for table in WORDINGS.values())
    controls = sum(len(texts) for table in WORDINGS.values() for role, texts in table.items() if role != "other")
    assert others >= 200 and controls >= 200


@pytest.mark.parametrize("code", WORDINGS)
def test_varied_wording_is_read_and_what_stands_near_is_left_alone(code: str) -> None:
    assert misread(code, preferred=True) == []
    assert misread(code, preferred=False) == []


@pytest.mark.parametrize("code", OFFERS)
def test_the_controls_of_many_sites_are_read(code: str) -> None:
    stated = [(text, ControlRole(role)) for role, texts in OFFERS[code].items() for text in texts]
    for preferred in ([], [code]):
        read = [(text, role, classify_control(text, preferred)) for text, role in stated]
        assert [(text, got) for text, role, got in read if READ_AS.get(got, got) is not role] == []


@pytest.mark.parametrize(("role", "said"), [(role, said) for role, table in SAYINGS.items() for said in table])
def test_what_all_languages_say_alike_is_read(role: str, said: str) -> None:
    texts = SAYINGS[role][said]
    assert len(texts) == LANGUAGES
    for preferred in (False, True):
        read = {text: classify_control(text, [code] if preferred else None) for code, text in texts.items()}
        assert {text: got for text, got in read.items() if READ_AS.get(got, got) is not ControlRole(role)} == {}


@pytest.mark.parametrize(("code", "heading"), DEVICE_HEADINGS.items())
def test_a_heading_of_a_purpose_is_no_control(code: str, heading: str) -> None:
    assert classify_control(heading) in NOTHING
    assert classify_control(heading, [code]) in NOTHING


@pytest.mark.parametrize("kind", BYSTANDERS)
def test_words_near_those_of_consent_answer_nothing(kind: str) -> None:
    for preferred in (False, True):
        read = {text: classify_control(text, [code] if preferred else None) for code, text in BYSTANDERS[kind].items()}
        assert {text: role for text, role in read.items() if role not in NOTHING} == {}


@pytest.mark.parametrize("text", ["Klicken Sie hier", "ici", "Klik her for at læse mere", "click here for our terms"])
def test_here_leads_to_a_document_where_nothing_is_answered(text: str) -> None:
    assert classify_control(text) is ControlRole.LINK


@pytest.mark.parametrize(
    "text",
    ["Negozi", "Oportunidades", "Aceites", "Permits", "Ados", "Stimmen", "Widerruf", "Tiltak", "Nektar", "Ferme",
     "Bloques", "Configurateur", "Konfigurator", "Individual", "Withdrawals", "Abbestellen", "Po meri", "Upravljanje",
     "Bra", "Seade", "Nuostatai", "Never", "None", "Sans", "Inte", "Strikt", "Ad settings", "Object"],
)  # fmt: skip
def test_a_word_that_means_other_things_in_other_places_answers_nothing(text: str) -> None:
    assert classify_control(text) in NOTHING


@pytest.mark.parametrize("text", ["No", "Nej", "Nein", "Non", "No cookies", "Inga kakor", "Keine Cookies", "Ei kiitos"])
def test_a_no_refuses(text: str) -> None:
    assert classify_control(text) is ControlRole.REJECT


@pytest.mark.parametrize(("text", "leaning"), [("Activate", ControlRole.ACCEPT), ("Basic", ControlRole.REJECT)])
def test_what_may_be_about_anything_answers_where_cookies_are_spoken_of(text: str, leaning: ControlRole) -> None:
    reading = read_control(text)
    assert (reading.role, reading.leaning) == (ControlRole.UNKNOWN, leaning)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kontoeinstellungen", ControlRole.UNKNOWN),
        ("Kontoeinstellungen verwalten", ControlRole.UNKNOWN),
        ("Manage wigwam preferences", ControlRole.SETTINGS),
        ("Trackingeinstellungen", ControlRole.SETTINGS),
        ("Accountinställningar", ControlRole.UNKNOWN),
        ("Consent-Einstellungen anzeigen", ControlRole.SETTINGS),
        ("Configuración de pantalla", ControlRole.UNKNOWN),
        ("Kuvaseaded", ControlRole.UNKNOWN),
        ("Ilmoitusasetukset", ControlRole.UNKNOWN),
        ("OK to use analytics cookies", ControlRole.ACCEPT),
        ("Weiter ohne Annahme", ControlRole.REJECT),
        ("Save settings and exit", ControlRole.SAVE),
        ("Exit site", ControlRole.UNKNOWN),
        ("Изключи незадължителните бисквитки", ControlRole.REJECT),
        ("Slå av valgfrie informasjonskapsler", ControlRole.REJECT),
        ("Confirm & enter", ControlRole.UNKNOWN),
        ("Open the cookie jar", ControlRole.UNKNOWN),
        ("Manage wigwam cookies", ControlRole.SETTINGS),
        ("Accept only what is essential", ControlRole.REJECT),
        ("Geen YouTube-cookies", ControlRole.REJECT),
        ("Ik ga niet akkoord met cookies", ControlRole.REJECT),
        ("Use recommended settings", ControlRole.ACCEPT),
        ("Allow recommended cookies only", ControlRole.UNKNOWN),
        ("done_all Accept", ControlRole.ACCEPT),
        ("Continue with selected cookies", ControlRole.SAVE),
        ("Yes, I understand", ControlRole.ACKNOWLEDGE),
        ("Refuser l'utilisation de cookies", ControlRole.REJECT),
    ],
)
def test_a_word_is_understood_only_with_all_its_parts(text: str, role: ControlRole) -> None:
    assert classify_control(text) is role


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_is_never_read_as_consent(code: str) -> None:
    consent = (ControlRole.ACCEPT, ControlRole.SAVE)
    for preferred in ([], [code], ["en"]):
        for text in REFUSALS[code]:
            written = (text, text.upper(), f"{text}!", f"→ {text}")
            assert [each for each in written if classify_control(each, preferred) in consent] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ΡΥΘΜΙΣΕΙΣ COOKIES", ControlRole.SETTINGS),
        ("PARAMETRER LES COOKIES", ControlRole.SETTINGS),
        ("Hyvaksy kaikki", ControlRole.ACCEPT),
        ("Ausgewaehlte akzeptieren", ControlRole.SAVE),
        ("Continua fara a accepta", ControlRole.REJECT),
        ("Folytatas elfogadas nelkul", ControlRole.REJECT),
        ("Ferme", ControlRole.UNKNOWN),
    ],
)
def test_words_are_known_without_their_accents(text: str, role: ControlRole) -> None:
    assert classify_control(text) is role


def test_a_label_that_names_the_button_it_equals_means_the_same() -> None:
    label = "Mit diesem Button wird der Dialog geschlossen. Seine Funktionalität ist identisch mit der des Buttons"
    assert classify_control(f"{label} Nur essenzielle Cookies akzeptieren.") is ControlRole.REJECT
    assert classify_control(f"{label} Details.") is not ControlRole.REJECT


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_without_its_accents_is_never_read_as_consent(code: str) -> None:
    plain = [without_accents(fold(text)) for text in REFUSALS[code]]
    assert [text for text in plain if classify_control(text) in (ControlRole.ACCEPT, ControlRole.SAVE)] == []


def test_no_phrase_swallows_the_word_that_denies_it() -> None:
    """A phrase hides the words in it: one of consent, or without weight, must not hide a "not" or "without"."""
    weightless = ("accept", "yes", "all", "continue", "save", "settings", "manage", "vague", "filler", "necessary")
    for code, language in languages().items():
        denying = {word for word in language.controls["negation"] if " " not in word}
        for concept in weightless:
            swallowed = [phrase for phrase in language.controls.get(concept, ()) if denying & set(phrase.split()[:-1])]
            assert not [phrase for phrase in swallowed if " " in phrase], (code, concept, swallowed)


@pytest.mark.parametrize("text", ["Jatka hyväksymättä", "Jätka nõustumata", "Fortsätt utan att godkänna"])
def test_a_suffix_or_word_for_without_denies_its_verb(text: str) -> None:
    assert classify_control(text) is ControlRole.REJECT


def test_what_strange_words_leave_open_is_told_apart() -> None:
    reading = read_control("Accept wigwams")
    assert (reading.role, reading.leaning) == (ControlRole.UNKNOWN, ControlRole.ACCEPT)
    assert read_control("Accept all wigwams").role is ControlRole.ACCEPT
