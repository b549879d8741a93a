"""The ways back to the consent choice that a site shows once its banner has been answered."""

from __future__ import annotations

from collections.abc import Iterator

from audits.model import Case, Claim
from audits.rules.grounds import needs
from audits.rules.grounds.once import once
from audits.rules.grounds.words import COOKIES, SETTINGS, label_has
from crawler.evidence.model import Answer, AnswerResult, Phase, State

Way = tuple[str, str]
"""(JSON pointer, text) of a link or button."""

_MIN_NAMED = 8
"""Characters from which a link's text that stands in a statement is its name and not a common word."""

_BY_MANAGER = "manager:"
"""Begins the method of a withdrawal that only the consent manager's own function opened: no visitor could do that."""


@once
def ways_back(case: Case) -> tuple[Way, ...]:
    """Return the links and buttons to the cookie settings that show after a proved answer, by their words."""
    return tuple(way for way in _shown(case) if label_has(way[1], COOKIES) and label_has(way[1], SETTINGS))


def ways_named(case: Case, claim: Claim) -> tuple[Way, ...]:
    """Return the links and buttons that a statement on withdrawal names by their own words."""
    quote = " ".join(claim.quote.split()).casefold()
    return tuple(way for way in _shown(case) if _is_named(" ".join(way[1].split()).casefold(), quote))


def withdrawal_of(case: Case) -> Answer | None:
    """Return how consent that had been given was withdrawn, or tried to be; None when nobody got so far."""
    visit = case.visits.get(State.WITHDRAW)
    if visit is None or visit.consent is None or visit.consent.result is not AnswerResult.VERIFIED:
        return None
    return visit.answer


def opened_by_visitor(answer: Answer) -> bool:
    """Tell whether the way back is one that a visitor can see and use."""
    return not (answer.method or "").startswith(_BY_MANAGER)


def sought_in_vain(case: Case) -> bool:
    """Tell whether a way back was looked for on a page that stands under a proved consent, and none was there."""
    visit, answer = case.visits.get(State.WITHDRAW), withdrawal_of(case)
    if visit is None or answer is None or answer.result is not AnswerResult.NOT_OFFERED:
        return False
    return not ways_back(case) and all(page.error is None for page in visit.pages)


@once
def _shown(case: Case) -> tuple[Way, ...]:
    return tuple(_links_after_answers(case))


def _links_after_answers(case: Case) -> Iterator[Way]:
    for state in (State.ACCEPT, State.REJECT, State.WITHDRAW):
        visit = case.visits.get(state)
        given = withdrawal_of(case) is not None if state is State.WITHDRAW else needs.answered(case, state)
        if visit is None or not given:
            continue
        for p, page in enumerate(visit.pages):
            if page.phase is not Phase.LOOK:
                for n, (text, _) in enumerate(page.links):
                    yield f"{case.visit_pointers[state]}/pages/{p}/links/{n}", text[:200]


def _is_named(text: str, quote: str) -> bool:
    return len(text) >= _MIN_NAMED and text in quote and (label_has(text, COOKIES) or label_has(text, SETTINGS))
