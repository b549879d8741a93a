"""What is denied where a site says that it uses no other cookies, or none that aren't necessary."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from crawler.documents import read_document
from tests.evidence import plain_text


def denied(text: str) -> list[object]:
    claims = extract_claims(plain_text(f"Cookies\n{text}"), "0" * 64)
    return [claim.params["kind"] for claim in claims if claim.type == "no-cookies"]


@pytest.mark.parametrize(
    "text",
    [
        "No other cookies are used on our website.",
        "Vi använder inga andra kakor än de som står i tabellen.",
        "Wij gebruiken geen andere cookies dan die in de tabel staan.",
        "Wir verwenden keine anderen Cookies als die in der Tabelle genannten.",
        "Vi bruger ikke andre cookies end dem i tabellen.",
        "Emme käytä muita evästeitä kuin taulukossa mainittuja.",
        "Nie używamy innych plików cookie niż wymienione w tabeli.",
    ],
)
def test_no_other_cookies_denies_none_of_those_told_of(text: str) -> None:
    assert denied(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We do not use non-essential cookies.",
        "We do not set cookies that are not strictly necessary.",
        "Wij gebruiken geen niet-noodzakelijke cookies.",
        "Es werden keine nicht notwendigen Cookies gesetzt.",
    ],
)
def test_no_cookies_that_are_not_necessary_leaves_the_necessary_ones(text: str) -> None:
    assert denied(text) == [["all-but-necessary"]]


@pytest.mark.parametrize(
    "text", ["We do not use any cookies on our website.", "Vi använder inga kakor på vår webbplats."]
)
def test_no_cookies_denies_them_all(text: str) -> None:
    assert denied(text) == [["all"]]


LEADS = {
    "es": "Esta página habla de nuestra tienda y de los datos que usted nos da cuando compra.",
    "is": "Þessi síða fjallar um verslun okkar og gögnin sem þú gefur okkur þegar þú kaupir.",
    "it": "Questa pagina parla del nostro negozio e dei dati che ci date quando acquistate.",
    "pt": "Esta página fala da nossa loja e dos dados que nos dá quando compra.",
    "sk": "Táto stránka je o našom obchode a o vašich údajoch, ktoré nám dávate pri nákupe.",
}
"""Paragraphs before sentences too short to tell their language by."""


def denied_on_page(language: str, text: str) -> list[object]:
    lead = LEADS.get(language, "")
    page = f'<html lang="{language}"><body><p>{lead}</p><p>{text}</p></body></html>'.encode()
    document = read_document(page, media_type="text/html", url=None, file_name="policy.html")
    return [claim.params["kind"] for claim in extract_claims(document, "0" * 64) if claim.type == "no-cookies"]


FURTHER = {
    "bg": [
        "Не използваме други бисквитки.",
        "Други бисквитки не се използват.",
        "Не използваме допълнителни бисквитки.",
    ],
    "cs": [
        "Nepoužíváme žádné jiné cookies.",
        "Žádné další soubory cookie nepoužíváme.",
        "Jiné cookies na našem webu neukládáme.",
    ],
    "da": [
        "Vi bruger ingen andre cookies.",
        "Der sættes ikke yderligere cookies.",
        "Vi bruger ikke flere cookies.",
    ],
    "de": [
        "Weitere Cookies setzen wir nicht ein.",
        "Zusätzliche Cookies werden nicht gesetzt.",
        "Andere Cookies verwenden wir nicht.",
    ],
    "el": [
        "Δεν χρησιμοποιούμε άλλα cookies.",
        "Δεν χρησιμοποιούμε κανένα άλλο cookie.",
        "Δεν χρησιμοποιούμε πρόσθετα cookies.",
    ],
    "en": [
        "We use no additional cookies.",
        "No additional cookies are set.",
        "We do not use any further cookies.",
    ],
    "es": [
        "No utilizamos otras cookies.",
        "No usamos cookies adicionales.",
        "No se instala ninguna otra cookie.",
    ],
    "et": [
        "Muid küpsiseid me ei kasuta.",
        "Täiendavaid küpsiseid me ei kasuta.",
        "Teisi küpsiseid ei kasutata.",
    ],
    "fi": [
        "Emme käytä muita evästeitä.",
        "Muita evästeitä ei käytetä.",
        "Lisäevästeitä ei aseteta.",
    ],
    "fr": [
        "Nous n'utilisons aucun autre cookie.",
        "Aucun cookie supplémentaire n'est déposé.",
        "Nous n'utilisons pas d'autres cookies.",
    ],
    "ga": [
        "Ní úsáidimid aon fhianáin eile.",
        "Ní úsáidtear fianáin eile.",
        "Ní úsáidimid fianáin bhreise.",
    ],
    "hr": [
        "Ne koristimo druge kolačiće.",
        "Ne koristimo nikakve druge kolačiće.",
        "Dodatne kolačiće ne koristimo.",
    ],
    "hu": [
        "Más sütiket nem használunk.",
        "Egyéb cookie-kat nem használunk.",
        "Weboldalunk más sütiket nem használ.",
    ],
    "is": [
        "Við notum engar aðrar vafrakökur.",
        "Aðrar kökur eru ekki notaðar.",
        "Engar aðrar vafrakökur eru notaðar.",
    ],
    "it": [
        "Non utilizziamo altri cookie.",
        "Non vengono installati ulteriori cookie.",
        "Nessun altro cookie viene utilizzato.",
    ],
    "lt": [
        "Kitų slapukų nenaudojame.",
        "Papildomų slapukų nenaudojame.",
        "Mes nenaudojame jokių kitų slapukų.",
    ],
    "lv": [
        "Citas sīkdatnes mēs neizmantojam.",
        "Mēs neizmantojam papildu sīkdatnes.",
    ],
    "mt": [
        "Ma nużawx cookies oħra.",
        "L-ebda cookies oħra ma jintużaw.",
        "Ma nużawx cookies addizzjonali.",
    ],
    "nb": [
        "Vi bruker ingen andre informasjonskapsler.",
        "Ytterligere cookies settes ikke.",
        "Vi bruker ikke flere informasjonskapsler.",
    ],
    "nl": [
        "Wij gebruiken geen andere cookies.",
        "Verdere cookies plaatsen wij niet.",
        "Er worden geen extra cookies geplaatst.",
    ],
    "nn": [
        "Vi brukar ingen andre informasjonskapslar.",
        "Ytterlegare informasjonskapslar vert ikkje brukte.",
    ],
    "pl": [
        "Nie używamy żadnych innych plików cookie.",
        "Innych plików cookies nie stosujemy.",
        "Nie stosujemy dodatkowych plików cookies.",
    ],
    "pt": [
        "Não utilizamos outros cookies.",
        "Não usamos cookies adicionais.",
        "Nenhum outro cookie é utilizado.",
    ],
    "ro": [
        "Nu folosim alte cookie-uri.",
        "Nu utilizăm cookie-uri suplimentare.",
        "Nu folosim niciun alt cookie.",
    ],
    "sk": [
        "Nepoužívame žiadne iné cookies.",
        "Ďalšie súbory cookies nepoužívame.",
    ],
    "sl": [
        "Drugih piškotkov ne uporabljamo.",
        "Ne uporabljamo nobenih drugih piškotkov.",
        "Dodatnih piškotkov ne nalagamo.",
    ],
    "sv": [
        "Vi använder inga andra kakor.",
        "Några ytterligare cookies används inte.",
        "Inga övriga cookies sätts.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in FURTHER.items() for text in texts])
def test_no_further_cookies_is_not_none_at_all(language: str, text: str) -> None:
    assert denied_on_page(language, text) == []


CONDITIONS = {
    "cs": "Pokud se cookies nepoužívají, web funguje hůře.",
    "da": "Når der ikke bruges cookies, virker siden dårligere.",
    "de": "Wenn keine Cookies verwendet werden, funktioniert die Seite schlechter.",
    "en": "When cookies are not used, some features fail.",
    "es": "Cuando no se utilizan cookies, el sitio funciona peor.",
    "fi": "Kun evästeitä ei käytetä, sivusto toimii huonommin.",
    "fr": "Lorsque aucun cookie n’est utilisé, certaines fonctions sont limitées.",
    "it": "Quando non vengono utilizzati cookie, il sito funziona peggio.",
    "nb": "Når det ikke brukes informasjonskapsler, fungerer siden dårligere.",
    "nl": "Wanneer geen cookies worden gebruikt, werkt de site minder goed.",
    "pl": "Gdy nie używa się plików cookie, strona działa gorzej.",
    "pt": "Quando não são utilizados cookies, o site funciona pior.",
    "sv": "När inga kakor används fungerar sidan sämre.",
}


@pytest.mark.parametrize(("language", "text"), CONDITIONS.items())
def test_what_happens_without_cookies_denies_none(language: str, text: str) -> None:
    assert denied_on_page(language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Non viene fatto uso di cookies per la trasmissione di informazioni di carattere personale."),
        ("es", "No se utilizan cookies para la transmisión de información de carácter personal."),
        ("sk", "Cookies nie sú škodlivé a nepoškodzujú počítač."),
        ("is", "Vafrakökur eru ekki hættulegar."),
        ("en", "Unlike other shops, we do not use cookies to follow you around the web."),
        ("en", "Cookies are not used to guess what you would pay for our goods."),
        ("de", "Wir setzen keine Cookies, um zu erraten, was Sie bezahlen würden."),
        ("fr", "Nous n’utilisons pas de cookies pour deviner ce que vous paieriez chez nous."),
        ("sv", "Vi använder inga kakor för att gissa vad du skulle betala hos oss."),
        ("nl", "Wij gebruiken geen cookies om te raden wat u bij ons zou betalen."),
    ],
)
def test_an_aim_or_a_harm_that_is_denied_leaves_the_cookies(language: str, text: str) -> None:
    assert denied_on_page(language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If you only look at our pages, no cookies are used."),
        ("en", "We do not use cookies for our website at all."),
        ("es", "En esta web no se usan cookies."),
        ("is", "Engar vafrakökur eru notaðar."),
        ("it", "Non vengono utilizzati cookie."),
        ("pt", "Não são utilizados cookies."),
        ("sk", "Cookies nie sú používané."),
    ],
)
def test_cookies_that_are_used_by_nobody_are_denied(language: str, text: str) -> None:
    assert denied_on_page(language, text) == [["all"]]
