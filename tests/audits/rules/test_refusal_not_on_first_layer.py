"""Tests of the rule `refusal-not-on-first-layer`."""

from __future__ import annotations

from audits.model import Confidence, Outcome
from tests.evidence import banner, before, finding, rejected

RULE = "refusal-not-on-first-layer"


def test_fails_when_only_acceptance_is_offered_at_first() -> None:
    found = finding(RULE, before(shown=banner("accept", "settings", reject=2)))
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)


def test_a_refusal_that_took_two_layers_makes_it_certain() -> None:
    shown = banner("accept", "unknown", reject=2)
    found = finding(RULE, before(shown=shown), rejected(shown=shown, layers=2))
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.HIGH)


def test_passes_when_refusal_stands_beside_acceptance() -> None:
    assert finding(RULE, before(shown=banner("accept", "reject"))).outcome is Outcome.PASSED


def test_cannot_tell_with_controls_that_may_refuse() -> None:
    for role in ("unknown", "close", "save", "pay"):
        assert finding(RULE, before(shown=banner("accept", role))).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner_that_asks() -> None:
    assert finding(RULE, before()).reason == "no-banner"
    assert finding(RULE, before(shown=banner("acknowledge"))).reason == "nothing-asked"


def test_cannot_tell_when_nobody_looked() -> None:
    assert finding(RULE, before(shown=None)).outcome is Outcome.CANT_TELL
