"""A visit that was left out, one that failed and one of which nobody knows are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.evidence.bundle import evidence_from_json, evidence_to_json
from crawler.evidence.model import GatherError, State
from tests.evidence import banner, before, evidence, finding

RULE = "refusal-ignored"
SHOWN = banner("accept", "reject")
ALL, HOME_ONLY = (State.BEFORE, State.REJECT, State.ACCEPT), (State.BEFORE,)


@pytest.mark.parametrize(("asked", "reason"), [(HOME_ONLY, "unvisited-reject"), (ALL, "no-reject")])
def test_a_visit_that_was_asked_for_and_not_made_was_not_left_out(asked: tuple[State, ...], reason: str) -> None:
    found = finding(RULE, before(shown=SHOWN), asked=asked)
    assert found.reason == reason


@pytest.mark.parametrize("asked", [None, HOME_ONLY, ALL])
@pytest.mark.parametrize("stage", ["policy", "document", "robots", "dns"])
def test_what_failed_beside_the_visits_explains_none(asked: tuple[State, ...] | None, stage: str) -> None:
    beside = GatherError(stage=stage, code="timeout", message="The sitemap did not answer")
    found = finding(RULE, before(shown=SHOWN), asked=asked, errors=[beside])
    assert found.reason == ("no-reject" if asked == ALL else "unvisited-reject")
    assert "sitemap" not in found.message


@pytest.mark.parametrize("asked", [None, HOME_ONLY, ALL])
def test_a_site_that_could_not_be_seen_is_told_before_what_was_left_out(asked: tuple[State, ...] | None) -> None:
    ended = GatherError(stage="deadline", code="killed", message="It was ended after 60 s")
    found = finding(RULE, asked=asked, errors=[ended])
    assert (found.reason, "ended after 60 s" in found.message) == ("no-reject", True)
    down = finding(RULE, before(status=503, shown=None), asked=asked)
    assert (down.reason, "503" in down.message) == ("no-reject", True)


def test_a_bundle_that_does_not_say_what_was_asked_for_is_read() -> None:
    said = evidence(before(), asked=ALL)
    old = evidence_to_json(said)
    assert old.pop("asked_states") == ["before", "reject", "accept"]
    assert evidence_from_json(old) == replace(said, asked_states=None)
