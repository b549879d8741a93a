"""Tests of the rule `banner-language-differs`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Outcome
from crawler.evidence.model import Visit
from tests.evidence import banner, before, document, finding

RULE = "banner-language-differs"


def asking(language: str | None, *, page: str = "en") -> Visit:
    """Return a visit to a page of one language whose banner speaks another."""
    return before(shown=replace(banner("accept", "reject"), language=language), language=page)


def test_fails_on_a_banner_that_neither_page_nor_policy_nor_browser_speaks() -> None:
    found = finding(RULE, asking("fi"))
    assert found.outcome is Outcome.FAILED
    assert found.evidence == ("/visits/0/banner/language", "/visits/0/pages/0/language", "/documents/0")


@pytest.mark.parametrize("page", ["en", "en-GB", "EN_us"])
def test_passes_when_the_banner_speaks_the_pages_language(page: str) -> None:
    assert finding(RULE, asking("en", page=page)).outcome is Outcome.PASSED


def test_passes_when_the_banner_speaks_a_policys_language() -> None:
    policy = replace(document(), language="sv")
    assert finding(RULE, asking("sv", page="fi"), documents=[policy]).outcome is Outcome.PASSED


def test_a_page_that_only_declares_its_language_leaves_doubt() -> None:
    policy = replace(document(), language="und")
    assert finding(RULE, asking("fi", page="de"), documents=[policy]).reason == "declared-only"


def test_near_relatives_are_not_told_apart() -> None:
    policy = replace(document(), language="nb")
    assert finding(RULE, asking("da", page="no"), documents=[policy]).reason == "near-relatives"


def test_inapplicable_without_a_banner_or_a_known_language() -> None:
    assert finding(RULE, before()).reason == "no-banner"
    assert finding(RULE, asking(None)).reason == "language-unknown"
    assert finding(RULE, asking("sv", page="")).reason == "language-unknown"
