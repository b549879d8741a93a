"""Whether all that a site does was looked at: absence in every state needs the acceptance too."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Case, Outcome, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.beacons import beacons
from audits.rules.grounds.once import once
from audits.rules.grounds.tracking import sort_out
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


def unless_idle(case: Case, verdict: Verdict) -> Verdict:
    """Return a failure in how consent is asked for; can't tell where nothing was seen that consent is needed for.

    A banner that asks without need may be clumsy, but takes nothing from anybody.
    """
    if verdict.outcome is not Outcome.FAILED or not _nothing_to_refuse(case):
        return verdict
    return replace(verdict, outcome=Outcome.CANT_TELL, reason="nothing-to-refuse")


@once
def _nothing_to_refuse(case: Case) -> bool:
    """Tell whether an acceptance was proved and looked at to its end, and set off nothing that may need consent."""
    if not needs.answered(case, State.ACCEPT) or not needs.complete(case, State.BEFORE, State.ACCEPT):
        return False
    if case.evidence.environment.third_party_cookies is not True:
        return False
    stored = sort_out(case, case.items)
    asked = [beacons(case, state) for state in State if state in case.visits]
    return not (stored.firm or stored.open or any(each.firm or each.doubtful for each in asked))
