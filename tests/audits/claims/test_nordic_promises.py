"""What Nordic policies leave open, say of one thing only, or say of the browser: no promise of the whole site."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

CLOSING = {
    "da": "Dette er den sidste del af siden, og der står ikke noget mere i den, som du behøver at vide for at læse.",
    "de": "Das ist der letzte Teil dieser Seite, und es steht nichts weiter darin, was man noch wissen muss.",
    "en": "This is the last part of the page, and there is nothing more in it that you have to know.",
    "fi": "Tämä on sivun viimeinen osa, eikä siinä ole enää mitään, mitä sinun pitäisi tietää, kun luet tätä.",
    "is": "Þetta er síðasti hluti síðunnar og það er ekkert meira í honum sem þú þarft að vita til að lesa.",
    "nb": "Dette er den siste delen av siden, og det står ikke noe mer i den som du trenger å vite for å lese.",
    "nn": "Dette er den siste delen av sida, og det står ikkje noko meir i han som du treng å vite for å lese.",
    "sv": "Det här är den sista delen av sidan, och det finns inte något mer i den som du behöver veta för att läsa.",
}


def claims(language: str, text: str, type_: str) -> list[Claim]:
    body = text if text.startswith("<") else f"<p>{text}</p>"
    page = f'<html lang="{language}"><h1>Cookies</h1>{body}<h2>.</h2><p>{CLOSING[language]}</p></html>'
    read = read_document(page.encode(), media_type="text/html; charset=utf-8", url=None)
    return [claim for claim in extract_claims(read, "0" * 64) if claim.type == type_]


@pytest.mark.parametrize(
    ("language", "left_open", "promised"),
    [
        (
            "sv",
            "Om samtycke krävs ber vi om det innan kakan sparas.",
            "Analyskakor kräver samtycke, och vi ber om det innan de sparas.",
        ),
        (
            "nb",
            "Hvis samtykke kreves, spør vi om det før informasjonskapsler lagres.",
            "Analytiske informasjonskapsler krever samtykke.",
        ),
        (
            "nn",
            "Dersom samtykke trengst, spør vi om det før informasjonskapslar blir lagra.",
            "Analytiske informasjonskapslar krev samtykke.",
        ),
        ("da", "Kræver de samtykke, beder vi om det, før de bliver gemt.", "Statistiske cookies kræver dit samtykke."),
        (
            "fi",
            "Jos suostumus vaaditaan, pyydämme sen ennen evästeiden asettamista.",
            "Analytiikkaevästeet vaativat suostumuksesi.",
        ),
        (
            "is",
            "Ef samþykkis er krafist biðjum við um það áður en vafrakökur eru vistaðar.",
            "Tölfræðikökur krefjast samþykkis þíns.",
        ),
    ],
)
def test_consent_that_is_asked_for_if_it_should_be_needed_is_no_promise(
    language: str, left_open: str, promised: str
) -> None:
    assert claims(language, left_open, "prior-consent") == []
    assert claims(language, left_open, "consent-record") == []
    assert claims(language, promised, "prior-consent") != []


@pytest.mark.parametrize(
    ("language", "themselves", "nobody"),
    [
        ("sv", "Vi sätter själva inga kakor.", "Vi sätter inga kakor."),
        ("nb", "Selv setter vi ingen informasjonskapsler.", "Vi setter ingen informasjonskapsler."),
        ("nn", "Sjølve set vi ingen informasjonskapslar.", "Vi set ingen informasjonskapslar."),
        ("da", "Vi sætter ikke selv nogen cookies.", "Vi sætter ingen cookies."),
        ("fi", "Emme itse aseta evästeitä.", "Emme aseta evästeitä."),
        ("is", "Við setjum sjálf engar vafrakökur.", "Við setjum engar vafrakökur."),
    ],
)
def test_what_a_site_does_not_do_itself_others_may_do(language: str, themselves: str, nobody: str) -> None:
    assert [claim.params["by"] for claim in claims(language, themselves, "no-cookies")] == ["first-party"]
    assert [claim.params["by"] for claim in claims(language, nobody, "no-cookies")] == ["any"]


@pytest.mark.parametrize(
    ("language", "kept", "gone"),
    [
        (
            "sv",
            "Kakorna ligger kvar även efter att du stänger webbläsaren.",
            "Kakorna raderas när du stänger webbläsaren.",
        ),
        (
            "nb",
            "Informasjonskapslene blir liggende også etter at du lukker nettleseren.",
            "Informasjonskapslene slettes når du lukker nettleseren.",
        ),
        (
            "nn",
            "Informasjonskapslane blir liggjande også etter at du lukkar nettlesaren.",
            "Informasjonskapslane blir sletta når du lukkar nettlesaren.",
        ),
        ("da", "Cookies gemmes også efter at du lukker browseren.", "Cookies slettes, når du lukker browseren."),
        (
            "fi",
            "Evästeet säilyvät myös sen jälkeen, kun suljet selaimen.",
            "Evästeet poistetaan, kun suljet selaimen.",
        ),
        (
            "is",
            "Vafrakökurnar eru geymdar áfram eftir að þú lokar vafranum.",
            "Vafrakökum er eytt þegar þú lokar vafranum.",
        ),
    ],
)
def test_what_outlives_the_visit_does_not_end_with_it(language: str, kept: str, gone: str) -> None:
    assert "session" not in [claim.params["duration"] for claim in claims(language, kept, "lifetime")]
    assert [claim.params["duration"] for claim in claims(language, gone, "lifetime")] == ["session"]


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("sv", "En omröstning sätter en kaka. Kakan raderas efter två dagar.", "Kakan"),
        ("nb", "En avstemning setter en informasjonskapsel. Informasjonskapselen slettes etter to dager.", "kapselen"),
        ("nn", "Ei røysting set ein informasjonskapsel. Informasjonskapselen blir sletta etter to dagar.", "kapselen"),
        ("da", "En afstemning sætter en cookie. Cookien slettes efter to dage.", "Cookien"),
        ("fi", "Äänestys asettaa evästeen. Kyseinen eväste poistetaan kahden päivän kuluttua.", "eväste"),
        ("is", "Könnun setur vafraköku. Vafrakakan rennur út eftir tvo daga.", "Vafrakakan"),
    ],
)
def test_a_time_of_one_cookie_is_for_no_other(language: str, text: str, thing: str) -> None:
    found = claims(language, text, "lifetime")
    assert found and all(claim.about.endswith(thing) for claim in found)


@pytest.mark.parametrize(
    ("language", "heading", "law"),
    [
        ("sv", "Vad säger lagen?", "Kakor som inte är nödvändiga får bara sparas efter samtycke."),
        ("nb", "Lovgivning", "Informasjonskapsler kan bare lagres etter samtykke."),
        ("nn", "Lovgjeving", "Informasjonskapslar kan berre lagrast etter samtykke."),
        ("da", "Lovgivning om cookies", "Cookies må kun gemmes efter samtykke."),
        ("fi", "Lainsäädäntö", "Evästeitä saa tallentaa vain suostumuksella."),
        ("is", "Hvað segja lögin?", "Vafrakökur má aðeins vista með samþykki."),
    ],
)
def test_what_stands_under_a_heading_on_law_is_no_promise(language: str, heading: str, law: str) -> None:
    assert claims(language, f"<h2>{heading}</h2><p>{law}</p>", "prior-consent") == []


@pytest.mark.parametrize(
    ("language", "pages"),
    [
        ("sv", "På våra sidor på Facebook och Instagram sätts cookies av nätverken."),
        ("nb", "På våre sider på Facebook og Instagram settes informasjonskapsler av nettverkene."),
        ("nn", "På sidene våre på Facebook og Instagram blir informasjonskapslar sette av nettverka."),
        ("da", "På vores sider på Facebook og Instagram sættes cookies af netværkene."),
        ("fi", "Sivumme Facebookissa ja Instagramissa käyttävät verkostojen evästeitä."),
        ("is", "Á síðum okkar á Facebook og Instagram setja miðlarnir vafrakökur."),
    ],
)
def test_pages_that_a_site_has_elsewhere_make_networks_no_part_of_it(language: str, pages: str) -> None:
    assert claims(language, pages, "service") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Vi bruger Google Search Console. Det kræver ingen cookies på vores hjemmeside."),
        ("sv", "Vi använder Plausible. Det sätter inga cookies."),
        ("en", "We use Plausible. It sets no cookies."),
    ],
)
def test_what_a_service_just_told_of_does_without_cookies_is_its_own(language: str, text: str) -> None:
    found = claims(language, text, "no-cookies")
    assert found and all({"vendor", "vendors"} & set(claim.params) for claim in found)


@pytest.mark.parametrize(
    ("language", "text", "type_"),
    [
        ("fi", "Evästeitä ei voi käyttää virusten levittämiseen.", "no-cookies"),
        ("sv", "Kakor kan inte användas för att sprida virus.", "no-cookies"),
        ("is", "Hér getur þú valið aðeins þær vafrakökur sem þú vilt leyfa.", "prior-consent"),
        ("nb", "Vi bruker informasjonskapsler for å huske ditt samtykke til statistikk.", "prior-consent"),
        ("is", "Vafrinn eyðir kökunni þegar tíminn er liðinn.", "browser-control"),
        ("sv", "Webbläsaren raderar kakan när tiden har gått ut.", "browser-control"),
        ("sv", "Google berättar hur cookies hanteras i din webbläsare.", "service"),
        ("is", "Þetta vefsvæði notar Google Analytics.", "party"),
        ("is", "Við birtum auglýsingar með hjálp Google.", "sharing"),
        ("sv", "Inbäddade formulär (t.ex. boka.example.com för bokning) kan sätta egna cookies.", "scope"),
        ("sv", "Inbäddade tjänster (t.ex. boka.example.com för bokning) kan sätta egna cookies.", "category"),
        ("sv", "Vår statistik är cookiefri.", "category"),
        ("nn", "Det du skriv i skjemaet på nettstaden vår, blir ikkje lagra i informasjonskapslar.", "no-cookies"),
        ("sv", "Det du skriver i formuläret på vår sida sparas inte i kakor.", "no-cookies"),
        ("da", "Det du skriver i formularen på vores side, gemmes ikke i cookies.", "no-cookies"),
        ("fi", "Lomakkeelle kirjoittamaasi tekstiä ei tallenneta evästeisiin.", "no-cookies"),
        (
            "nb",
            "Du kan velge å gi oss ditt samtykke, slik at vi kan bruke statistikk på nettstedet vårt.",
            "prior-consent",
        ),
        ("nb", "Vi setter øktkapsler (som slettes straks) og permanente cookies i din nettleser.", "browser-control"),
        ("sv", "Din webbläsare låter dig ändra inställningarna för användningen av cookies.", "withdrawal"),
        ("sv", "Du kan till exempel välja att radera cookies när du stänger webbläsaren.", "lifetime"),
        ("da", "Cookies hjælper den enkelte bruger og er mere værd for vores tredjeparts annoncører.", "party"),
        ("da", "Når du besøger siden, samler vi oplysninger for at tilpasse de annoncer, du ser.", "consent-choice"),
        (
            "da",
            "<p>Vi indsamler disse oplysninger:</p><ul><li>hvornår du besøger os</li><li>IP-adresse</li></ul>"
            "<h3>Opbevaring</h3><p>Det gemmes kun, så længe det er nødvendigt.</p>",
            "cookie",
        ),
    ],
)
def test_what_is_not_said_of_the_site_is_not_read(language: str, text: str, type_: str) -> None:
    assert [claim.params for claim in claims(language, text, type_)] == []


@pytest.mark.parametrize(
    ("language", "text", "type_", "params"),
    [
        (
            "da",
            "<p>Du kan altid trække dit samtykke tilbage. Det gør du ved at:</p>"
            "<ul><li>slette cookies i browseren</li></ul>",
            "withdrawal",
            {"via": "browser"},
        ),
        (
            "sv",
            "Du kan återkalla ett godkännande av kakor genom att ändra inställningarna på din dator.",
            "withdrawal",
            {"via": "browser"},
        ),
        (
            "is",
            "Notandi getur breytt valkostum sínum um vafrakökur hvenær sem er.",
            "withdrawal",
            {"via": "site-tool"},
        ),
        ("sv", "Inbäddade formulär (t.ex. för bokning) kan sätta egna cookies.", "embedded", {}),
        (
            "sv",
            "<p>Sajten fungerar inte utan kakor.</p><ul><li>Vi använder Matomo för att mäta besöken.</li></ul>",
            "service",
            {"vendor": "Matomo"},
        ),
        (
            "nb",
            "<p>Informasjonskapsler på nettstedet vårt er delt i følgende kategorier:</p>"
            "<ul><li>Viktige – dette er informasjonskapsler som er nødvendige for driften av siden.</li></ul>",
            "category",
            {"category": "necessary"},
        ),
        (
            "nn",
            "Ønskjer du dei ikkje, kan du endre innstillingane i nettlesaren så informasjonskapslar ikkje blir lagra.",
            "browser-control",
            {},
        ),
        (
            "is",
            "Ef þú vilt ekki vafrakökur getur þú slökkt á þeim í vafrastillingum þínum.",
            "browser-control",
            {},
        ),
        ("da", "Vi bruger ingen cookies, der følger dig på andre hjemmesider.", "no-cookies", {"kind": ["tracking"]}),
        (
            "da",
            "Vi bruger ingen marketingcookies, og vi deler ingen cookiedata med tredjeparter.",
            "no-cookies",
            {"kind": ["marketing"]},
        ),
        ("sv", "Bolaget använder cookies för att följa upp besökstrafiken.", "category", {"category": "analytics"}),
        (
            "sv",
            "Dessa cookies behövs för att webbplatsen ska fungera och de kan inte stängas av.",
            "category",
            {"category": "necessary"},
        ),
        ("sv", "Du kan själv välja om vi får spara alla kakor eller bara de nödvändiga.", "consent-choice", {}),
        (
            "sv",
            "Ditt val sparas i webbläsaren och kan ändras när som helst.",
            "withdrawal",
            {"via": "site-tool"},
        ),
        (
            "fi",
            "Analytiikkaevästeitä ei käytetä, jollet ole antanut suostumusta niihin.",
            "prior-consent",
            {"blocked": ["analytics"]},
        ),
        (
            "da",
            "<p>Du kan slette cookies på din computer:</p><ul><li>i Firefox under indstillinger</li></ul>",
            "browser-control",
            {},
        ),
        ("is", "Tæknilegar vafrakökur eru nauðsynlegar vegna rekstrar.", "category", {"category": "necessary"}),
        ("sv", "Kakan behövs för att sökfunktionen ska fungera.", "category", {"category": "necessary"}),
        ("is", "Við notum vafrakökur til að fylgjast með notkun vefsins.", "category", {"category": "analytics"}),
    ],
)
def test_what_is_said_is_read(language: str, text: str, type_: str, params: dict[str, object]) -> None:
    found = claims(language, text, type_)
    assert any(params.items() <= claim.params.items() for claim in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Markedsføringscookies brukes til å spore besøk på flere nettsteder og vise relevante annonser."),
        ("da", "Marketingcookies bruges til at spore besøg på flere hjemmesider og vise relevante annoncer."),
        ("sv", "Marknadsföringscookies används för att spåra besök på flera webbplatser och visa relevanta annonser."),
    ],
)
def test_cookies_that_a_sentence_names_first_are_those_it_describes(language: str, text: str) -> None:
    assert [claim.params for claim in claims(language, text, "category")] == [{"category": "marketing"}]


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("sv", "Vi använder inga tredjepartscookies för statistik eller reklam.", ["third-party"]),
        ("nb", "Vi bruker ingen tredjepartscookies til statistikk eller reklame.", ["third-party"]),
        ("da", "Vi bruger ingen tredjepartscookies til statistik eller reklame.", ["third-party"]),
        ("fi", "Emme käytä kolmannen osapuolen evästeitä kävijäseurantaan tai mainontaan.", ["third-party"]),
        ("en", "We use no third-party cookies for analytics or advertising.", ["third-party"]),
        ("en", "We use no third-party cookies or marketing cookies.", ["third-party", "marketing"]),
        ("sv", "Vi använder inga tredjepartscookies eller marknadsföringscookies.", ["third-party", "marketing"]),
    ],
)
def test_what_others_do_not_set_cookies_for_the_site_itself_may(language: str, text: str, kinds: list[str]) -> None:
    assert [claim.params["kind"] for claim in claims(language, text, "no-cookies")] == [kinds]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Google Analytics använder kakor, som är textfiler på din dator, för att analysera användningen."),
        ("nb", "Google Analytics bruker informasjonskapsler, små tekstfiler, for å analysere hvordan du bruker siden."),
        ("da", "Google Analytics bruger cookies, der er små tekstfiler, til at analysere, hvordan du bruger siden."),
        ("de", "Google Analytics verwendet Cookies, kleine Textdateien, die eine Analyse der Nutzung ermöglichen."),
    ],
)
def test_what_a_vendor_uses_cookies_for_is_no_explanation_of_cookies(language: str, text: str) -> None:
    assert [claim.params for claim in claims(language, text, "category")] == [{"category": "analytics"}]


@pytest.mark.parametrize(
    ("language", "log", "cookie"),
    [
        ("sv", "Serverloggar sparas i 30 dagar.", "Kakor sparas i 30 dagar."),
        ("nb", "Loggfilene på serveren slettes etter 30 dager.", "Informasjonskapsler slettes etter 30 dager."),
        ("nn", "Tenarloggar blir sletta etter 30 dagar.", "Informasjonskapslar blir sletta etter 30 dagar."),
        ("da", "Webserverens logfiler slettes efter 30 dage.", "Cookies slettes efter 30 dage."),
        ("fi", "Palvelimen lokitiedot poistetaan 30 päivän kuluttua.", "Evästeet poistetaan 30 päivän kuluttua."),
        ("is", "Aðgangsskrám vefþjónsins er eytt eftir 30 daga.", "Vafrakökum er eytt eftir 30 daga."),
    ],
)
def test_what_the_server_logs_is_kept_for_no_time_of_cookies(language: str, log: str, cookie: str) -> None:
    assert claims(language, log, "lifetime") == []
    assert [claim.params["duration"] for claim in claims(language, cookie, "lifetime")] == ["P30D"]


@pytest.mark.parametrize(
    ("language", "heading", "needed", "needless"),
    [
        (
            "sv",
            "Analyskakor",
            ["Rättslig grund: samtycke", "Samtycke: krävs"],
            ["Samtycke: krävs inte", "Samtycke: nej"],
        ),
        (
            "nb",
            "Analytiske informasjonskapsler",
            ["Behandlingsgrunnlag: samtykke", "Samtykke: påkrevd"],
            ["Samtykke: ikke nødvendig", "Krever samtykke: nei"],
        ),
        (
            "nn",
            "Analytiske informasjonskapslar",
            ["Rettsleg grunnlag: samtykke", "Samtykke: ja"],
            ["Samtykke: ikkje naudsynt", "Samtykke: trengst ikkje"],
        ),
        (
            "da",
            "Statistiske cookies",
            ["Retsgrundlag: samtykke", "Kræver samtykke: ja"],
            ["Samtykke: ikke påkrævet", "Kræver samtykke: nej"],
        ),
        (
            "fi",
            "Analytiikkaevästeet",
            ["Oikeusperuste: suostumus", "Suostumus: vaaditaan"],
            ["Suostumus: ei tarvita", "Suostumus: ei"],
        ),
        (
            "is",
            "Tölfræðikökur",
            ["Lagagrundvöllur: samþykki", "Samþykki: nauðsynlegt"],
            ["Samþykki: ekki nauðsynlegt", "Samþykki: nei"],
        ),
    ],
)
def test_fields_say_whether_consent_is_needed(
    language: str, heading: str, needed: list[str], needless: list[str]
) -> None:
    for field in needed:
        asked = claims(language, f"<h3>{heading}</h3><p>{field}</p>", "prior-consent")
        assert {"state": "before", "blocked": ["analytics"]} in [dict(claim.params) for claim in asked], field
    for field in needless:
        body = f"<h3>{heading}</h3><p>{field}</p>"
        assert [claim.params for claim in claims(language, body, "consent-exempt")] == [{"category": "analytics"}], (
            field
        )
        assert claims(language, body, "prior-consent") == [], field


@pytest.mark.parametrize(
    ("language", "barred", "let"),
    [
        (
            "sv",
            "Vi tillåter inte tredje part att sätta kakor i vår butik.",
            "Vi låter tredje part sätta kakor i vår butik.",
        ),
        (
            "nb",
            "Vi lar ikke tredjeparter lagre informasjonskapsler i butikken vår.",
            "Vi lar tredjeparter lagre informasjonskapsler i butikken vår.",
        ),
        (
            "nn",
            "Vi tillèt ikkje at tredjepartar set informasjonskapslar i butikken vår.",
            "Vi tillèt at tredjepartar set informasjonskapslar i butikken vår.",
        ),
        (
            "da",
            "Vi tillader ikke, at tredjeparter sætter cookies i vores butik.",
            "Vi tillader, at tredjeparter sætter cookies i vores butik.",
        ),
        (
            "fi",
            "Emme salli kolmansien osapuolten asettaa evästeitä kaupassamme.",
            "Sallimme kolmansien osapuolten asettaa evästeitä kaupassamme.",
        ),
        (
            "is",
            "Við leyfum ekki þriðju aðilum að setja vafrakökur í verslun okkar.",
            "Við leyfum þriðju aðilum að setja vafrakökur í verslun okkar.",
        ),
    ],
)
def test_others_who_may_set_none_share_nothing(language: str, barred: str, let: str) -> None:
    assert [claim.params["kind"] for claim in claims(language, barred, "no-cookies")] == [["third-party"]]
    assert claims(language, barred, "sharing") + claims(language, barred, "party") == []
    assert claims(language, let, "no-cookies") == []


@pytest.mark.parametrize(
    ("language", "some", "all_"),
    [
        ("sv", "Några raderas när du stänger webbläsaren.", "Kakorna raderas när du stänger webbläsaren."),
        ("nb", "Noen slettes når du lukker nettleseren.", "Informasjonskapslene slettes når du lukker nettleseren."),
        (
            "nn",
            "Somme blir sletta når du lukkar nettlesaren.",
            "Informasjonskapslane blir sletta når du lukkar nettlesaren.",
        ),
        ("da", "Nogle slettes, når du lukker browseren.", "Cookies slettes, når du lukker browseren."),
        ("fi", "Eräät poistetaan, kun suljet selaimen.", "Evästeet poistetaan, kun suljet selaimen."),
        ("is", "Nokkrum er eytt þegar þú lokar vafranum.", "Vafrakökum er eytt þegar þú lokar vafranum."),
    ],
)
def test_what_is_true_of_some_cookies_is_said_of_some_only(language: str, some: str, all_: str) -> None:
    assert [claim.hedged for claim in claims(language, some, "lifetime")] == [True]
    assert [claim.hedged for claim in claims(language, all_, "lifetime")] == [False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Vi tillåter inte tredje part att använda data från kakor för egna ändamål."),
        ("nb", "Vi tillater ikke at tredjeparter bruker data fra informasjonskapsler til egne formål."),
        ("nn", "Vi tillèt ikkje at tredjepartar brukar data frå informasjonskapslar til eigne føremål."),
        ("da", "Vi tillader ikke, at tredjeparter bruger data fra cookies til egne formål."),
        ("fi", "Emme salli kolmansien osapuolten käyttää evästeillä kerättyjä tietoja."),
        ("is", "Við leyfum ekki þriðju aðilum að nota gögn úr vafrakökum."),
    ],
)
def test_others_who_may_not_use_data_from_cookies_may_set_them(language: str, text: str) -> None:
    assert claims(language, text, "no-cookies") == []
