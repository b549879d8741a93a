"""Tests of the rule `purpose-differs`."""

from __future__ import annotations

from audits.model import Confidence, Outcome
from tests.evidence import before, claim, cookie, finding

RULE = "purpose-differs"
META = cookie("_fbp", life="P90D", value="fb.1.1772366400000.938475610293")


def test_fails_when_advertising_is_called_functional() -> None:
    found = finding(RULE, before(META), claims=[claim("cookie", name="_fbp", category="functional")])
    assert (found.outcome, found.confidence, found.subjects) == (Outcome.FAILED, Confidence.MEDIUM, ("_fbp",))


def test_other_differences_are_open_as_lists_disagree() -> None:
    for name, category in (("_fbp", "analytics"), ("_ga", "marketing"), ("_ga", "functional")):
        found = finding(RULE, before(cookie(name, life="P90D")), claims=[claim("cookie", name=name, category=category)])
        assert found.reason == "sources-differ", (name, category)


def test_what_is_called_necessary_is_for_another_rule() -> None:
    row = claim("cookie", name="_fbp", category="necessary")
    assert finding(RULE, before(META), claims=[row]).outcome is Outcome.PASSED


def test_passes_when_rows_and_lists_agree_or_nothing_is_known() -> None:
    for name, category in (("_fbp", "marketing"), ("zq", "functional"), ("_fbp", "social")):
        found = finding(RULE, before(cookie(name)), claims=[claim("cookie", name=name, category=category)])
        assert found.outcome is Outcome.PASSED, (name, category)


def test_inapplicable_without_a_seen_row_with_a_category() -> None:
    assert finding(RULE, before(META), claims=[claim("cookie", name="_fbp")]).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(META), documents=[]).outcome is Outcome.INAPPLICABLE
