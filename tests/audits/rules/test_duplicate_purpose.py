"""Tests of the rule `duplicate-purpose`."""

from __future__ import annotations

from audits.model import Claim, Confidence, Outcome
from tests.evidence import before, claim, finding

RULE = "duplicate-purpose"


def row(category: str, provider: str = "", name: str = "_ga") -> Claim:
    return claim("cookie", name=name, category=category, **({"provider": provider} if provider else {}))


def test_fails_when_one_cookie_is_necessary_here_and_optional_there() -> None:
    found = finding(RULE, before(), claims=[row("necessary", "Google Analytics"), row("analytics", "Google")])
    assert (found.outcome, found.confidence, found.subjects) == (Outcome.FAILED, Confidence.MEDIUM, ("_ga",))


def test_rows_of_different_providers_are_different_cookies() -> None:
    found = finding(RULE, before(), claims=[row("necessary", "Cloudflare"), row("marketing", "HubSpot")])
    assert found.outcome is Outcome.PASSED


def test_rows_that_do_not_say_whose_leave_it_open() -> None:
    assert finding(RULE, before(), claims=[row("necessary"), row("analytics")]).reason == "may-differ"
    assert finding(RULE, before(), claims=[row("functional", "Google"), row("analytics", "Google")]).reason == (
        "may-differ"
    )


def test_passes_when_all_rows_agree() -> None:
    assert finding(RULE, before(), claims=[row("analytics"), row("analytics")]).outcome is Outcome.PASSED


def test_inapplicable_when_nothing_is_listed_twice() -> None:
    assert finding(RULE, before(), claims=[row("analytics"), row("necessary", name="sid")]).outcome is (
        Outcome.INAPPLICABLE
    )
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
