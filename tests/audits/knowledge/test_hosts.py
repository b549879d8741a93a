"""Look-ups of hosts by their longest known suffix."""

from __future__ import annotations

import pytest

from audits.knowledge.hosts import find_collector, find_host, find_request
from audits.model import Purpose


@pytest.mark.parametrize(
    ("host", "vendor", "purpose"),
    [
        ("www.google-analytics.com", "Google Analytics", Purpose.ANALYTICS),
        ("region1.analytics.google.com", "Google Analytics", Purpose.ANALYTICS),
        ("stats.g.doubleclick.net", "Google Analytics", Purpose.ANALYTICS),
        ("googleads.g.doubleclick.net", "Google Marketing Platform", Purpose.MARKETING),
        ("www.googletagmanager.com", "Google Tag Manager", Purpose.UNKNOWN),
        ("connect.facebook.net", "Meta (Facebook) pixel", Purpose.MARKETING),
        ("px.ads.linkedin.com", "LinkedIn Insight Tag", Purpose.MARKETING),
        ("consent.cookiebot.com", "Cookiebot", Purpose.NECESSARY),
        ("fonts.gstatic.com", "Google Fonts", Purpose.FUNCTIONAL),
        (".youtube.com", "YouTube", Purpose.MARKETING),
    ],
)
def test_the_longest_known_suffix_decides(host: str, vendor: str, purpose: Purpose):
    fact = find_host(host)
    assert fact is not None
    assert (fact.vendor, fact.purpose) == (vendor, purpose)


@pytest.mark.parametrize("host", ["", "example.se", "com", "notgoogle-analytics.com", "127.0.0.1", "a." * 3000])
def test_other_hosts_are_unknown(host: str):
    assert find_host(host) is None


@pytest.mark.parametrize(
    ("host", "path", "category"),
    [
        ("www.google.com", "/recaptcha/api2/anchor", "captcha"),
        ("www.google.nl", "/maps/embed", "maps"),
        ("www.google.com", "/ads/ga-audiences", "marketing"),
        ("www.google.com", "/adsensation", "general"),
        ("www.google.com", "/search", "general"),
        ("www.facebook.com", "/tr", "marketing"),
        ("www.facebook.com", "/tr/", "marketing"),
        ("www.facebook.com", "/travel", "social"),
        ("bat.bing.com", "/action/0", "marketing"),
        ("www.bing.com", "/maps", "general"),
        ("m.media-amazon.com", "/images/1.jpg", "cdn"),
        ("aax-eu.amazon-adsystem.com", "/e/dtb/bid", "marketing"),
        ("shop.firebaseio.com", "/a.json", "hosting"),
    ],
)
def test_on_hosts_that_serve_many_things_the_path_decides(host: str, path: str, category: str):
    fact = find_request(host, path)
    assert fact is not None
    assert fact.category == category


def test_a_request_to_an_unknown_host_is_unknown():
    assert find_request("example.se", "/ads/") is None


@pytest.mark.parametrize(
    ("path", "vendor"),
    [
        ("/com.snowplowanalytics.snowplow/tp2", "Snowplow"),
        ("/matomo.php", "Matomo"),
        ("/ee/v1/interact", "Adobe Analytics"),
        ("/b/ss/brand/1/JS-2.22/s123", "Adobe Analytics"),
        ("/com.snowplowanalytics", None),
        ("/b/ssl", None),
        ("/", None),
    ],
)
def test_a_vendors_own_path_tells_wherever_its_collector_stands(path: str, vendor: str | None) -> None:
    fact = find_collector(path)
    assert (fact.vendor if fact else None) == vendor
