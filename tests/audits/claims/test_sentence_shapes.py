"""Shapes of sentences in which something was read that is not said, or not read that is, by language."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

CLOSING = {
    "cs": "Toto je poslední část stránky a není v ní už nic, co byste museli vědět, když ji čtete.",
    "es": "Esta es la última parte de la página y no hay nada más en ella que se deba saber para leer.",
    "hu": "Ez az oldal utolsó része, és nincs benne már semmi olyan, amit az olvasáshoz tudni kellene.",
    "it": "Questa è l'ultima parte della pagina, e non c'è altro che si debba sapere per leggere.",
    "pl": "To jest ostatnia część strony i nie ma w niej już nic, co trzeba by wiedzieć podczas czytania.",
    "pt": "Esta é a última parte da página, e não há mais nada nela que seja preciso saber para ler.",
    "ro": "Aceasta este ultima parte a paginii și nu mai este nimic în ea ce ar trebui să știți când citiți.",
}


def claims(language: str, text: str) -> tuple[Claim, ...]:
    page = f'<html lang="{language}"><h1>Cookies</h1>{text}<h2>.</h2><p>{CLOSING[language]}</p></html>'
    return extract_claims(read_document(page.encode(), media_type="text/html; charset=utf-8", url=None), "0" * 64)


@pytest.mark.parametrize(
    ("language", "text", "type_", "params"),
    [
        ("it", "<h2>Cookie tecnici</h2><p>Servono al sito. Non possono essere disabilitati.</p>", "consent-exempt", {}),
        ("ro", "<h2>Cookie-uri necesare</h2><p>Țin sesiunea. Nu pot fi dezactivate.</p>", "consent-exempt", {}),
        (
            "es",
            "<ul><li>Analíticas: miden las visitas. Se instalan solo si otorgas tu consentimiento.</li></ul>",
            "prior-consent",
            {"state": "before", "blocked": ["analytics"]},
        ),
        (
            "cs",
            "<p>Soubory cookies kromě nezbytných nastavíme pouze tehdy, dáte-li nám k tomu souhlas.</p>",
            "prior-consent",
            {"state": "before", "exempt": ["necessary"]},
        ),
        ("pl", "<p>W przeglądarce możesz określić warunki przechowywania plików cookies.</p>", "browser-control", {}),
        (
            "it",
            "<p>È possibile disabilitare i cookie nelle impostazioni del browser (vedi “Come farlo?”) e altrove.</p>",
            "browser-control",
            {},
        ),
        (
            "es",
            "<p>Sin estas cookies no podríamos guardar el carrito en nuestra web.</p>",
            "degraded",
            {"degraded": True},
        ),
        (
            "cs",
            "<p>Tyto cookies můžete odmítnout bez dopadu na funkčnost webu.</p>",
            "degraded",
            {"degraded": False},
        ),
        (
            "ro",
            "<p>Pe site nu folosim cookie-uri de marketing sau de analiză.</p>",
            "no-cookies",
            {"kind": ["marketing", "analytics"], "by": "any"},
        ),
        (
            "pl",
            "<p>Pliki cookies przechowujemy przez okres niezbędny do realizacji celów.</p>",
            "lifetime",
            {"subject": "cookies", "duration": "variable"},
        ),
    ],
)
def test_what_is_said_in_this_shape_is_read(language: str, text: str, type_: str, params: dict[str, object]) -> None:
    found = [claim for claim in claims(language, text) if claim.type == type_]
    assert found and all(dict(claim.params).items() >= params.items() for claim in found[:1])


@pytest.mark.parametrize(
    ("language", "text", "type_"),
    [
        ("ro", "<p>Pe site nu folosim cookie-uri de marketing sau de analiză.</p>", "category"),
        (
            "ro",
            "<p>Dacă vom adăuga alte cookie-uri, vom cere consimțământul tău și vom actualiza pagina.</p>",
            "withdrawal",
        ),
        ("ro", "<p>Dacă nu ești de acord, te rugăm să nu folosești site-ul nostru.</p>", "prior-consent"),
        ("hu", "<p>Az oldal nem használ analitikai sütiket (pl. Google Analytics).</p>", "service"),
        ("pl", "<p>Pliki cookies przechowujemy przez okres niezbędny do realizacji celów.</p>", "category"),
        ("es", "<p>Estas cookies permiten que el sitio recuerde sus preferencias y elecciones.</p>", "consent-choice"),
        ("cs", "<p>Tyto cookies umožňují webu zapamatovat si vaše volby.</p>", "consent-choice"),
        ("cs", "<p>Cookies máte v moci. Můžete je omezit nebo zcela zakázat.</p>", "degraded"),
        ("it", "<p>Gli altri cookie vengono gestiti secondo le preferenze espresse nel banner.</p>", "withdrawal"),
    ],
)
def test_what_is_not_said_in_this_shape_is_not_read(language: str, text: str, type_: str) -> None:
    assert not [claim for claim in claims(language, text) if claim.type == type_]
