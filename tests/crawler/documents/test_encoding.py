"""Which encoding a page is read in, whatever it says of itself."""

from __future__ import annotations

import pytest

from crawler.documents.encoding import decode, other_readings

TEXTS = {
    "pl": "Administratorem jest Żółw. Nie używamy plików cookie do celów reklamowych, a zamówienia trzymamy pięć lat.",
    "cs": "Nepoužíváme žádné soubory cookie. Vaše údaje nepředáváme třetím stranám, uchováváme je podle zákona.",
    "hu": "Nem használunk sütiket reklámcélokra, és az Ön adatait nem adjuk ki másoknak; nyolc évig őrizzük.",
    "lv": "Mēs neizmantojam mārketinga sīkdatnes. Mēs nenododam jūsu datus trešajām personām; glabājam piecus gadus.",
    "lt": "Mes nenaudojame rinkodaros slapukų. Užsakymus saugome dešimt metų, kaip reikalauja įstatymas, žinoma.",
    "bg": "Не използваме бисквитки. Поръчките пазим десет години.",
    "el": "Δεν χρησιμοποιούμε cookies ανάλυσης. Δεν πουλάμε τα δεδομένα σας.",
    "sv": "Vi använder inga kakor för statistik. Du får själv välja när du besöker vår butik på nätet.",
    "fr": "Les données à caractère personnel sont conservées où elles ont été collectées; l’accès est gratuit. Voilà !",
}
PAGES = {
    "pl": "cp1250",
    "cs": "iso8859-2",
    "hu": "cp1250",
    "lv": "cp1257",
    "lt": "cp1257",
    "bg": "cp1251",
    "el": "cp1253",
}


def page(text: str, declared: str | None) -> str:
    said = f'<meta charset="{declared}">' if declared else ""
    return f"<!doctype html><html><head>{said}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("declared", [None, "iso-8859-1", "windows-1252", "utf-8"])
@pytest.mark.parametrize("language", TEXTS)
def test_a_wrong_or_missing_declaration_does_not_garble_a_text(language: str, declared: str | None) -> None:
    text, encoding = TEXTS[language], PAGES.get(language, "cp1252")
    raw = page(text, declared).encode(encoding)
    assert text in decode(raw, "text/html", is_html=True)
    assert decode(text.encode(encoding), None, is_html=False) == text


@pytest.mark.parametrize("language", TEXTS)
def test_utf8_is_read_as_utf8_whatever_the_page_says(language: str) -> None:
    raw = page(TEXTS[language], "iso-8859-1").encode()
    assert TEXTS[language] in decode(raw, "text/html; charset=windows-1257", is_html=True)


def test_a_right_declaration_stands_where_few_letters_could_tell() -> None:
    assert "Łódź" in decode("<p>Łódź, ul. Długa</p>".encode("iso8859-2"), "text/html; charset=iso-8859-2", is_html=True)
    assert "naïve café" in decode(b"<p>na\xefve caf\xe9</p>", "text/html; charset=iso-8859-1", is_html=True)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("ZÃ¡sady ochrany osobnÃ\xadch ÃºdajÅ¯", "Zásady ochrany osobních údajů"),
        ("Privâtuma politika", "Privātuma politika"),
        ("Polityka prywatnoœci", "Polityka prywatności"),
        ("Ïîëèòèêà çà ïîâåðèòåëíîñò", "Политика за поверителност"),
    ],
)
def test_what_a_garbled_link_stands_for_is_among_its_readings(shown: str, meant: str) -> None:
    assert meant in list(other_readings(shown))


def test_plain_words_have_no_other_reading() -> None:
    assert list(other_readings("Privacy policy")) == []
