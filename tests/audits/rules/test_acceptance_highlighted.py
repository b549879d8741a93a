"""Tests of the rule `acceptance-highlighted`."""

from __future__ import annotations

import pytest

from audits.model import Confidence, Finding, Outcome
from audits.rules.grounds.looks_of_controls import colour, contrast
from crawler.evidence.model import Control
from tests import drawn_banners
from tests.drawn_banners import FILLED, OUTLINED, control
from tests.evidence import before, finding

RULE = "acceptance-highlighted"


def judged(*controls: Control) -> Finding:
    return drawn_banners.judged(RULE, *controls)


FAINT = {"background-color": "rgb(255, 255, 255)", "color": "rgb(220, 220, 220)", "border": "0px none"}


def test_fails_when_the_refusal_can_hardly_be_read() -> None:
    found = judged(control("accept", FILLED), control("reject", FAINT))
    assert (found.outcome, found.reason, found.confidence) == (Outcome.FAILED, "unreadable", Confidence.MEDIUM)


def test_fails_when_the_acceptance_is_far_larger_in_larger_text() -> None:
    found = judged(control("accept", FILLED, size=20, width=400), control("reject", OUTLINED, size=14))
    assert (found.outcome, found.reason) == (Outcome.FAILED, "larger")


def test_colour_alone_is_left_open() -> None:
    assert judged(control("accept", FILLED), control("reject", OUTLINED)).reason == "emphasis"
    assert judged(control("accept", FILLED, width=400), control("reject", FILLED)).reason == "emphasis"


def test_passes_when_both_look_alike() -> None:
    assert judged(control("accept", FILLED), control("reject", FILLED)).outcome is Outcome.PASSED
    assert judged(control("accept", {}), control("reject", {})).outcome is Outcome.PASSED


def test_two_faint_buttons_push_nobody() -> None:
    assert judged(control("accept", FAINT), control("reject", FAINT)).outcome is Outcome.PASSED


def test_inapplicable_when_an_answer_is_not_on_the_first_layer() -> None:
    assert judged(control("reject", FILLED)).outcome is Outcome.INAPPLICABLE
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE


def test_contrast_is_that_of_wcag() -> None:
    black = {"background-color": "rgb(255, 255, 255)", "color": "rgb(0, 0, 0)"}
    assert contrast(control("reject", black)) == pytest.approx(21)
    assert contrast(control("reject", {**black, "background-color": "rgba(0, 0, 0, 0)"})) is None


def test_the_ground_of_text_without_its_own_is_what_it_lies_in() -> None:
    clear = {"background-color": "rgba(0, 0, 0, 0)", "color": "rgb(0, 0, 0)"}
    clear |= {"seen-background-color": "rgb(255, 255, 255)"}
    assert contrast(control("reject", clear)) == pytest.approx(21)
    assert contrast(control("reject", {**clear, "opacity": "0.5"})) is None


def test_colours_are_read_in_old_and_new_spelling() -> None:
    assert colour("rgba(1, 2, 3, 0.5)") == (1, 2, 3, 0.5)
    assert colour("rgb(1 2 3 / 50%)") == (1, 2, 3, 0.5)
    assert colour("color(srgb 1 1 1)") is None
