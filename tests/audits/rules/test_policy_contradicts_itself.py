"""Tests of the rule `policy-contradicts-itself`: policies as text, read as they are in an audit."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from audits.claims import extract_claims
from audits.engine.findings import judge
from audits.model import Finding, Outcome
from audits.rules import discover_rules
from audits.rules.grounds.blanks import blanks_in
from crawler.documents import read_document
from crawler.evidence.model import DocumentKind
from crawler.evidence.text import DocumentText
from tests.evidence import SITE, before, case_of, document, finding, plain_text

RULE = "policy-contradicts-itself"
TABLE = """

| Name | Provider | Purpose | Expiry | Category |
|---|---|---|---|---|
| _fbp | Meta | Shows adverts | 3 months | Marketing |
| sid | Shop | Keeps you logged in | Session | Necessary |
"""
GERMAN_TABLE = """

| Name | Zweck | Speicherdauer | Kategorie |
|---|---|---|---|
| _fbp | Werbung | 3 Monate | Marketing |
"""
SWEDISH_TABLE = """

| Namn | Ändamål | Lagringstid | Typ av kaka |
|---|---|---|---|
| _fbp | Annonser | 3 månader | Marknadsföring |
"""
THIRD_PARTY_TABLE = (
    "\n\n| Name | Type | Purpose | Expiry |\n|---|---|---|---|\n| IDE | Third party | Adverts | 1 year |\n"
)


def read(text: str) -> DocumentText:
    return read_document(text.encode(), media_type="text/markdown; charset=utf-8", url=None)


def findings(*policies: str, url: str = SITE) -> tuple[Finding, ...]:
    documents, claims = [], []
    for policy in policies:
        text, digest = read(policy), hashlib.sha256(policy.encode()).hexdigest()
        made = document("policy", url=f"{url}cookies")
        documents.append(replace(made, text=text, document=replace(made.document, sha256=digest)))
        claims += extract_claims(text, digest)
    case = case_of(before(url=url), claims=claims, documents=documents, url=url)
    judgement = judge(case, [loaded for loaded in discover_rules() if loaded.rule.id == RULE])
    assert not judgement.errors, judgement.errors
    return judgement.findings


def only(*policies: str, url: str = SITE) -> Finding:
    (found,) = findings(*policies, url=url)
    return found


@pytest.mark.parametrize(
    ("policy", "one", "other"),
    [
        ("We do not use any cookies on our website." + TABLE, "any cookies", "_fbp"),
        ("Our website only uses necessary cookies." + TABLE, "only uses necessary", "_fbp"),
        ("Unsere Website verwendet nur notwendige Cookies." + GERMAN_TABLE, "nur notwendige", "_fbp"),
        ("Vår webbplats använder bara nödvändiga kakor." + SWEDISH_TABLE, "bara nödvändiga", "_fbp"),
        ("We do not use any marketing cookies on our website." + TABLE, "any marketing", "_fbp"),
        ("We do not use any third-party cookies on this website." + THIRD_PARTY_TABLE, "third-party", "IDE"),
        (
            "We do not use any third-party cookies on this website.\n\n"
            "Our website shows embedded videos from YouTube, which sets cookies when you open the page.",
            "third-party",
            "YouTube",
        ),
        (
            "Wij gebruiken geen cookies van derden op onze website.\n\nOp onze website plaatsen derden cookies.",
            "geen cookies van derden",
            "plaatsen derden",
        ),
        ("All cookies on our website are deleted when you close your browser." + TABLE, "All cookies", "_fbp"),
        (
            "We do not share the data that our cookies collect with third parties.\n\n"
            "We share information about your use of our website with our advertising partners.",
            "do not share",
            "advertising partners",
        ),
        (
            "Our website responds to Do Not Track signals.\n\nOur website does not respond to Do Not Track signals.",
            "does not respond",
            "responds",
        ),
        (
            "We do not use any analytics on our website.\n\n"
            "We use Google Analytics to understand how visitors use our website.",
            "any analytics",
            "Google Analytics",
        ),
        (
            "Op onze website gebruiken wij geen analytische cookies.\n\n"
            "Onze website gebruikt Google Analytics, dat cookies plaatst om het gebruik te meten.",
            "geen analytische",
            "Google Analytics",
        ),
    ],
)
def test_fails_on_two_statements_that_exclude_each_other_and_quotes_both(policy: str, one: str, other: str) -> None:
    found = only(f"# Cookies\n\n{policy}\n")
    assert (found.outcome, found.reason) == (Outcome.FAILED, "failed")
    assert one in found.message.split("and also")[0] and other in found.message.split("and also")[1]
    assert found.claim is not None


def test_each_contradiction_is_a_finding_of_its_own() -> None:
    text = "Our website only uses necessary cookies.\n\nAll our cookies are deleted when you close your browser."
    found = findings(f"# Cookies\n\n{text}{TABLE}")
    assert [each.outcome for each in found] == [Outcome.FAILED] * 2
    assert len({each.id for each in found}) == len({each.claim for each in found}) == 2


@pytest.mark.parametrize(
    "policy",
    [
        "We only use necessary cookies on our website.\n\n| Name | Purpose | Category |\n|---|---|---|\n"
        "| sid | Keeps you logged in | Necessary |\n",
        "We use no marketing cookies on our website until you have given your consent." + TABLE,
        "If you refuse, we use no marketing cookies on our website." + TABLE,
        "Google Tag Manager itself does not set any cookies on our website." + TABLE,
        "# Our newsletter with Mailchimp\n\nWe do not use any cookies.\n\n# Our website" + TABLE,
        "Session cookies on our website are deleted when you close your browser." + TABLE,
        "We do not use any third-party cookies on this website." + TABLE,
        "We do not use any marketing cookies on our website.\n\n| Name | Purpose |\n|---|---|\n| sid | Login |\n",
        "We do not use any third-party cookies on this website.\n\n"
        "If you consent, third parties set cookies on our website.",
        "We may use no cookies at all in future." + TABLE,
        "A website that uses no cookies can't remember you." + TABLE,
        *(
            f"We do not use any {kind} on our website.\n\n{service}"
            for kind, service in (
                ("analytics", "Until 2023 we used Google Analytics on our website."),
                ("analytics", "If you accept it, we use Google Analytics on our website."),
                ("analytics", "We may use Google Analytics on our website in the future."),
                ("analytics", "We use LinkedIn and Stripe on our website."),
                ("analytics cookies", "We use Plausible to count visits to our website."),
                ("analytics cookies", "Our website uses Matomo to count visits without cookies."),
                ("third-party analytics", "We use Matomo to count visits to our website."),
                ("marketing", "We use the Meta pixel on our website."),  # it may be newsletters that are meant
            )
        ),
        "Only we have access to the data in the cookie.\n\nWith these cookies the third party has access to the data.",
    ],
)
def test_passes_where_scopes_conditions_or_subjects_differ(policy: str) -> None:
    assert only(f"# Cookies\n\n{policy}\n").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("privacy", "cookies", "one", "other"),
    [
        (
            "# Privacy policy\n\nWe do not use any third-party cookies on our website.\n",
            f"# Cookies on this website\n{THIRD_PARTY_TABLE}",
            "third-party cookies",
            "IDE",
        ),
        (
            "# Privacy policy of Shop\n\nOur website only uses necessary cookies.\n",
            f"# How we use cookies\n{TABLE}",
            "only uses necessary",
            "_fbp",
        ),
        (
            "# Datenschutzerklärung\n\nUnsere Website verwendet keine Marketing-Cookies.\n",
            f"# Cookie-Richtlinie\n\nHier steht, welche Cookies es gibt.\n{GERMAN_TABLE}",
            "keine Marketing",
            "_fbp",
        ),
        (
            "# Integritetspolicy\n\nVår webbplats använder bara nödvändiga kakor.\n",
            f"# Om kakor\n\nHär står vilka kakor som finns.\n{SWEDISH_TABLE}",
            "bara nödvändiga",
            "_fbp",
        ),
        (
            "# Informativa sulla privacy\n\nIl nostro sito non utilizza cookie di terze parti.\n",
            "# Cookie policy\n\nSul nostro sito terze parti installano cookie per la pubblicità.\n",
            "non utilizza cookie di terze parti",
            "terze parti installano",
        ),
        (
            "# Cookie policy\n\nOur website responds to Do Not Track signals.\n",
            "# Privacy notice\n\nOur website does not respond to Do Not Track signals.\n",
            "does not respond",
            "responds",
        ),
        (
            "# Cookie policy\n\nWe do not use any analytics tools on this website.\n",
            "# Privacy policy\n\nOur website uses Google Analytics, a web analysis service of Google.\n",
            "any analytics tools",
            "Google Analytics",
        ),
        (
            "# Om kakor\n\nVi använder inga analysverktyg på vår webbplats.\n",
            "# Integritetspolicy\n\nVi använder Google Analytics för att förstå hur besökare använder vår webbplats.\n",
            "inga analysverktyg",
            "Google Analytics",
        ),
    ],
)
def test_fails_on_two_policies_of_the_site_that_exclude_each_other(
    privacy: str, cookies: str, one: str, other: str
) -> None:
    found = only(privacy, cookies)
    assert (found.outcome, found.reason) == (Outcome.FAILED, "two-policies")
    first, _, second = found.message.partition("another")
    assert one in first and other in second and f"{SITE}cookies" in second
    assert only(cookies, privacy).message == found.message


@pytest.mark.parametrize(
    "cookies",
    [
        f"# Cookies in our mobile application\n{TABLE}",  # a title that names something else
        f"# Cookie-Richtlinie\n\nHier steht, welche Cookies es auf der Seite gibt.\n{GERMAN_TABLE}",  # another language
        "# Cookie policy\n\nYou can accept or reject cookies in our cookie banner.\n" + TABLE,  # after an answer
    ],
)
def test_cannot_tell_of_two_policies_that_may_speak_of_different_things(cookies: str) -> None:
    found = only("# Privacy policy\n\nOur website only uses necessary cookies.\n", cookies)
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "two-may-differ")
    assert "only uses necessary" in found.message and "_fbp" in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("# Shop\n\nWe do not use any cookies on our website.\n", f"# App\n{TABLE}"),
        ("# Privacy policy\n\nIf you refuse, we use no marketing cookies on our website.\n", f"# Cookies\n{TABLE}"),
        ("# Privacy policy\n\nWe only use necessary cookies on our website.\n", "# Cookies\n\nWe use cookies.\n"),
    ],
)
def test_documents_of_other_subjects_and_conditions_pass(one: str, other: str) -> None:
    assert only(one, other).outcome is Outcome.PASSED


def test_a_consent_managers_list_belies_a_policy_whatever_its_title() -> None:
    made = [("# Privacy policy\n\nOur website only uses necessary cookies.\n", DocumentKind.PRIVACY_POLICY)]
    made.append((f"# Klaro: declared cookies\n{TABLE}", DocumentKind.CMP_DECLARATION))
    documents, claims = [], []
    for policy, kind in made:
        text, digest = read(policy), hashlib.sha256(policy.encode()).hexdigest()
        each = document("policy")
        documents.append(replace(each, text=text, document=replace(each.document, sha256=digest, kind=kind)))
        claims += extract_claims(text, digest)
    found = finding(RULE, before(), documents=documents, claims=claims)
    assert (found.outcome, found.reason) == (Outcome.FAILED, "two-policies")


def test_what_a_policy_says_against_itself_is_not_said_again_of_another() -> None:
    denial = "Our website does not use any marketing cookies.\n"
    found = findings(f"# Cookie policy\n\n{denial}{TABLE}", f"# Privacy policy\n\n{denial}", f"# Cookies\n{TABLE}")
    assert [each.reason for each in found] == ["failed"]


def test_cannot_tell_what_holds_before_the_visitor_answers() -> None:
    text = "Our website only uses necessary cookies.\n\nYou can accept or reject cookies in our cookie banner."
    assert only(f"# Cookies\n\n{text}{TABLE}").reason == "may-differ"


@pytest.mark.parametrize(
    "text",
    [
        "We use no analytics cookies on our website.\n\nOur website uses Google Analytics to count visits.",
        "We use no analytics on our website.\n\nOur website uses Google Analytics.\n\n"
        "You can accept or reject cookies in our cookie banner.",
        "We use no analytics on our website.\n\nOur careers website uses Google Analytics.",
    ],
)
def test_cannot_tell_of_a_service_that_may_do_without_cookies_wait_for_an_answer_or_be_elsewhere(text: str) -> None:
    found = only(f"# Cookies\n\n{text}\n")
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "may-differ")
    assert "Google Analytics" in found.message


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("This policy explains how [COMPANY NAME] uses cookies.", "[COMPANY NAME]"),
        ("Dit beleid geldt voor onze website [Jouw Website URL].", "[Jouw Website URL]"),
        ("Senast uppdaterad: [datum] av oss.", "[datum]"),
        ("Contact us at [insert e-mail address] or by post.", "[insert e-mail address]"),
        ("Below you find the list: [cookie_declaration]", "[cookie_declaration]"),
        ("Call us on 1-800-XXX-XXXX for more.", "1-800-XXX-XXXX"),
        ("Verantwortlich ist die XXX GmbH in Berlin.", "XXX"),
        ("Diese Seite gehört der Musterfirma in Berlin.", "Musterfirma"),
        ("This policy is that of www.yourcompany.com and its staff.", "yourcompany.com"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
    ],
)
def test_fails_on_a_blank_that_nobody_filled_in(text: str, blank: str) -> None:
    found = only(f"# Cookies\n\n{text}\n")
    assert (found.outcome, found.reason) == (Outcome.FAILED, "blank")
    assert any(blank in subject or subject in blank for subject in found.subjects)
    assert text.split(maxsplit=1)[0] in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Read our [privacy policy](https://shop.example/privacy) and the [website terms][1].",
        "Write to [email protected] if you want.",
        "As the court said [1], [12] and [GDPR] apply; see [Directive 2002/58/EC].",
        "Your IP address is shortened to 192.168.XXX.XXX before it is stored.",
        "The cookie _ga_XXXXXXXX and the container GTM-XXXXXX are Google's.",
        "We store data [name, address, e-mail] that you give us.",
        "- [x] done\n- [ ] open",
        "| Name | Purpose |\n|---|---|\n| wp_[name] | Login |\n| XXX | Login |",
    ],
)
def test_brackets_and_crosses_that_are_no_blanks_pass(text: str) -> None:
    assert blanks_in(read(f"# Cookies\n\n{text}\n")) == ()


def test_cannot_tell_whether_a_script_fills_a_template_in() -> None:
    found = only("# Cookies\n\n{{ site.title }} uses cookies on this website.\n")
    assert (found.outcome, found.reason, found.subjects) == (Outcome.CANT_TELL, "template", ("{{ site.title }}",))


def test_blanks_are_quoted_exactly_and_in_bounded_time() -> None:
    text = read("# Cookies\n\n" + "See [COMPANY NAME] and [YOUR WEBSITE] here. " * 2_000)
    found = blanks_in(text)
    assert 0 < len(found) <= 10_000
    assert all(text.text[each.start : each.start + len(each.words)] == each.words for each in found)
    assert all(each.words in each.quote and each.quote in text.text for each in found)
    assert blanks_in(plain_text("[" * 100_000 + "XXX-" * 20_000 + "{{" * 50_000)) == ()


SELVES = 'Shop Ltd ("we", "us") respects your privacy.\n\nLantern Holdings Inc. ("we", "our") uses cookies.\n'


def test_fails_on_a_policy_that_calls_two_companies_we() -> None:
    found = only(f"# Cookies\n\n{SELVES}")
    assert (found.outcome, found.reason, found.subjects) == (Outcome.FAILED, "another", ("Lantern Holdings Inc.",))
    assert "Shop Ltd" in found.message


def test_fails_on_a_policy_that_names_this_site_and_covers_another() -> None:
    policy = "# Cookies at shop.example\n\nThis cookie policy applies to the website www.lantern-books.com.\n"
    found = only(policy)
    assert (found.outcome, found.reason, found.subjects) == (Outcome.FAILED, "another", ("lantern-books.com",))
    assert "Cookies at shop.example" in found.message


def test_cannot_tell_whose_a_policy_is_that_names_only_another_site() -> None:
    found = only("# Cookies\n\nThis cookie policy applies to the website www.lantern-books.com.\n")
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "only-another")


@pytest.mark.parametrize(
    "policy",
    [
        'Lantern Holdings Inc. ("we", "our") uses cookies on this website.',
        'Lantern Holdings Inc. ("Shop", "we") uses cookies. Shop Ltd ("we") does, too.',
        "This cookie policy applies to www.shop.example.",
        "This cookie policy applies to shop.com and shop.se.",
    ],
)
def test_a_legal_name_or_another_country_is_no_other_company(policy: str) -> None:
    assert only(f"# Cookies\n\n{policy}\n").outcome is Outcome.PASSED


def test_passes_on_a_plain_policy_and_is_inapplicable_without_one() -> None:
    found = only("# Cookies\n\nWe only use necessary cookies on our website.\n")
    assert found.outcome is Outcome.PASSED and found.evidence == ("/documents/0",)
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(), documents=[document(text=None)]).outcome is Outcome.INAPPLICABLE
