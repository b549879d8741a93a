"""Tests of the rule `policy-outdated`."""

from __future__ import annotations

import pytest

from audits.model import Confidence, Finding, Outcome
from tests.evidence import before, claim, document, finding

RULE = "policy-outdated"


def dated(day: str) -> Finding:
    return finding(RULE, before(), claims=[claim("updated", date=day)])


def saying(text: str, **more: str) -> Finding:
    return finding(RULE, before(), documents=[document(text=text, **more)])


def test_fails_when_dated_before_the_gdpr() -> None:
    found = dated("2016-04-01")
    assert (found.outcome, found.reason, found.confidence) == (Outcome.FAILED, "before-gdpr", Confidence.MEDIUM)
    assert found.evidence == ("/documents/0",)


@pytest.mark.parametrize(
    "text",
    [
        "Google is certified under the EU-US Privacy Shield Framework.",
        "Vi följer personuppgiftslagen (PuL).",
        "Wij verwerken gegevens volgens de Wet bescherming persoonsgegevens.",
        "We comply with Directive 95/46/EC and the Data Protection Act 1998.",
        "Enligt lagen om elektronisk kommunikation, som trädde i kraft den 25 juli 2003, ska alla som besöker …",
        "Enligt LEK (2003:389) måste vi informera om kakor.",
    ],
)
def test_fails_when_it_rests_on_former_law(text: str) -> None:
    found = saying(text)
    assert (found.outcome, found.reason) == (Outcome.FAILED, "former-law")


@pytest.mark.parametrize(
    "text",
    [
        "The Privacy Shield was declared invalid; we rely on standard contractual clauses.",
        "Google is certified under the Data Privacy Framework, which followed the Privacy Shield.",
        "Regulation (EU) 2016/679 (GDPR), repealing Directive 95/46/EC, applies.",
        "Dataskyddsförordningen ersatte personuppgiftslagen.",
        "Lagen (2022:482) om elektronisk kommunikation ersatte lagen (2003:389).",
        "The HIPAA safe harbor, and a framework for data.",
        "We use cookies.",
    ],
)
def test_law_that_is_named_with_what_followed_it_is_no_ground(text: str) -> None:
    assert saying(text).outcome is Outcome.INAPPLICABLE


def test_an_old_date_alone_is_open() -> None:
    assert dated("2020-01-01").reason == "old"


def test_the_latest_date_of_a_document_counts() -> None:
    claims = [claim("updated", date="2015-01-01"), claim("updated", date="2025-06-01")]
    assert finding(RULE, before(), claims=claims).outcome is Outcome.PASSED


def test_passes_with_a_recent_date() -> None:
    assert dated("2025-12-01").outcome is Outcome.PASSED


def test_documents_of_others_and_dates_that_are_none_do_not_count() -> None:
    assert saying("The Privacy Shield protects you.", url="https://elsewhere.example/p").outcome is Outcome.INAPPLICABLE
    assert dated("spring 2016").outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
