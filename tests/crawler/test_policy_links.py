"""Which links lead to policies."""

from __future__ import annotations

import pytest

from crawler.documents import read_document
from crawler.evidence.model import DocumentKind
from crawler.evidence.text import DocumentText
from crawler.policy_links import FoundLink, doorways, names_policy, on_the_page, policy_part, rank_links

SITE = "https://www.firma.example/"


def found(text: str, url: str, source: str = "home-link") -> FoundLink:
    return FoundLink(text=text, url=url, source=source, page=SITE)


def ranked(*links: FoundLink) -> list[tuple[str, str]]:
    return [(item.url, item.kind.value) for item in rank_links(links, site_url=SITE)]


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("Cookiepolicy", "om/cookies", DocumentKind.COOKIE_POLICY),
        ("Om kakor", "om-kakor", DocumentKind.COOKIE_POLICY),
        ("Integritetspolicy", "integritet", DocumentKind.PRIVACY_POLICY),
        ("Så behandlar vi personuppgifter", "gdpr", DocumentKind.PRIVACY_POLICY),
        ("Cookieverklaring", "cookies", DocumentKind.COOKIE_POLICY),
        ("Privacyverklaring", "privacy", DocumentKind.PRIVACY_POLICY),
        ("Cookie notice", "legal/cookie-notice.pdf", DocumentKind.COOKIE_POLICY),
        ("Privacy Statement", "privacy-statement", DocumentKind.PRIVACY_POLICY),
        ("Sütikezelési tájékoztató", "sutik", DocumentKind.COOKIE_POLICY),
        ("Pravilnik o piškotkih", "pravno", DocumentKind.COOKIE_POLICY),
        ("Beartas maidir le Fianáin", "eolas", DocumentKind.COOKIE_POLICY),
        ("", "legal/privacy-policy", DocumentKind.PRIVACY_POLICY),
        ("", "cookie-policy", DocumentKind.COOKIE_POLICY),
    ],
)
def test_knows_policies_by_their_words(text: str, path: str, kind: DocumentKind) -> None:
    assert ranked(found(text, SITE + path)) == [(SITE + path, kind.value)]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Cookie settings", SITE + "#cookies"),
        ("Cookieinställningar", SITE + "cookies"),
        ("About us", SITE + "about"),
        ("Contact", SITE + "contact"),
        ("Privacy", "https://policies.google.com/privacy"),
        ("Privacy policy", "https://www.facebook.com/policy.php"),
        ("Privacy policy", "https://apps.apple.com/app/1"),
        ("Cookie policy", "javascript:void(0)"),
        ("Cookies", SITE),
        ("Cookie recipe picture", SITE + "cookies.jpg"),
        ("Privacy", "https://elsewhere.example/privacy"),
        ("Przepis na ciasteczka", SITE + "kuchnia"),
        ("Рецепти за бисквитки", SITE + "kuhnya"),
        ("Recetas de cookies", SITE + "cocina"),
    ],
)
def test_leaves_out_what_is_no_policy_of_the_site(text: str, url: str) -> None:
    assert ranked(found(text, url)) == []


def test_puts_cookie_policies_before_privacy_policies_and_each_once() -> None:
    links = [
        found("Privacy policy", SITE + "privacy"),
        found("Privacy policy", "https://firma.example/privacy/#top"),
        found("Cookie policy", SITE + "cookies"),
    ]
    assert [kind for _, kind in ranked(*links)] == ["cookie-policy", "privacy-policy"]


def test_takes_a_policy_on_a_group_domain_when_the_words_are_strong() -> None:
    group = "https://legal.group.example/privacy"
    assert ranked(found("Privacy policy", group)) == [(group, "privacy-policy")]


def test_takes_a_policy_that_a_service_hosts_for_the_site() -> None:
    hosted = "https://www.iubenda.com/privacy-policy/123456"
    assert ranked(found("Privacy", hosted)) == [(hosted, "privacy-policy")]


def test_a_long_sentence_is_no_link_text_of_a_policy() -> None:
    text = "Our new cookies with chocolate are out now and everybody in the whole country wants to taste them today"
    assert ranked(found(text, SITE + "news/1")) == []


def test_takes_the_site_from_the_page_where_no_address_is_given() -> None:
    assert [item.url for item in rank_links([found("Cookies", SITE + "cookies")], ["sv"])] == [SITE + "cookies"]


HOME = "https://shop.example/"
RULES = "We keep your orders for seven years, as the law on accounting asks for. " * 4


def read(body: str) -> DocumentText:
    return read_document(f"<!doctype html><body>{body}</body>".encode(), media_type="text/html", url=HOME)


def test_takes_a_policy_that_scripts_show_behind_a_hash() -> None:
    assert ranked(found("Privacy policy", f"{SITE}#/privacy")) == [(f"{SITE}#/privacy", "privacy-policy")]
    assert ranked(found("Privacy policy", f"{SITE}#privacy")) == []


def test_a_link_that_opens_a_policy_in_the_home_page_leads_to_the_home_page() -> None:
    opening = [found("About us", f"{HOME}about"), found("Politique de confidentialité", f"{HOME}#modal")]
    assert [candidate.url for candidate in on_the_page(opening, HOME)] == [f"{HOME}#modal".partition("#")[0]]


@pytest.mark.parametrize("text", ["Cookie settings", "Privacy", "Home", "Manage your privacy preferences"])
def test_a_link_that_names_no_policy_opens_none(text: str) -> None:
    assert on_the_page([found(text, f"{HOME}#")], HOME) == []


def test_the_part_of_a_page_that_is_a_policy_ends_where_another_begins() -> None:
    page = read(f"<h1>Shop</h1><p>Fresh cookies.</p><h2>Privacy policy</h2><p>{RULES}</p><h3>Contact</h3><h2>News</h2>")
    part = policy_part(page)
    assert part is not None
    assert part.text.startswith("Privacy policy") and part.text.endswith("Contact")
    assert [part.text[block.start : block.end] for block in part.blocks] == ["Privacy policy", RULES.strip(), "Contact"]


def test_the_part_of_a_page_that_is_hidden_ends_where_the_page_shows_again() -> None:
    hidden = f"<div hidden><h2>Privacy policy</h2><p>{RULES}</p></div>"
    part = policy_part(read(f"<h1>Shop</h1>{hidden}<p>Fresh cookies.</p>"))
    assert part is not None
    assert "Fresh" not in part.text


@pytest.mark.parametrize("heading", ["Privacy policy", "Our bread", "Privacy"])
def test_a_teaser_is_no_policy_and_neither_is_another_part(heading: str) -> None:
    rest = RULES if heading != "Privacy policy" else "Read it here."
    assert policy_part(read(f"<h1>Shop</h1><h2>{heading}</h2><p>{rest}</p>")) is None


def test_the_pages_nearest_the_root_are_looked_through_first_and_only_a_few() -> None:
    deep = [found("", f"{HOME}a/b/{number}") for number in range(9)]
    others = [found("", HOME), found("", "https://other.example/sv"), found("", f"{HOME}logo.png")]
    chosen = doorways([*others, *deep, found("Svenska", f"{HOME}sv/")], HOME)
    assert [candidate.url for candidate in chosen] == [f"{HOME}sv/", *(f"{HOME}a/b/{number}" for number in range(3))]


@pytest.mark.parametrize(
    ("body", "says_so"),
    [
        ("<p>Wij gebruiken cookies.</p>", True),
        (f"<p>{'word ' * 500} your personal data</p>", True),
        ("<p>We teach children to sail.</p>", False),
        ("<p><a href=/privacy>Privacy policy</a></p>", False),
    ],
)
def test_a_document_names_a_policy_outside_its_links(body: str, says_so: bool) -> None:
    assert names_policy(read(body)) is says_so


@pytest.mark.parametrize(
    "text", ["ZÃ¡sady ochrany osobnÃ\xadch ÃºdajÅ¯", "Privâtuma politika", "Ïîëèòèêà çà áèñêâèòêè"]
)
def test_a_link_that_a_wrong_encoding_garbled_is_found(text: str) -> None:
    assert ranked(found(text, SITE + "s.php?id=4"))


def test_words_that_are_not_garbled_are_not_read_otherwise() -> None:
    assert not ranked(found("Café Überraschung, größer als je", SITE + "s.php?id=4"))
