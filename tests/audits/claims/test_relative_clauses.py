"""What a relative clause says of cookies that are not used is denied with them: "we use no cookies that …"."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

NO_ADVERTS = {
    "bg": "Не използваме бисквитки, които служат за реклама.",
    "cs": "Nepoužíváme cookies, které slouží k zobrazování reklamy.",
    "da": "Vi bruger ingen cookies, der viser dig målrettet reklame.",
    "de": "Wir verwenden keine Cookies, die der Anzeige personalisierter Werbung dienen.",
    "el": "Δεν χρησιμοποιούμε cookies που εξυπηρετούν διαφημιστικούς σκοπούς.",
    "en": "We do not use cookies that show you personalised adverts.",
    "es": "No utilizamos cookies que muestren publicidad personalizada.",
    "fi": "Emme käytä evästeitä, jotka näyttävät kohdennettua mainontaa.",
    "fr": "Nous n'utilisons pas de cookies qui permettent d'afficher de la publicité personnalisée.",
    "hr": "Ne koristimo kolačiće koji služe za oglašavanje.",
    "hu": "Nem használunk olyan sütiket, amelyek hirdetések megjelenítésére szolgálnak.",
    "it": "Non utilizziamo cookie che consentono la pubblicità mirata.",
    "mt": "Ma nużawx cookies li jintużaw għar-reklamar.",
    "nl": "Wij gebruiken geen cookies die gepersonaliseerde advertenties tonen.",
    "pl": "Nie używamy plików cookies, które śledzą użytkowników w celach reklamowych.",
    "pt": "Não utilizamos cookies que permitam mostrar publicidade personalizada.",
    "ro": "Nu folosim cookie-uri care urmăresc utilizatorii în scopuri publicitare.",
    "sk": "Nepoužívame súbory cookie, ktoré slúžia na zobrazovanie reklamy.",
    "sl": "Ne uporabljamo piškotkov, ki služijo oglaševanju.",
    "sv": "Vi använder inga kakor som visar dig riktad reklam.",
}


def claims(language: str, sentence: str) -> tuple[Claim, ...]:
    page = f'<html lang="{language}"><h1>Cookies</h1><p>{sentence}</p></html>'
    document = read_document(page.encode(), media_type="text/html; charset=utf-8", url=None)
    return extract_claims(document, "0" * 64)


@pytest.mark.parametrize("language", NO_ADVERTS)
def test_cookies_of_a_kind_that_a_relative_clause_names_are_denied_and_no_others(language: str) -> None:
    found = claims(language, NO_ADVERTS[language])
    (denial,) = [claim for claim in found if claim.type == "no-cookies"]
    assert "marketing" in denial.params["kind"] and "all" not in denial.params["kind"]
    assert not [claim for claim in found if claim.type == "category"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("it", "Questo sito non installa cookie che raccolgono dati personali."),
        ("es", "No utilizamos cookies que almacenen datos personales."),
        ("en", "We use no cookies that could harm your computer."),
    ],
)
def test_a_relative_clause_that_names_no_kind_leaves_cookies_undenied(language: str, sentence: str) -> None:
    assert not [claim for claim in claims(language, sentence) if claim.type == "no-cookies"]


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("it", "Non utilizziamo cookie di terze parti, che spesso servono alla pubblicità.", "third-party"),
        ("it", "Non utilizziamo cookie di profilazione che mostrano pubblicità mirata.", "marketing"),
        ("es", "No usamos cookies de terceros que muestren publicidad.", "third-party"),
    ],
)
def test_kinds_named_before_the_clause_are_what_is_denied(language: str, sentence: str, kind: str) -> None:
    found = claims(language, sentence)
    assert [kind in claim.params["kind"] for claim in found if claim.type == "no-cookies"] == [True]
    assert not [claim for claim in found if claim.type == "category"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pl", "Nie udostępniamy danych, które zbieramy za pomocą Google Analytics."),
        ("it", "Non condividiamo i dati che raccogliamo con Google Analytics."),
        ("es", "No vendemos los datos que recogemos con Google Analytics."),
    ],
)
def test_a_relative_clause_on_anything_else_stands_as_said(language: str, sentence: str) -> None:
    assert [claim for claim in claims(language, sentence) if claim.type == "service"]
