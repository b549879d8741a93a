"""Look-ups of cookies and storage keys by name, domain and kind of storage."""

from __future__ import annotations

import pytest

from audits.knowledge.cookies import find_cookie
from audits.model import Purpose
from crawler.evidence.model import StorageKind


@pytest.mark.parametrize(
    ("name", "vendor", "purpose"),
    [
        ("_ga", "Google Analytics", Purpose.ANALYTICS),
        ("_ga_6XJ2K0PQ1R", "Google Analytics", Purpose.ANALYTICS),
        ("_dc_gtm_UA-12345-1", "Google Analytics", Purpose.ANALYTICS),
        ("_gcl_au", "Google Ads", Purpose.MARKETING),
        ("_fbp", "Meta (Facebook) pixel", Purpose.MARKETING),
        ("IDE", "Google Marketing Platform", Purpose.MARKETING),
        ("_pk_id.1.1fff", "Matomo", Purpose.ANALYTICS),
        ("_hjSessionUser_1234567", "Hotjar", Purpose.ANALYTICS),
        ("li_fat_id", "LinkedIn Insight Tag", Purpose.MARKETING),
        ("YSC", "YouTube", Purpose.MARKETING),
        ("CookieConsent", "Cookiebot", Purpose.NECESSARY),
        ("OptanonConsent", "OneTrust", Purpose.NECESSARY),
        ("PHPSESSID", None, Purpose.NECESSARY),
        ("ASPSESSIONIDQQBACRTC", None, Purpose.NECESSARY),
        (".AspNetCore.Antiforgery.9fXoN5jHCXs", None, Purpose.NECESSARY),
        ("BIGipServer~web~pool", None, Purpose.NECESSARY),
        ("AWSALBCORS", "Amazon Web Services", Purpose.NECESSARY),
        ("lang", None, Purpose.FUNCTIONAL),
        ("SSESS0123456789abcdef0123456789abcdef", "Drupal", Purpose.NECESSARY),
    ],
)
def test_knows_the_cookies_met_most(name: str, vendor: str | None, purpose: Purpose):
    fact = find_cookie(name)
    assert fact is not None
    assert (fact.vendor, fact.purpose) == (vendor, purpose)


def test_an_ambiguous_name_is_known_on_its_domain_only():
    assert find_cookie("uid") is None
    assert find_cookie("uid", "example.se") is None
    fact = find_cookie("uid", ".track.adform.net")
    assert fact is not None
    assert fact.vendor == "Adform"


def test_a_domain_that_merely_ends_alike_is_another():
    assert find_cookie("uid", "notadform.net") is None


def test_a_row_bound_to_the_domain_comes_before_the_general_one():
    fact = find_cookie("lang", ".linkedin.com")
    assert fact is not None
    assert fact.vendor == "LinkedIn"


def test_the_longest_pattern_decides():
    fact = find_cookie("kndctr_ABC_AdobeOrg_consent")
    assert fact is not None
    assert fact.purpose is Purpose.NECESSARY


@pytest.mark.parametrize(
    "name",
    [
        "cookieacceptans",
        "acme_cookie_choice",
        "COOKIE_CONSENT",
        "hide-cookie-banner",
        "samtykke_status",
        "gdpr-accepted",
    ],
)
def test_a_sites_own_record_of_consent_is_known_by_its_words(name: str):
    fact = find_cookie(name)
    assert fact is not None
    assert fact.purpose is Purpose.NECESSARY


@pytest.mark.parametrize("name", ["cookie_id", "cookie", "acme_cookies", "uncookie_consenting"])
def test_a_word_about_cookies_alone_is_no_record_of_consent(name: str):
    assert find_cookie(name) is None


def test_names_are_told_apart_by_case():
    assert find_cookie("phpsessid") is None


def test_a_cookie_moved_to_web_storage_is_still_known():
    fact = find_cookie("_ga", "example.se", StorageKind.LOCAL_STORAGE)
    assert fact is not None
    assert fact.vendor == "Google Analytics"


def test_a_storage_key_does_not_explain_a_cookie():
    assert find_cookie("rc::a", None, StorageKind.LOCAL_STORAGE) is not None
    assert find_cookie("rc::a", None, StorageKind.COOKIE) is None


@pytest.mark.parametrize("name", ["", "*", "/", "x" * 5000, "_ga_" * 2000, "\x00\n", "(a+)+$", "🍪"])
def test_odd_names_are_unknown_and_harmless(name: str):
    assert find_cookie(name) is None
