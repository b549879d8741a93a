"""Which documents speak for the site."""

from __future__ import annotations

import pytest

from audits.inventory.ownership import speaks_for
from audits.inventory.site import Site
from audits.model import DocumentCase
from crawler.evidence.model import Document, DocumentKind, FoundBy


def read(url: str, source: str) -> DocumentCase:
    document = Document(
        url=url,
        final_url=url,
        kind=DocumentKind.PRIVACY_POLICY,
        found_by=FoundBy(source=source),
        fetched_at="2026-01-01T00:00:00Z",
        sha256="ab",
    )
    return DocumentCase(document=document, text=None, language="und", pointer="/documents/0")


@pytest.mark.parametrize(
    ("url", "source", "own"),
    [
        ("https://www.firma.se/policy", "home-link", True),
        ("https://www.iubenda.com/privacy-policy/8123456", "home-link", True),
        ("https://www.iubenda.com/privacy-policy/8123456", "document-link", False),
        ("https://www.iubenda.com/en/privacy", "home-link", False),
        ("https://www.koncern.se/policy", "home-link", False),
        ("https://www.koncern.se/policy", "sites-file", True),
    ],
)
def test_a_hosted_policy_that_the_site_links_to_is_its_own(url: str, source: str, own: bool) -> None:
    site = Site(domains=frozenset({"firma.se"}))
    assert speaks_for(site, "ab", [read(url, source)], []) is own
