"""Which addresses are those of customers' policies on services that host them."""

from __future__ import annotations

import pytest

from crawler.evidence.policy_hosts import is_hosted_policy


@pytest.mark.parametrize(
    ("url", "hosted"),
    [
        ("https://www.iubenda.com/privacy-policy/8123456", True),
        ("https://www.iubenda.com/privacy-policy/8123456/cookie-policy", True),
        ("https://app.termly.io/policy-viewer/policy.html?policyUUID=9a8b", True),
        ("https://www.iubenda.com/privacy-policy/", False),
        ("https://www.iubenda.com/en/privacy", False),
        ("https://iubenda.com.example/privacy-policy/8123456", False),
        ("https://[broken/privacy-policy/1", False),
    ],
)
def test_a_customers_policy_is_told_from_the_services_own(url: str, hosted: bool) -> None:
    assert is_hosted_policy(url) is hosted
