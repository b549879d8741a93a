"""Which links lead to policies."""

from __future__ import annotations

import pytest

from crawler.evidence.model import DocumentKind
from crawler.policy_links import FoundLink, rank_links

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
