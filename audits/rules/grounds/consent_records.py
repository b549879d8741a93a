"""Which stored items hold the visitor's own choice."""

from __future__ import annotations

import re

from audits.model import Case, Item
from audits.rules.grounds import needs
from audits.rules.grounds.once import once
from audits.rules.grounds.tracking import NEEDS_CONSENT, settled_purpose
from crawler.evidence.model import Proof, State

_NAME = re.compile(
    r"consent|cookie|gdpr|ccpa|tcf|euconsent|accept|agree|optanon|privacy|choice|preference|samtyck|godkän|toestemm"
    r"|akkoord|einwillig|zustimm|samtykke|suostum|evästee|kakor|klaro|borlabs|cmp|didomi|banner",
    re.IGNORECASE,
)


@once
def consent_records(case: Case) -> tuple[Item, ...]:
    """Return the items stored by a proved answer that, by the proof's word or their name, hold that answer."""
    states = [state for state in (State.ACCEPT, State.REJECT) if needs.answered(case, state)]
    proved = _told(case, states)
    found = []
    for item in case.items:
        stored = item.blocked is None and any(state in item.answered_states for state in states)
        is_record = settled_purpose(item) not in NEEDS_CONSENT
        if stored and is_record and (_names(proved, item.name) or _NAME.search(item.name)):
            found.append(item)
    return tuple(found)


@once
def proved_records(case: Case) -> tuple[Item, ...]:
    """Return the items that the proof of an answer itself names as what holds it."""
    states = [state for state in (State.ACCEPT, State.REJECT) if needs.answered(case, state)]
    proved = _told(case, states)
    return tuple(item for item in consent_records(case) if _names(proved, item.name))


def _told(case: Case, states: list[State]) -> str:
    """Return what the proofs of these answers tell of what holds them.

    Where the answer was read from one item ("choice: accepted; path: unknown"), the others that changed with it are
    no records.
    """
    parts = [part for state in states for proof in _proofs(case, state) for part in proof.detail.split("; ")]
    read = [part for part in parts if not part.endswith(": unknown")]
    return " ".join(read if any(": " in part for part in read) else parts)


def _proofs(case: Case, state: State) -> list[Proof]:
    answer = case.visits[state].answer
    return [proof for proof in answer.proofs if proof.holds and proof.kind == "consent-record"] if answer else []


def _names(text: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
