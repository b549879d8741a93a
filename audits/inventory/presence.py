"""In which states an item counts as stored, and after which answers it was stored anew.

A state counts when the item was in the browser at the end of one of its pages, or when it was stored after the
state's answer and not removed again. What came and went within the look is no observation of `before`. What a visit
in the `withdraw` state stored while consent was given is neither new after the withdrawal nor of any other state.
"""

from __future__ import annotations

from collections.abc import Collection

from audits.inventory.observations import STATES, Kept, Observed, Written, was_answered
from crawler.evidence.model import Phase, State, Visit


def states_of(observed: Observed) -> tuple[State, ...]:
    """Return the states the item was stored in; for an item always refused, those in which it was tried."""
    states = {kept.state for kept in observed.kept}
    states |= {written.state for written in _lasting(observed) if _after_answer(written)}
    if not states and blocked_by(observed) is not None:
        states = {written.state for written in observed.written}
    return _ordered(states - {None})


def answered_states_of(observed: Observed) -> tuple[State, ...]:
    """Return the states that stored the item after their answer: by a write, or by having it where the look had not."""
    states: set[State | None] = {written.state for written in _lasting(observed) if _after_answer(written)}
    states |= {kept.visit.state for kept in observed.kept if _appeared_after_answer(observed, kept)}
    return _ordered(states)


def _after_answer(written: Written) -> bool:
    return written.write.phase is Phase.ANSWERED and was_answered(written.visit)


def blocked_by(observed: Observed) -> str | None:
    """Return the browser's reason for refusing the item when every attempt to store it was refused."""
    attempts = [written.write for written in observed.written if not written.write.deletes]
    if observed.kept or not attempts:
        return None
    reasons = [attempt.blocked for attempt in attempts]
    return None if None in reasons else reasons[0]


def _lasting(observed: Observed) -> list[Written]:
    """Return the taken writes that no later removal in the same visit undid."""
    removals = {id(written.visit): n for n, written in enumerate(observed.written) if _removes(written)}
    order = {written.pointer: n for n, written in enumerate(observed.written)}
    return [each for each in observed.taken() if order[each.pointer] > removals.get(id(each.visit), -1)]


def _removes(written: Written) -> bool:
    return written.write.deletes and written.write.blocked is None


def _appeared_after_answer(observed: Observed, kept: Kept) -> bool:
    """Tell whether it is there after the answer, and neither an earlier page's end nor an earlier write shows it."""
    visit = kept.visit
    if kept.snapshot.phase is not Phase.ANSWERED or not was_answered(visit) or not _has_look(visit):
        return False
    looked = any(each.visit is visit and each.snapshot.phase is not Phase.ANSWERED for each in observed.kept)
    written = any(each.visit is visit and each.write.phase is not Phase.ANSWERED for each in observed.taken())
    return not looked and not written


def _has_look(visit: Visit) -> bool:
    return any(snapshot.phase is Phase.LOOK for snapshot in visit.snapshots)


def _ordered(states: Collection[State | None]) -> tuple[State, ...]:
    return tuple(state for state in STATES if state in states)
