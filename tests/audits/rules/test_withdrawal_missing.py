"""Tests of the rule `withdrawal-missing`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audits.model import Confidence, Outcome
from crawler.evidence.model import Answer, AnswerResult, Banner, Phase, State, Visit
from tests.evidence import accepted, banner, before, claim, document, finding, visit

RULE = "withdrawal-missing"
ASKS = banner("accept", "reject")
CONSENT = Answer(result=AnswerResult.VERIFIED, clicks=1, layers=1, clicked=("Accept all",))
NONE_FOUND = Answer(result=AnswerResult.NOT_OFFERED, reason="no way back to the choice was found on the page")


def withdrawn(answer: Answer = NONE_FOUND, *, consent: Answer | None = CONSENT, links: Any = (), **more: Any) -> Visit:
    """Return a visit that accepted and then looked for a way back, on a page with the given links."""
    made = visit(State.WITHDRAW, shown=ASKS, **more)
    home, again = made.pages
    again = replace(again, phase=Phase.CONSENTED, links=tuple((text, "") for text in links))
    return replace(made, answer=answer, consent=consent, pages=(home, again))


def test_fails_when_no_way_back_is_found_and_no_policy_names_one() -> None:
    found = finding(RULE, before(shown=ASKS), withdrawn(links=["Home", "Privacy policy"]))
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)
    assert found.subjects == ("Accept all",)
    assert found.evidence == ("/visits/1/answer",)


@pytest.mark.parametrize("text", ["Cookie settings", "Kakinställningar", "Toestemming wijzigen"])
def test_passes_when_a_page_shows_a_way_back(text: str) -> None:
    assert finding(RULE, before(shown=ASKS), withdrawn(links=[text])).subjects == (text,)


def test_passes_when_a_withdrawal_began_at_a_control_of_the_page() -> None:
    opened = Answer(result=AnswerResult.FAILED, method="finder", clicks=2, clicked=("A round icon", "Refuse"))
    assert finding(RULE, before(shown=ASKS), withdrawn(opened)).outcome is Outcome.PASSED


def test_passes_by_the_link_of_another_visit() -> None:
    seen = accepted(shown=ASKS)
    home, again = seen.pages
    seen = replace(seen, pages=(home, replace(again, links=(("Manage consent", ""),))))
    assert finding(RULE, before(shown=ASKS), seen).outcome is Outcome.PASSED


def test_a_way_that_only_the_manager_opens_is_open() -> None:
    opened = Answer(result=AnswerResult.VERIFIED, method="manager:klaro", clicks=1, clicked=("Refuse",))
    assert finding(RULE, before(shown=ASKS), withdrawn(opened)).reason == "by-manager"


def test_a_policy_that_speaks_of_a_tool_leaves_it_open() -> None:
    for via in ("site-tool", "contact"):
        found = finding(RULE, before(shown=ASKS), withdrawn(), claims=[claim("withdrawal", via=via)])
        assert found.reason == "told-elsewhere"
    by_button = document(text="We use cookies to count visits.\nChange your cookie settings")
    assert finding(RULE, before(shown=ASKS), withdrawn(), documents=[by_button]).reason == "told-elsewhere"


def test_a_banner_that_speaks_of_a_way_back_leaves_it_open() -> None:
    tells = replace(ASKS, withdrawal_told=("You can change your choice at any time.",))
    assert finding(RULE, before(shown=tells), withdrawn()).reason == "told-elsewhere"


def test_a_policy_that_could_not_be_read_leaves_it_open() -> None:
    unread = document(text=None)
    assert finding(RULE, before(shown=ASKS), withdrawn(), documents=[unread]).reason == "unread-policies"


def test_a_language_without_words_leaves_it_open() -> None:
    assert finding(RULE, before(shown=ASKS), withdrawn(language="ja")).reason == "language-unknown"


def test_nobody_looked() -> None:
    unproved = replace(CONSENT, result=AnswerResult.FAILED)
    not_tried = Answer(result=AnswerResult.NOT_TRIED)
    for seen in (withdrawn(consent=None), withdrawn(consent=unproved), withdrawn(not_tried)):
        assert finding(RULE, before(shown=ASKS), seen).reason == "not-looked"
    assert finding(RULE, before(shown=ASKS)).reason == "not-looked"


def test_inapplicable_without_a_banner() -> None:
    assert finding(RULE, before(shown=Banner(found=False))).outcome is Outcome.INAPPLICABLE
