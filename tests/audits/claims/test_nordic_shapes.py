"""Lists, headings and neighbouring sentences in Nordic and Baltic policies that decide what a sentence says."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

CLOSING = {
    "da": "Dette er den sidste del af siden, og der står ikke noget mere i den, som du behøver at vide for at læse.",
    "et": "See on lehe viimane osa ja siin ei ole rohkem midagi, mida oleks vaja teada, et seda lugeda.",
    "fi": "Tämä on sivun viimeinen osa, eikä siinä ole enää mitään, mitä sinun pitäisi tietää, kun luet tätä.",
    "lt": "Tai yra paskutinė puslapio dalis, ir joje nėra nieko daugiau, ką reikėtų žinoti skaitant.",
    "nb": "Dette er den siste delen av siden, og det står ikke noe mer i den som du trenger å vite for å lese.",
    "nn": "Dette er den siste delen av sida, og det står ikkje noko meir i han som du treng å vite for å lese.",
    "sv": "Det här är den sista delen av sidan, och det finns inte något mer i den som du behöver veta för att läsa.",
}
KINDS = "<ul><li>Nødvendige</li><li>Statistiske</li><li>Marketing</li></ul>"


def claims(language: str, text: str) -> tuple[Claim, ...]:
    page = f'<html lang="{language}"><h1>Cookies</h1>{text}<h2>.</h2><p>{CLOSING[language]}</p></html>'
    return extract_claims(read_document(page.encode(), media_type="text/html; charset=utf-8", url=None), "0" * 64)


@pytest.mark.parametrize(
    ("language", "text", "type_", "params"),
    [
        ("da", f"<p>Vi inddeler cookies i følgende kategorier:</p>{KINDS}", "category", {"category": "necessary"}),
        ("da", f"<p>Vi inddeler cookies i følgende kategorier:</p>{KINDS}", "category", {"category": "marketing"}),
        (
            "da",
            f"<h2>Hvad er cookies?</h2><p>Vi inddeler vores cookies i følgende kategorier:</p>{KINDS}",
            "category",
            {"category": "analytics"},
        ),
        (
            "nn",
            "<p>Vi brukar informasjonskapslar til å:</p><ul><li>marknadsføring på nettstader du besøkjer</li></ul>",
            "category",
            {"category": "marketing"},
        ),
        (
            "nb",
            "<h2>Vi bruker ikke</h2><ul><li>Sporingscookies</li><li>Analysecookies</li></ul>",
            "no-cookies",
            {"kind": ["analytics"]},
        ),
        (
            "sv",
            "<p>Vi använder bara nödvändiga cookies. De kräver inte samtycke.</p>",
            "no-cookies",
            {"kind": ["all-but-necessary"]},
        ),
        (
            "nb",
            "<p>Vi bruker kun nødvendige informasjonskapsler. De er unntatt samtykkekravet.</p>",
            "no-cookies",
            {"kind": ["all-but-necessary"]},
        ),
        ("sv", "<p>Cookies raderas när du stänger webbläsaren.</p>", "lifetime", {"subject": "cookies"}),
        (
            "fi",
            "<p>Käytämme istuntoevästeitä. Ne vanhenevat 20 minuutin kuluttua.</p>",
            "lifetime",
            {"subject": "session cookies"},
        ),
        (
            "sv",
            "<p>Vi följer Do Not Track, även om partner kanske inte svarar på den.</p>",
            "signal",
            {"honours": True},
        ),
        (
            "et",
            "<p>Kasutajal on õigus keelduda küpsistest. Seda saab teha bänneril.</p>",
            "consent-choice",
            {"offered": True},
        ),
        ("da", "<p>Nogle cookies kommer fra os, andre fra tjenester.</p>", "party", {"party": "first"}),
        ("nb", "<p>Informasjonskapsler kan komme fra oss eller fra tredjeparter.</p>", "party", {"party": "third"}),
        ("nn", "<p>Du kan slå av og på informasjonskapslar nedst på sida.</p>", "withdrawal", {"via": "site-tool"}),
        (
            "nn",
            "<h2>Google Analytics</h2><p>Døme på kva statistikken viser: kor mange som besøkjer sida, kor lenge dei "
            "er her og kva nettlesarar dei har.</p>",
            "stored-data",
            {},
        ),
    ],
)
def test_what_is_said_is_read(language: str, text: str, type_: str, params: dict[str, object]) -> None:
    found = [claim.params for claim in claims(language, text) if claim.type == type_]
    assert any(params.items() <= dict(each).items() for each in found), found


@pytest.mark.parametrize(
    ("language", "text", "type_"),
    [
        ("nb", "<h2>Vi bruker ikke</h2><ul><li>Sporingscookies</li><li>Analysecookies</li></ul>", "category"),
        (
            "sv",
            "<p>Vi använder bara nödvändiga cookies. Statistikcookies sätts bara om du samtycker.</p>",
            "no-cookies",
        ),
        ("sv", "<p>Vi använder inga permanenta cookies.</p>", "no-cookies"),
        ("nn", "<p>Det vert ikkje lagra øktcookies når du berre les her.</p>", "no-cookies"),
        ("nn", "<p>Det vert ikkje lagra øktcookies når du berre les her.</p>", "lifetime"),
        ("nb", "<p>Informasjonskapsler som ikke er satt av oss, kan ikke brukes av oss.</p>", "no-cookies"),
        ("sv", "<p>Cookien raderas inte när du stänger webbläsaren.</p>", "lifetime"),
        ("nb", "<p>IP-adressen kortes ned, slik at den ikke kan spores tilbake til deg.</p>", "no-cookies"),
        ("sv", "<p>Numret används inte för att spåra besök.</p>", "no-cookies"),
        ("da", "<p>Slet dem, så annoncører ikke kan spore dig på nettet.</p>", "no-cookies"),
        ("sv", "<p>Cookies kan baseras på berättigade intressen eller samtycke.</p>", "prior-consent"),
        ("nb", "<p>Les mer om hvilke informasjonskapsler vi ber om samtykke til, i erklæringen.</p>", "prior-consent"),
        (
            "et",
            "<p>Loeme, et olete küpsistega nõustunud, kui brauseri seadetes on küpsised lubatud.</p>",
            "prior-consent",
        ),
        (
            "da",
            "<h2>Hvad er cookies?</h2><p>Cookies kan være af følgende typer:</p><ul><li>Statistiske</li></ul>",
            "category",
        ),
        ("lt", "<p>Slapukų atsisakius svetaine naudotis nebus galima.</p>", "prior-consent"),
        ("lt", "<p>Jums nereikia įjungti slapukų, kad svetainė veiktų.</p>", "category"),
        (
            "fi",
            "<p>Saatamme tulevaisuudessa käyttää evästeitä näihin palveluihin:</p><ul><li>YouTube</li></ul>",
            "service",
        ),
        ("da", "<p>Cookies kan ikke få adgang til andre personlige oplysninger.</p>", "sharing"),
        ("nn", "<p>Med Google Analytics får vi informasjon om kva sider du besøkjer.</p>", "sharing"),
        (
            "et",
            "<p>Kasutajal on õigus keelduda küpsistest. Selleks tuleb muuta brauseri seadeid.</p>",
            "consent-choice",
        ),
    ],
)
def test_what_is_not_said_is_not_read(language: str, text: str, type_: str) -> None:
    assert [claim.params for claim in claims(language, text) if claim.type == type_] == []


@pytest.mark.parametrize(
    ("language", "tried", "done"),
    [
        ("sv", "Vi försöker att inte använda marknadsföringscookies.", "Vi använder inte marknadsföringscookies."),
        ("da", "Vi tilstræber ikke at bruge marketingcookies.", "Vi bruger ikke marketingcookies."),
        ("nb", "Vi forsøker å ikke bruke markedsføringscookies.", "Vi bruker ikke markedsføringscookies."),
    ],
)
def test_what_a_site_tries_not_to_use_is_no_firm_promise(language: str, tried: str, done: str) -> None:
    hedged = [claim.hedged for claim in claims(language, f"<p>{tried}</p>") if claim.type == "no-cookies"]
    firm = [claim.hedged for claim in claims(language, f"<p>{done}</p>") if claim.type == "no-cookies"]
    assert (hedged, firm) == ([True], [False])


def test_what_is_said_of_some_cookies_is_too_guarded_to_be_broken_by_another() -> None:
    for text in ("Vissa cookies raderas", "Cookies raderas vanligtvis"):
        some = claims("sv", f"<p>{text} när du stänger webbläsaren.</p>")
        assert [claim.hedged for claim in some if claim.type == "lifetime"] == [True]
    every = claims("sv", "<p>Cookies raderas när du stänger webbläsaren.</p>")
    assert [claim.hedged for claim in every if claim.type == "lifetime"] == [False]


def test_a_list_of_times_tells_how_long_each_kind_is_kept() -> None:
    times = "<h2>Hur länge lagras de?</h2><p>Cookies lagras olika länge:</p>"
    page = f"{times}<ul><li>Analytiska cookies: 2 år (anonyma efter 14 månader)</li><li>Reklam: 1 år</li></ul>"
    assert [dict(claim.params) for claim in claims("sv", page) if claim.type == "lifetime"] == [
        {"subject": "analytics cookies", "duration": "P2Y"},
        {"subject": "marketing cookies", "duration": "P1Y"},
    ]
    assert [claim for claim in claims("sv", page) if claim.type == "category"] == []


def test_what_is_listed_under_in_your_browser_is_done_there() -> None:
    page = "<h2>I din webbläsare</h2><ul><li>Blockera alla kakor</li><li>Visa en varning innan kakor godkänns</li></ul>"
    assert {claim.type for claim in claims("sv", page)} == {"browser-control"}
