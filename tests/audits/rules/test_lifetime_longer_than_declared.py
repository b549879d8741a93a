"""Tests of the rule `lifetime-longer-than-declared`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import before, claim, cookie, finding

RULE = "lifetime-longer-than-declared"


def row(name: str, lifetime: str, **more: bool):  # type: ignore[no-untyped-def]
    return claim("cookie", f"{name} is kept {lifetime}", name=name, lifetime=lifetime, **more)


def test_fails_when_a_listed_cookie_lives_longer() -> None:
    found = finding(
        RULE,
        before(cookie("_ga", life="P2Y"), cookie("_gid", life="P1D")),
        claims=[row("_ga", "P1Y"), row("_gid", "P1D")],
    )
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("_ga",))
    assert "2 years" in found.message


def test_passes_within_the_rounding_of_months() -> None:
    assert finding(RULE, before(cookie("_ga", life="P395D")), claims=[row("_ga", "P13M")]).outcome is Outcome.PASSED


def test_the_exact_row_counts_before_the_pattern_and_the_kindest_of_equals() -> None:
    visit = before(cookie("_ga", life="P2Y"))
    assert finding(RULE, visit, claims=[row("_g*", "P1D"), row("_ga", "P2Y")]).outcome is Outcome.PASSED
    assert finding(RULE, visit, claims=[row("_ga", "P1D"), row("_ga", "P2Y")]).outcome is Outcome.PASSED


def test_inapplicable_without_a_time_that_can_be_exceeded() -> None:
    visit = before(cookie("_ga", life="P2Y"))
    for lifetime in ("until-deleted", "variable"):
        assert finding(RULE, visit, claims=[row("_ga", lifetime)]).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, visit, claims=[row("_gid", "P1D")]).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, visit, claims=[row("_ga", "P1D", hedged=True)]).outcome is Outcome.INAPPLICABLE


def test_cannot_tell_without_a_policy() -> None:
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
