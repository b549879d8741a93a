"""Tests of the rule `list-incomplete`."""

from __future__ import annotations

import pytest

from audits.model import Claim, Confidence, Outcome
from tests.evidence import before, claim, finding

RULE = "list-incomplete"


def row(name: str, rest: str = "Google\nStatistics", **params: str) -> Claim:
    return claim("cookie", f"{name}\n{rest}", name=name, **params)


TIMELESS = [row(name, purpose="Statistics") for name in ("_ga", "_gid", "_gat1")]


def test_fails_when_no_row_and_no_sentence_gives_a_time() -> None:
    found = finding(RULE, before(), claims=TIMELESS)
    assert (found.outcome, found.reason, found.confidence) == (Outcome.FAILED, "no-lifetimes", Confidence.MEDIUM)


def test_fails_when_most_rows_say_nothing_of_the_purpose() -> None:
    rows = [row(name, "Google\n2 years", lifetime="P2Y") for name in ("_ga", "_gid", "_gat")]
    found = finding(RULE, before(), claims=rows)
    assert (found.outcome, found.reason) == (Outcome.FAILED, "no-purposes")


@pytest.mark.parametrize("rest", ["Statistics\n12 mån", "Statistik\nSitzung", "until you delete it", "istunto"])
def test_what_may_be_a_time_counts_as_told(rest: str) -> None:
    rows = [row(name, rest, purpose="Statistics") for name in ("_ga", "_gid", "_gat")]
    assert finding(RULE, before(), claims=rows).reason == "gaps"


def test_a_time_in_running_text_counts_as_told() -> None:
    told = claim("lifetime", subject="cookies", duration="P1Y")
    assert finding(RULE, before(), claims=[*TIMELESS, told]).reason == "gaps"


def test_passes_when_every_row_says_both() -> None:
    rows = [row(name, category="analytics", lifetime="P1D") for name in ("_ga", "_gid", "_gat")]
    assert finding(RULE, before(), claims=rows).outcome is Outcome.PASSED


def test_a_gap_in_one_row_is_open() -> None:
    rows = [row(name, category="analytics", lifetime="P1D") for name in ("_ga", "_gid", "_gat")]
    assert finding(RULE, before(), claims=[*rows, row("zq", category="analytics")]).subjects == ("zq",)


def test_inapplicable_without_a_list_of_rows() -> None:
    assert finding(RULE, before(), claims=TIMELESS[:2]).outcome is Outcome.INAPPLICABLE
    names = [claim("cookie", name, name=name) for name in ("_ga", "_gid", "_gat")]
    assert finding(RULE, before(), claims=names).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
