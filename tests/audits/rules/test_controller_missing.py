"""Tests of the rule `controller-missing`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Confidence, DocumentCase, Finding, Outcome
from crawler.evidence.model import DocumentKind
from tests.evidence import before, document, finding

RULE = "controller-missing"
LONG = "We care about your privacy and treat what we learn about you with respect. " * 30


def policy(text: str | None, kind: DocumentKind = DocumentKind.PRIVACY_POLICY, **more: str) -> DocumentCase:
    made = document(text=text, **more)
    return replace(made, document=replace(made.document, kind=kind))


def judged(*documents: DocumentCase) -> Finding:
    return finding(RULE, before(), documents=documents)


def test_fails_when_a_long_policy_names_nobody() -> None:
    found = judged(policy(LONG))
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)


@pytest.mark.parametrize(
    "words",
    [
        "Write to privacy@acme.example.",
        "Mejla info (at) acme.se så svarar vi.",
        "Call +46 8 123 45 67.",
        "Acme Handels AB",
        "Bakkerij de Molen B.V., KvK 12345678",
        "Den som är personuppgiftsansvarig är bolaget.",
        "Verwerkingsverantwoordelijke is de stichting.",
        "Example Ltd is the data controller.",
        "Rekisterinpitäjä on yritys.",
    ],
)
def test_passes_when_somebody_is_named_or_can_be_reached(words: str) -> None:
    assert judged(policy(LONG + words)).outcome is Outcome.PASSED


def test_another_policy_of_the_site_may_name_them() -> None:
    cookies = policy("Acme AB uses cookies.", DocumentKind.COOKIE_POLICY)
    assert judged(policy(LONG), cookies).outcome is Outcome.PASSED


def test_the_sites_own_name_alone_is_open() -> None:
    assert judged(policy(LONG + " Shop respects you.")).reason == "name-only"


def test_a_policy_that_could_not_be_read_leaves_it_open() -> None:
    assert judged(policy(LONG), policy(None)).reason == "unread"


def test_inapplicable_without_a_privacy_policy_of_some_length() -> None:
    assert judged(policy("We care.")).outcome is Outcome.INAPPLICABLE
    assert judged(policy(LONG, DocumentKind.COOKIE_POLICY)).outcome is Outcome.INAPPLICABLE
    assert judged(policy(LONG, url="https://elsewhere.example/privacy")).outcome is Outcome.INAPPLICABLE
    assert judged().outcome is Outcome.INAPPLICABLE
