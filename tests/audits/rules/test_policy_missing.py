"""Tests of the rule `policy-missing`."""

from __future__ import annotations

from audits.model import Confidence, Outcome
from crawler.evidence.model import GatherError
from tests.evidence import before, cookie, document, finding

RULE = "policy-missing"


def test_fails_when_the_site_stores_and_has_no_policy() -> None:
    found = finding(RULE, before(cookie("_ga", life="P2Y")), documents=[])
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)


def test_passes_when_one_was_found() -> None:
    assert finding(RULE, before(cookie("_ga"))).outcome is Outcome.PASSED


def test_cannot_tell_when_the_search_met_an_error_or_the_language_is_unknown() -> None:
    error = GatherError(stage="policy", code="timeout", message="The sitemap did not answer.")
    assert finding(RULE, before(cookie("_ga")), documents=[], errors=[error]).reason == "hampered"
    assert finding(RULE, before(cookie("_ga"), language="xx"), documents=[]).reason == "language-unknown"
    assert finding(RULE, before(status=500), documents=[]).outcome is Outcome.CANT_TELL


def test_a_page_that_speaks_of_something_else_is_no_policy_found_and_none_missing_for_sure() -> None:
    gone = GatherError(stage="document", code="no-policy-text", message="It speaks of neither privacy nor cookies.")
    linked = document(text=None, error=gone)
    assert finding(RULE, before(cookie("_ga", life="P2Y")), documents=[linked]).reason == "hampered"
    both = [linked, document("other", url="https://www.shop.example/privacy")]
    assert finding(RULE, before(cookie("_ga")), documents=both).outcome is Outcome.PASSED


def test_inapplicable_when_nothing_is_stored_or_sent() -> None:
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
