"""Which addresses are of one page."""

from __future__ import annotations

import pytest

from crawler.evidence.model import DocumentKind, FoundBy
from crawler.page_identity import page_address, page_key
from crawler.policy_links import FoundLink, rank_links
from crawler.spiders.plan import Plan

PAGE = "https://shop.example/Legal/Privacy?lang=sv"


@pytest.mark.parametrize(
    "other",
    [
        "https://SHOP.example/Legal/Privacy?lang=sv",
        "https://www.shop.example/Legal/Privacy?lang=sv",
        "https://shop.example:443/Legal/Privacy?lang=sv",
        "http://shop.example:80/Legal/Privacy?lang=sv",
        "http://shop.example/Legal/Privacy?lang=sv",
        "https://shop.example./Legal/Privacy?lang=sv",
        "https://shop.example/Legal/Privacy/?lang=sv",
        "https://shop.example/Legal/Privacy?lang=sv#cookies",
        " https://shop.example/Legal/Privacy?lang=sv\n",
    ],
)
def test_one_page_has_many_addresses(other: str) -> None:
    assert page_key(other) == page_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://shop.example/legal/privacy?lang=sv",
        "https://shop.example/Legal/Privacy?lang=SV",
        "https://shop.example/Legal/Privacy",
        "https://shop.example:8443/Legal/Privacy?lang=sv",
        "http://shop.example:443/Legal/Privacy?lang=sv",
        "https://sv.shop.example/Legal/Privacy?lang=sv",
        "https://shop.example/Legal//Privacy?lang=sv",
        "https://shop.example.evil.example/Legal/Privacy?lang=sv",
        "https://shop.example/Legal/Privacy?lang=sv#/cookies",
        "https://shop.example/Legal/Privacy?lang=sv#!cookies",
    ],
)
def test_another_page_is_another(other: str) -> None:
    assert page_key(other) != page_key(PAGE)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://shop.example/#/privacy", "https://shop.example/#/privacy"),
        ("https://shop.example/app#!privacy", "https://shop.example/app#!privacy"),
        ("https://shop.example/terms#privacy", "https://shop.example/terms"),
        ("https://shop.example/#", "https://shop.example/"),
        ("https://shop.example/#/", "https://shop.example/"),
    ],
)
def test_a_route_that_scripts_show_stays_part_of_the_address(url: str, address: str) -> None:
    assert page_address(url) == address


def test_escapes_and_names_of_other_scripts_are_compared_as_they_are_sent() -> None:
    assert page_key("https://blåbär.example/om%c3%a5") == page_key("https://xn--blbr-noae.example/om%C3%A5")


@pytest.mark.parametrize(
    "broken", ["https://[::1/x", "https://shop.example:99999/", "https://shop.example:a/", "", "%"]
)
def test_what_can_not_be_read_is_only_the_same_as_itself(broken: str) -> None:
    assert page_key(broken) == page_key(broken) != page_key(f"{broken}x")


def test_links_and_plan_agree_on_what_is_one_page() -> None:
    written = ["https://shop.example/privacy", "https://shop.example:443/privacy/", "https://shop.example/Privacy"]
    ranked = rank_links([FoundLink("Privacy policy", url, "home-link") for url in written], site_url=PAGE)
    plan = Plan(limit=9)
    for url in written:
        plan.add(url, DocumentKind.PRIVACY_POLICY, FoundBy(source="home-link"))
    assert len(ranked) == len(plan.waiting) == 2
    assert {page_key(each.url) for each in ranked} == {page_key(each.url) for each in plan.waiting}
