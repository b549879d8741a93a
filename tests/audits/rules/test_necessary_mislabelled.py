"""Tests of the rule `necessary-mislabelled`."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Claim, Outcome, Severity
from crawler.evidence.model import DocumentKind
from tests.evidence import before, claim, cookie, document, finding

RULE = "necessary-mislabelled"


def row(name: str, category: str = "necessary") -> Claim:
    return claim("cookie", name=name, category=category)


def test_fails_when_advertising_is_called_necessary() -> None:
    found = finding(RULE, before(cookie("_fbp", life="P90D")), claims=[row("_fbp")])
    assert (found.outcome, found.severity, found.subjects) == (Outcome.FAILED, Severity.HIGH, ("_fbp",))


def test_analytics_called_necessary_weigh_less() -> None:
    found = finding(RULE, before(cookie("_ga", life="P2Y")), claims=[row("_ga")])
    assert (found.outcome, found.severity) == (Outcome.FAILED, Severity.MEDIUM)


def test_a_managers_declaration_counts_as_well() -> None:
    declared = document()
    declared = replace(declared, document=replace(declared.document, kind=DocumentKind.CMP_DECLARATION))
    found = finding(RULE, before(cookie("_fbp")), claims=[row("_fbp")], documents=[declared])
    assert found.outcome is Outcome.FAILED


def test_measurement_that_may_be_exempt_never_fails() -> None:
    found = finding(RULE, before(cookie("_pk_id.1.abcd", life="P393D")), claims=[row("_pk_id*")])
    assert found.outcome is Outcome.PASSED
    exempt = claim("consent-exempt", category="analytics")
    found = finding(RULE, before(cookie("_ga")), claims=[row("_ga"), exempt])
    assert found.outcome is Outcome.PASSED


def test_a_cookie_of_a_company_of_many_services_is_spared() -> None:
    found = finding(RULE, before(cookie("NID", ".google.com", life="P6M")), claims=[row("NID")])
    assert found.outcome is Outcome.PASSED


def test_names_that_anybody_may_use_prove_nothing() -> None:
    assert finding(RULE, before(cookie("uid", life="P1Y")), claims=[row("uid")]).outcome is Outcome.PASSED


def test_passes_with_what_is_necessary() -> None:
    assert finding(RULE, before(cookie("PHPSESSID")), claims=[row("PHPSESSID")]).outcome is Outcome.PASSED


def test_inapplicable_without_a_seen_necessary_row() -> None:
    found = finding(RULE, before(cookie("_fbp")), claims=[row("_fbp", "marketing")])
    assert found.outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE


def test_cannot_tell_without_a_policy() -> None:
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
