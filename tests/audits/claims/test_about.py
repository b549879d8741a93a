"""What a statement speaks of: the whole site, a part of it, or one vendor's service."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document


def claims(markdown: str, claim_type: str) -> list[Claim]:
    text = read_document(markdown.encode(), media_type="text/markdown", url=None)
    return [claim for claim in extract_claims(text, "0" * 64) if claim.type == claim_type]


@pytest.mark.parametrize(
    ("policy", "part"),
    [
        ("# Cookie policy\n\nThe live chat does not set any cookies.", "live chat"),
        ("# Cookies\n\nI vårt nyhetsbrev använder vi inga cookies.", "nyhetsbrev"),
        ("# Cookies\n\nOnze chatbot plaatst geen cookies.", "chatbot"),
        ("# Cookies\n\nUnser Kontaktformular setzt keine Cookies.", "Kontaktformular"),
        ("# Cookies\n\nVores app bruger ingen cookies.", "app"),
        ("# Informasjonskapsler\n\nKontaktskjemaet bruker ingen informasjonskapsler.", "Kontaktskjemaet"),
        ("# Evästeet\n\nYhteydenottolomake ei käytä evästeitä.", "Yhteydenottolomake"),
        ("# Cookies\n\nNotre formulaire de contact n'utilise aucun cookie.", "formulaire"),
    ],
)
def test_a_denial_for_a_part_of_the_site_names_the_part(policy: str, part: str) -> None:
    [claim] = claims(policy, "no-cookies")
    assert claim.about == part


@pytest.mark.parametrize(
    "policy",
    [
        "# Cookie policy\n\nWe do not use any cookies.",
        "# Cookie policy\n\nOur website and our app do not use any cookies.",
        "# Cookies\n\nVår webbplats och vår app använder inga cookies.",
        "# Cookies\n\nOp onze website en in onze nieuwsbrief gebruiken we geen cookies.",
    ],
)
def test_a_denial_for_the_site_is_for_the_whole_of_it(policy: str) -> None:
    [claim] = claims(policy, "no-cookies")
    assert claim.about == ""


def test_a_legal_basis_under_the_name_of_a_vendor_is_for_that_vendor() -> None:
    policy = "# Cookies\n\n## Google Maps\n\nHere we show where we are.\n\nLegal basis: your consent (Art. 6(1)(a))."
    [claim] = claims(policy, "prior-consent")
    assert (claim.params["vendor"], claim.about) == ("Google Maps", "")


def test_a_legal_basis_after_the_names_of_vendors_is_for_those_vendors() -> None:
    policy = "# Cookies\n\nWe use Hotjar and Matomo. The legal basis is your consent (Art. 6(1)(a) GDPR)."
    found = claims(policy, "prior-consent")
    assert [claim.params.get("vendors") for claim in found] == [["Hotjar", "Matomo"]]


def test_a_legal_basis_under_a_form_is_for_the_form() -> None:
    policy = "# Cookies and privacy\n\n## Contact form\n\nLegal basis: your consent (Art. 6(1)(a) GDPR)."
    assert [claim.about for claim in claims(policy, "prior-consent")] in ([], ["Contact form"])


def test_a_duration_under_a_kind_of_cookies_is_not_for_all_cookies() -> None:
    policy = "# Cookie policy\n\n## Advertising cookies\n\nStorage period: 90 days."
    [claim] = claims(policy, "lifetime")
    assert claim.about == "Advertising cookies"


def test_a_duration_under_a_heading_on_time_is_for_all_cookies() -> None:
    policy = "# Cookie policy\n\n## How long do we keep cookies?\n\nCookies are stored for at most 13 months."
    [claim] = claims(policy, "lifetime")
    assert claim.about == ""


def test_telling_what_is_shared_is_never_narrowed() -> None:
    policy = "# Cookies\n\n## Google Maps\n\nData from cookies is shared with Google."
    assert {claim.about for claim in claims(policy, "sharing")} <= {""}


def test_consent_to_several_vendors_is_for_those_vendors() -> None:
    policy = "# Cookies\n\nWith your consent we show videos by TikTok and reviews by Trustpilot."
    assert [claim.params.get("vendors") for claim in claims(policy, "prior-consent")] == [["TikTok", "Trustpilot"]]


@pytest.mark.parametrize(
    ("policy", "claim_type"),
    [
        ("# Cookies\n\nSouhlas s používáním cookies můžete kdykoli odvolat.", "implied-consent"),
        ("# Cookie\n\nIl consenso dell'utente viene memorizzato mediante un cookie tecnico.", "prior-consent"),
        ("# Cookies\n\nTo work well the site needs all cookies listed below.", "list-complete"),
        ("# Cookie\n\nPer funzionare il sito usa tutti i cookie elencati di seguito.", "list-complete"),
    ],
)
def test_words_that_promise_something_else_are_no_such_claim(policy: str, claim_type: str) -> None:
    assert claims(policy, claim_type) == []


@pytest.mark.parametrize(
    ("policy", "thing"),
    [
        ("# Cookies\n\nA poll sets a cookie. The cookie will expire after one day.", "The cookie"),
        ("# Cookies\n\nEine Umfrage setzt ein Cookie. Das Cookie läuft nach einem Tag ab.", "Das Cookie"),
        ("# Cookies\n\nUn sondage dépose un cookie. Le cookie est conservé pendant un jour.", "Le cookie"),
        ("# Cookies\n\nEen poll plaatst een cookie. De cookie wordt na een dag verwijderd.", "De cookie"),
        ("# Cookies\n\nThe data collected is kept for six months.", "data"),
        ("# Cookies\n\nInformation collected through cookies is kept for 25 months.", "Information"),
        ("# Cookies\n\nLes données recueillies au moyen de cookies sont conservées 25 mois.", "données"),
        ("# Cookies\n\nDaten, die Cookies erheben, werden 25 Monate aufbewahrt.", "Daten"),
        ("# Cookies\n\nDe gegevens uit cookies worden 25 maanden bewaard.", "gegevens"),
        ("# Cookies\n\nDie mit Cookies erhobenen Daten werden 25 Monate aufbewahrt.", "Daten"),
        ("# Cookies\n\nWe use one.\n\nquizstate\n\nKept for two days.", "quizstate"),
    ],
)
def test_a_time_of_one_cookie_or_of_data_is_for_no_other_cookies(policy: str, thing: str) -> None:
    found = claims(policy, "lifetime")
    assert [claim.about for claim in found] == [thing]


@pytest.mark.parametrize(
    "said",
    ["Our cookies are kept for six months.", "For more information: cookies that hold data are kept for a year."],
)
def test_a_time_of_all_cookies_is_for_the_whole_site(said: str) -> None:
    [claim] = claims(f"# Cookies\n\n{said}", "lifetime")
    assert claim.about == ""


def test_each_item_of_a_list_speaks_for_itself() -> None:
    policy = (
        "# Cookies\n\nOn this website we do without:\n\n- Statistics: we do not use Google Analytics here.\n"
        "- Buttons: we do not use any social plugins on our pages."
    )
    assert [claim.params.get("vendor") for claim in claims(policy, "no-cookies")] == ["Google Analytics", None]


def test_this_service_is_the_one_that_the_heading_names() -> None:
    policy = (
        "# Cookies\n\n## Google Ads\n\nIt lets us advertise in what Google finds.\n\n"
        "The use of this service is based on your consent (Art. 6(1)(a))."
    )
    assert [claim.params.get("vendor") for claim in claims(policy, "prior-consent")] == ["Google Ads"]


def test_what_a_condition_leaves_out_is_not_blocked() -> None:
    policy = "# Cookies\n\nIf they are not needed technically, or used for analytics only, cookies need your consent."
    [claim] = claims(policy, "prior-consent")
    assert "analytics" not in claim.params.get("blocked", ())


@pytest.mark.parametrize(
    ("policy", "deed"),
    [
        ("# Cookies\n\nLogin cookies last for two days.", "Login"),
        ("# Cookies\n\nPřihlašovací cookies mají životnost tři dny.", "Přihlašovací"),
    ],
)
def test_a_time_for_the_cookies_of_one_deed_names_the_deed(policy: str, deed: str) -> None:
    [claim] = claims(policy, "lifetime")
    assert claim.about == deed


def test_a_time_for_all_cookies_is_said_of_the_whole_site() -> None:
    [claim] = claims("# Cookies\n\nOur cookies last for two days.", "lifetime")
    assert claim.about == ""


@pytest.mark.parametrize(
    ("policy", "vendor"),
    [
        ("# Cookies\n\n- YouTube: films on our pages. It loads only after you give marketing consent.", "YouTube"),
        ("# Cookies\n\n- Google Maps – mapa dojazdu. Ładuje się dopiero po wyrażeniu zgody.", "Google Maps"),
        ("# Cookies\n\n- Vimeo: filmer. Laddas först efter ditt samtycke.", "Vimeo"),
    ],
)
def test_an_item_of_a_list_goes_on_about_the_service_that_it_began_with(policy: str, vendor: str) -> None:
    assert {claim.params.get("vendor") for claim in claims(policy, "prior-consent")} == {vendor}


@pytest.mark.parametrize(
    ("sentence", "blocked"),
    [
        ("Marketing cookies count clicks and, with your consent, show films.", []),
        ("Cookies de marketing medem campanhas e, com o seu consentimento, mostram filmes.", []),
        ("Marketing-Cookies messen Kampagnen und, mit Ihrer Einwilligung, zeigen sie Filme.", []),
        ("We use marketing cookies and, with your consent, analytics cookies.", [["analytics"]]),
        ("Marketing cookies are set with your consent.", [["marketing"]]),
        ("Marketing cookies count clicks and are only set with your consent.", [["marketing"]]),
    ],
)
def test_consent_put_in_before_the_last_of_several_things_is_for_that_alone(
    sentence: str, blocked: list[list[str]]
) -> None:
    found = claims(f"# Cookies\n\n{sentence}", "prior-consent")
    assert [claim.params.get("blocked") for claim in found] == blocked


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Our statistics tool sets no cookies.", [["analytics"]]),
        ("We count visits without cookies.", [["analytics"]]),
        ("We measure visits on our site with Plausible, without cookies.", [["analytics"]]),
        ("Visits are noted without any cookies.", []),
        ("Unsere Statistik kommt ohne Cookies aus.", [["analytics"]]),
        ("Statistiken förs utan att kakor används.", [["analytics"]]),
        ("Onze website werkt zonder cookies.", [["all"]]),
        ("Diese Website kommt ohne Cookies aus.", [["all"]]),
        ("We work without any cookies.", [["all"]]),
        ("Den här webbplatsen klarar sig utan kakor.", [["all"]]),
        ("Our website sets no cookies.", [["all"]]),
    ],
)
def test_what_is_done_without_cookies_is_not_the_whole_site(sentence: str, kinds: list[list[str]]) -> None:
    assert [claim.params["kind"] for claim in claims(f"# Cookies\n\n{sentence}", "no-cookies")] == kinds


@pytest.mark.parametrize(
    "sentence",
    [
        "The ePrivacy Directive normally requires consent for cookies that are not necessary.",
        "Under the ePrivacy rules, consent is required for marketing cookies.",
        "Det danske ePrivacy-direktiv kræver samtykke til statistikcookies.",
        "ePrivacy: informasjonskapslar som ikkje er naudsynte, krev normalt samtykke frå den som vitjar sida.",
    ],
)
def test_what_the_law_asks_is_no_promise(sentence: str) -> None:
    assert claims(f"# Cookies\n\n{sentence}", "prior-consent") == []


def test_a_promise_in_line_with_the_law_is_one() -> None:
    sentence = "In line with the ePrivacy Directive, marketing cookies are only set with your consent."
    assert [claim.params["blocked"] for claim in claims(f"# Cookies\n\n{sentence}", "prior-consent")] == [["marketing"]]


@pytest.mark.parametrize(
    ("policy", "claim_type", "part"),
    [
        ("# Cookies\n\nEmbedded content sets no cookies.", "no-cookies", "Embedded"),
        ("# Cookies\n\nVideos are embedded in a privacy mode and do not set cookies.", "no-cookies", "embedded"),
        ("# Cookies\n\nEingebettete Videos setzen keine Cookies.", "no-cookies", "Eingebettete"),
        ("# Kakor\n\nInbäddade filmer sätter inga kakor.", "no-cookies", "Inbäddade"),
        ("# Cookies\n\nWe set no cookies and have no embedded content.", "no-cookies", ""),
        ("# Cookies\n\nThis website has no embedded content and sets no cookies.", "no-cookies", ""),
    ],
)
def test_embedded_content_that_a_sentence_begins_with_is_what_it_speaks_of(
    policy: str, claim_type: str, part: str
) -> None:
    assert [claim.about for claim in claims(policy, claim_type)] == [part]
