"""Whether all that a site does was looked at: absence in every state needs the acceptance too."""

from __future__ import annotations

from audits.model import Case
from audits.rules.grounds import needs
from crawler.evidence.model import AnswerResult, State


def acceptance_seen(case: Case) -> bool:
    """Tell whether an acceptance was looked at to its end, or there was none to give."""
    visit = case.visits.get(State.ACCEPT)
    if needs.no_banner(case) and not needs.answered(case, State.ACCEPT):
        return needs.complete(case, State.BEFORE)
    if visit is None or visit.answer is None:
        return False
    if visit.answer.result is AnswerResult.NOT_OFFERED:
        return True
    return needs.answered(case, State.ACCEPT) and visit.complete
