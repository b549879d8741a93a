"""Vendors by every name that policies give them."""

from __future__ import annotations

import pytest

from audits.knowledge.vendors import company_of, find_vendor, same_vendor


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GA4", "Google Analytics"),
        ("google  analytics", "Google Analytics"),
        ("Universal Analytics", "Google Analytics"),
        ("Facebook-pixel", "Meta (Facebook) pixel"),
        ("Facebookin pikseli", "Meta (Facebook) pixel"),
        ("Meta Pixel", "Meta (Facebook) pixel"),
        ("Twitter", "X (Twitter)"),
        ("x.com", "X (Twitter)"),
        ("reCAPTCHA", "Google reCAPTCHA"),
        ("Leadfeeder", "Leadfeeder (Dealfront)"),
        ("Stripe", "Stripe"),
    ],
)
def test_every_spelling_means_one_vendor(text: str, name: str):
    vendor = find_vendor(text)
    assert vendor is not None
    assert vendor.name == name


@pytest.mark.parametrize("text", ["stripe", "segment", "drift", "aws", "", "cookies", "y" * 10_000])
def test_ordinary_words_are_no_vendors(text: str):
    assert find_vendor(text) is None


def test_the_whole_covers_the_part_and_parts_stay_apart():
    assert same_vendor("GA4", "Google Analytics")
    assert same_vendor("Google Analytics", "Google")
    assert same_vendor("Meta Pixel", "Facebook")
    assert not same_vendor("YouTube", "Google Analytics")
    assert not same_vendor("Instagram", "Facebook")


def test_unknown_names_are_the_same_when_spelled_alike():
    assert same_vendor("Acme Metrics", " acme metrics")
    assert not same_vendor("Acme Metrics", "Acme")


def test_a_company_stands_behind_its_services():
    assert company_of("YouTube") == company_of("GA4") == "Google LLC"
    assert company_of("Acme Metrics") is None
