"""Tests of the rule `refusal-hidden-link`."""

from __future__ import annotations

from audits.model import Confidence, Finding, Outcome
from crawler.evidence.model import Control
from tests import drawn_banners
from tests.drawn_banners import FILLED, OUTLINED, PLAIN, control
from tests.evidence import before, finding

RULE = "refusal-hidden-link"


def judged(*controls: Control) -> Finding:
    return drawn_banners.judged(RULE, *controls)


def test_fails_when_a_small_link_stands_against_a_button() -> None:
    found = judged(control("accept", FILLED), control("reject", PLAIN, size=12, height=16))
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)


def test_fails_when_the_link_stands_apart_in_the_text() -> None:
    assert judged(control("accept", FILLED, y=100), control("reject", PLAIN, height=18)).outcome is Outcome.FAILED


def test_plain_text_beside_the_button_is_open() -> None:
    assert judged(control("accept", FILLED), control("reject", PLAIN)).reason == "plain-text"


def test_one_refusal_in_the_shape_of_a_button_is_enough() -> None:
    for shape in (FILLED, OUTLINED):
        found = judged(control("accept", FILLED), control("reject", PLAIN, size=11), control("reject", shape))
        assert found.outcome is Outcome.PASSED


def test_passes_when_neither_is_a_button() -> None:
    assert judged(control("accept", PLAIN), control("reject", PLAIN, size=12)).outcome is Outcome.PASSED


def test_cannot_tell_without_styles() -> None:
    assert judged(control("accept", {}), control("reject", {})).reason == "not-read"
    odd = {**PLAIN, "border": ""}
    assert judged(control("accept", FILLED), control("reject", odd, size=10)).reason == "not-read"


def test_inapplicable_when_an_answer_is_not_on_the_first_layer() -> None:
    assert judged(control("accept", FILLED)).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
