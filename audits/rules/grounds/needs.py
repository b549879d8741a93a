"""What a rule needs to have been gathered, checked once for all rules.

A hard miss (there is nothing to judge) ends the matter; a soft miss (something was seen, but not all) leaves what was
seen to fail on, and only keeps absence from counting as a pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audits.model import Case, Need, Outcome
from crawler.evidence.model import AnswerResult, Banner, State, Visit

MESSAGES = {
    "no-before": "The site could not be seen as a visitor who has answered nothing sees it: {why}",
    "no-reject": "The site could not be seen after a refusal: {why}",
    "no-accept": "The site could not be seen after an acceptance: {why}",
    "no-withdraw": "The site could not be seen after a withdrawal of consent: {why}",
    "unvisited-before": "The site was not visited without an answer.",
    "unvisited-reject": "The site was not visited with a refusal.",
    "unvisited-accept": "The site was not visited with an acceptance.",
    "unvisited-withdraw": "The site was not visited with a withdrawal of consent.",
    "not-offered-reject": "No way to refuse was found, so there is no refusal to test.",
    "not-offered-accept": "No way to accept was found, so there is no acceptance to test.",
    "not-offered-withdraw": "No way to withdraw consent was found, so there is no withdrawal to test.",
    "no-banner-look": "Nobody could look for a consent banner: {why}",
    "no-documents": "No policy could be read.",
    "none-found": "No policy was found, which policy-missing judges.",
    "incomplete-before": "Nothing against it was seen, but the visit before consent was not complete: {why}",
    "incomplete-reject": "Nothing against it was seen, but the visit after refusal was not complete: {why}",
    "incomplete-accept": "Nothing against it was seen, but the visit after acceptance was not complete: {why}",
    "incomplete-withdraw": "Nothing against it was seen, but the visit after withdrawal was not complete: {why}",
    "third-party-cookies-refused": (
        "Nothing against it was seen, but the browser was not proved to accept third-party cookies, "
        "so that their absence says nothing."
    ),
    "nothing-to-refuse": (
        "Nothing that needs consent was seen, not even after an acceptance: there may be nothing to ask for ({names})."
    ),
    "part": (
        "The statement is only about “{about}”, not about the whole site; "
        "which of what was seen belongs to it can't be told."
    ),
    "rule-error": "The rule stopped with an error ({error}); this is a fault of cookie-audit, not of the site.",
}
"""Message templates of what the engine itself decides."""

_NOT_MADE = "the visit was not made."
"""Said where nothing went wrong that would explain it."""
_BESIDE_VISITS = frozenset({"policy", "document", "robots", "dns"})
"""Stages whose errors explain no visit that is missing."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A need that is not met."""

    outcome: Outcome
    reason: str
    """Key of `MESSAGES`."""
    why: str = ""


def hard_miss(case: Case, needs: Iterable[Need]) -> Miss | None:
    """Return the first need for which there is nothing at all to judge; None when all can be judged."""
    return next((miss for need in needs if (miss := _hard(case, need)) is not None), None)


def soft_miss(case: Case, needs: Iterable[Need]) -> Miss | None:
    """Return the first need that makes absence prove nothing; None when absence counts."""
    return next((miss for need in needs if (miss := _soft(case, need)) is not None), None)


def answered(case: Case, state: State) -> bool:
    """Tell whether the state was visited and its answer shown to have taken effect."""
    return _missing_answer(case, state) is None


def complete(case: Case, *states: State) -> bool:
    """Tell whether each state was gone through to its end, so that absence in it means something."""
    visits = [case.visits.get(state) for state in states]
    return all(visit is not None and visit.complete for visit in visits)


def seen_home(visit: Visit | None) -> bool:
    """Tell whether a visit got to see the site's home page."""
    return visit is not None and _home_problem(visit) is None


def _hard(case: Case, need: Need) -> Miss | None:
    if need is Need.BEFORE:
        return _unseen(case, State.BEFORE)
    if need in (Need.REJECT, Need.ACCEPT, Need.WITHDRAW):
        return _missing_answer(case, State(need.value))
    if need is Need.BANNER and banner_visit(case) is None:
        return Miss(Outcome.CANT_TELL, "no-banner-look", _visit_problem(case, State.BEFORE) or "the look was not made.")
    if need is Need.DOCUMENTS and not case.documents:
        return Miss(Outcome.INAPPLICABLE, "none-found")
    if need is Need.DOCUMENTS and not any(document.text for document in case.documents):
        return Miss(Outcome.CANT_TELL, "no-documents")
    return None


def _soft(case: Case, need: Need) -> Miss | None:
    if need in (Need.BEFORE, Need.REJECT, Need.ACCEPT, Need.WITHDRAW):
        visit = case.visits.get(State(need.value))
        if visit is None or not visit.complete:
            return Miss(Outcome.CANT_TELL, f"incomplete-{need.value}", _first_error(visit))
    if need is Need.THIRD_PARTY_COOKIES and case.evidence.environment.third_party_cookies is not True:
        return Miss(Outcome.CANT_TELL, "third-party-cookies-refused")
    return None


def banner_visit(case: Case) -> State | None:
    """Return the first state in whose visit somebody looked for a banner, those that saw one first; None: nobody."""
    looked = [state for state in State if (visit := case.visits.get(state)) is not None and visit.banner is not None]
    looked = [state for state in looked if seen_home(case.visits[state])]
    found = [state for state in looked if (banner := case.visits[state].banner) is not None and banner.found]
    return next(iter(found + looked), None)


def shown_banner(case: Case) -> tuple[State, Banner] | None:
    """Return the banner that was found, and in which state's visit; None when nobody looked or none was found."""
    state = banner_visit(case)
    banner = case.visits[state].banner if state else None
    return (state, banner) if state is not None and banner is not None and banner.found else None


def opened_banner(case: Case) -> tuple[State, Banner] | None:
    """Return the banner with the choices of the layers that were opened behind it; otherwise as `shown_banner`.

    Only a visit that went for a refusal opens layers that nobody has answered yet: what stands switched on after an
    acceptance is the visitor's own.
    """
    visit = case.visits.get(State.REJECT)
    shown = shown_banner(case)
    if visit is None or visit.banner is None or not visit.banner.found or (shown and shown[1].choices):
        return shown
    return (State.REJECT, visit.banner) if visit.banner.choices else shown


def no_banner(case: Case) -> bool:
    """Tell whether a banner was looked for on the site's home page and none was found, in any visit.

    A banner that shows only to a browser that says it is automated is there, and could not be answered.
    """
    state = banner_visit(case)
    banner = case.visits[state].banner if state else None
    return banner is not None and not banner.found and banner.seen_by_automation is not True


def _missing_answer(case: Case, state: State) -> Miss | None:
    visit = case.visits.get(state)
    tried = visit is not None and visit.answer is not None and visit.answer.result is not AnswerResult.NOT_TRIED
    if not tried and no_banner(case):
        return Miss(Outcome.INAPPLICABLE, f"not-offered-{state.value}")
    unseen = _unseen(case, state)
    if unseen is not None:
        return unseen
    answer = case.visits[state].answer
    if answer is None or answer.result is AnswerResult.NOT_TRIED:
        return Miss(Outcome.CANT_TELL, f"no-{state.value}", _sentence(answer.reason if answer else "") or "not tried.")
    if answer.result is AnswerResult.NOT_OFFERED:
        return Miss(Outcome.INAPPLICABLE, f"not-offered-{state.value}")
    if answer.result is AnswerResult.FAILED:
        reason = _sentence(answer.reason) or "the answer was tried, and nothing shows that it took effect."
        return Miss(Outcome.CANT_TELL, f"no-{state.value}", reason)
    return None


def _unseen(case: Case, state: State) -> Miss | None:
    """Return why nothing was seen of the site in a state; None when something was."""
    if _was_left_out(case, state):
        return Miss(Outcome.CANT_TELL, f"unvisited-{state.value}")
    problem = _visit_problem(case, state)
    return Miss(Outcome.CANT_TELL, f"no-{state.value}", problem) if problem else None


def _was_left_out(case: Case, state: State) -> bool:
    """Tell whether a visit was never to be made, to a site that could be seen.

    Bundles that don't say what was asked for leave it to what went wrong: nothing.
    """
    if case.visits.get(state) is not None or state in (case.evidence.asked_states or ()):
        return False
    if case.evidence.asked_states is None:
        return _reason_for_none(case, state) is None
    return state is State.BEFORE or not _visit_problem(case, State.BEFORE)


def _visit_problem(case: Case, state: State) -> str:
    """Return why there is nothing to judge in a state; empty when there is something."""
    visit = case.visits.get(state)
    if visit is None:
        return _reason_for_none(case, state) or _NOT_MADE
    return _home_problem(visit) or ""


def _reason_for_none(case: Case, state: State) -> str | None:
    """Return why a visit was not even begun: an error, or no home page; None: nothing explains it."""
    errors = [error for error in case.evidence.errors if error.state in (None, state)]
    messages = [error.message for error in errors if error.stage not in _BESIDE_VISITS]
    if messages:
        return _sentence(messages[0])
    before = case.visits.get(State.BEFORE)
    return _home_problem(before) if before is not None and state is not State.BEFORE else None


def _home_problem(visit: Visit) -> str | None:
    if not visit.pages:
        return _first_error(visit) or "no page was loaded."
    home = visit.pages[0]
    if home.error is not None:
        return _sentence(home.error.message)
    if home.status is not None and home.status >= 400:
        return f"the home page answered HTTP {home.status}."
    return None


def _first_error(visit: Visit | None) -> str:
    if visit is None:
        return _NOT_MADE
    errors = [*visit.errors, *(page.error for page in visit.pages if page.error is not None)]
    return _sentence(errors[0].message) if errors else "not every step was gone through."


def _sentence(text: str) -> str:
    text = " ".join(text.split())[:300]
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
