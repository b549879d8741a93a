"""Failures held against visits repeated in real time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audits.engine import audit
from audits.engine.confirmation import states_behind
from audits.model import Finding, Outcome
from crawler.evidence.bundle import BundleWriter, open_bundle
from crawler.evidence.model import State, Visit
from tests.evidence import accepted, before, cookie, evidence, rejected

GA = cookie("_ga", life="P2Y")
RULE = "cookies-before-consent"


def findings(folder: Path, *visits: Visit, again: tuple[Visit, ...] = ()) -> tuple[Finding, ...]:
    with BundleWriter(folder / "bundle") as writer:
        path = writer.seal(replace(evidence(*visits), confirmations=again))
    return audit(open_bundle(path)).findings


def the(found: tuple[Finding, ...], rule: str) -> Finding:
    (finding,) = [each for each in found if each.rule == rule]
    return finding


@pytest.mark.parametrize(
    ("again", "confirmed"),
    [
        (before(GA), True),
        (before(), False),
        (before(complete=False), None),
    ],
)
def test_a_failure_says_whether_it_failed_again(tmp_path: Path, again: Visit, confirmed: bool | None) -> None:
    finding = the(findings(tmp_path, before(GA), rejected(), accepted(), again=(again,)), RULE)
    assert (finding.outcome, finding.confirmed) == (Outcome.FAILED, confirmed)


def test_without_a_repetition_nothing_is_confirmed(tmp_path: Path) -> None:
    assert {each.confirmed for each in findings(tmp_path, before(GA), rejected(), accepted())} == {None}


def test_a_repetition_of_another_state_confirms_nothing(tmp_path: Path) -> None:
    finding = the(findings(tmp_path, before(GA), rejected(), accepted(), again=(rejected(GA),)), RULE)
    assert (finding.outcome, finding.confirmed) == (Outcome.FAILED, None)


def test_the_states_behind_failures_are_those_their_evidence_points_into(tmp_path: Path) -> None:
    visits = before(), rejected(GA), accepted(GA)
    found = findings(tmp_path, *visits)
    assert the(found, "refusal-ignored").outcome is Outcome.FAILED
    assert states_behind([the(found, "refusal-ignored")], evidence(*visits)) == (State.REJECT,)
    assert states_behind([each for each in found if each.outcome is not Outcome.FAILED], evidence(*visits)) == ()
