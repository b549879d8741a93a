"""A refusal is forgotten far sooner than an acceptance.

What it checks
--------------
How long the record of a proved refusal is kept, beside that of a proved acceptance.

Why it matters
--------------
Who is asked again on every visit gives in at last; an acceptance obtained so is not free.

How it decides
--------------
Only records that the proof of an answer names count, and where some are stored by both answers, these alone: what an
acceptance sets off stores things of its own. Failed when the refusal's record is kept for less than half as
long as the acceptance's and for less than five months, where the CNIL recommends six for both. Can't tell when both are
kept for less than a month, or no record was recognised: the choice may be kept elsewhere. Passed otherwise.

Known problems
--------------
Records on the manager's own server are not seen.
"""

from __future__ import annotations

import math

from audits.model import Case, Item, Need, Rule, Severity, Verdict
from audits.rules.grounds.consent_records import proved_records
from audits.rules.grounds.lifetimes import spoken
from audits.rules.grounds.references import CNIL_2020_092, EDPB_05_2020
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from crawler.evidence.model import Phase, State, StorageKind

RULE = Rule(
    id="consent-asked-again-too-soon",
    title="A refusal is forgotten too soon",
    severity=Severity.LOW,
    needs=(Need.ACCEPT, Need.REJECT),
    messages={
        "failed": "A refusal is remembered for {refused} ({names}), an acceptance for {accepted}.",
        "passed": "A refusal is remembered for {refused}, an acceptance for {accepted}.",
        "both-short": "Both answers are remembered for a short time ({refused}, {accepted}); visitors are asked often.",
        "no-record": "What holds the answers was not recognised, so how long they are remembered isn't known.",
    },
    remedy="Remember a refusal as long as an acceptance: about six months.",
    settles={
        "both-short": "The view of the authority in charge: the CNIL recommends six months, others set no number.",
        "no-record": "Knowing where the site keeps the visitor's answer.",
    },
    references=(CNIL_2020_092, EDPB_05_2020),
)

_SHORT_S = 150 * 86400
_VERY_SHORT_S = 28 * 86400


def evaluate(case: Case) -> Verdict:
    """Compare how long the two answers are remembered."""
    records = _of_both(proved_records(case))
    refusal, acceptance = _kept_s(case, records, State.REJECT), _kept_s(case, records, State.ACCEPT)
    if refusal is None or acceptance is None:
        return cant_tell("no-record")
    names, evidence = [item.name for item in records], item_refs(records, State.REJECT, State.ACCEPT)
    told = {"refused": _spoken(refusal), "accepted": _spoken(acceptance)}
    if refusal < _SHORT_S and refusal < acceptance / 2:
        return failed(evidence=evidence, names=names, refused=told["refused"], accepted=told["accepted"])
    if max(refusal, acceptance) < _VERY_SHORT_S:
        return cant_tell("both-short", evidence=evidence, refused=told["refused"], accepted=told["accepted"])
    return passed(evidence=evidence, refused=told["refused"], accepted=told["accepted"])


def _of_both(records: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the records that either answer stores; all of them when there are none such."""
    answers = {State.REJECT, State.ACCEPT}
    return tuple(item for item in records if answers <= set(item.answered_states)) or records


def _kept_s(case: Case, records: tuple[Item, ...], state: State) -> float | None:
    """Return how long the longest-lived record of an answer is kept; None when none was stored by it."""
    kept = [_lifetime_s(case, item, state) for item in records if state in item.answered_states]
    known = [seconds for seconds in kept if seconds is not None]
    return max(known) if known and len(known) == len(kept) else None


def _lifetime_s(case: Case, item: Item, state: State) -> float | None:
    """Return how long an answer's last write keeps a record: 0 for the session; None when no write was seen."""
    if item.storage is StorageKind.SESSION_STORAGE:
        return 0.0
    if item.storage is not StorageKind.COOKIE:
        return math.inf
    writes = [
        write
        for write in case.visits[state].writes
        if (write.storage, write.name) == (item.storage, item.name)
        and write.domain.lstrip(".").lower() == item.domain.lstrip(".")
        and write.phase is Phase.ANSWERED
        and not write.deletes
        and write.blocked is None
    ]
    return (writes[-1].lifetime_s or 0.0) if writes else None


def _spoken(seconds: float) -> str:
    if math.isinf(seconds):
        return "as long as the browser keeps it"
    return spoken(seconds or None)
