"""Look-ups of hosts by their longest known suffix."""

from __future__ import annotations

import pytest

from audits.knowledge.hosts import find_host
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
