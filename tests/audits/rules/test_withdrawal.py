"""Tests of the rule `withdrawal`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Outcome
from crawler.evidence.model import AnswerResult, State, Visit
from tests.evidence import accepted, before, claim, finding, visit

RULE = "withdrawal"
ON_SITE = claim("withdrawal", "Change your mind by the link Review my decision in the foot.", via="site-tool")


def with_link(text: str, answer: AnswerResult = AnswerResult.VERIFIED) -> Visit:
    answered = accepted(answer=answer)
    home, again = answered.pages
    return replace(answered, pages=(home, replace(again, links=(("Home", "/"), (text, "")))))


def test_passes_when_a_withdrawal_took_effect() -> None:
    assert finding(RULE, before(), visit(State.WITHDRAW), claims=[ON_SITE]).outcome is Outcome.PASSED


@pytest.mark.parametrize("text", ["Cookie settings", "Ändra samtycke", "Cookievoorkeuren wijzigen", "Manage consent"])
def test_passes_when_a_page_links_to_the_settings_after_the_answer(text: str) -> None:
    found = finding(RULE, before(), with_link(text), claims=[ON_SITE])
    assert (found.outcome, found.subjects) == (Outcome.PASSED, (text,))
    assert found.evidence == ("/visits/1/pages/1/links/1",)


def test_other_links_lead_elsewhere() -> None:
    for text in ("Cookie policy", "Settings", "Account preferences", "Change"):
        assert finding(RULE, before(), with_link(text), claims=[ON_SITE]).reason == "not-tried"


def test_a_link_counts_only_after_a_proved_answer() -> None:
    unproved = with_link("Cookie settings", AnswerResult.FAILED)
    assert finding(RULE, before(), unproved, claims=[ON_SITE]).outcome is Outcome.CANT_TELL


def test_cannot_tell_when_none_was_tried_or_made() -> None:
    assert finding(RULE, before(), claims=[ON_SITE]).reason == "not-tried"
    missing = visit(State.WITHDRAW, answer=AnswerResult.FAILED)
    assert finding(RULE, before(), missing, claims=[ON_SITE]).reason == "not-made"


def test_other_ways_are_not_for_a_site_visit_to_test() -> None:
    for via in ("browser", "contact"):
        assert finding(RULE, before(), claims=[claim("withdrawal", via=via)]).outcome is Outcome.INAPPLICABLE
