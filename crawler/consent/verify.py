"""Prove that an answer took effect: the banner stays away, and what the site recorded agrees with the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from playwright.async_api import Error, Page

from crawler.consent.detect import shows_banner
from crawler.consent.judgement import SHOWED_AGAIN, Effect, judge, needs_control
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.managers.autoconsent import Autoconsent
from crawler.consent.managers.states import ManagerState, manager_states
from crawler.consent.records import (
    Decision,
    Record,
    consent_records,
    storage_differs,
    stored_beyond_records,
    was_removed,
)
from crawler.consent.time import PageTime
from crawler.evidence.model import Answer, AnswerResult, Proof, Snapshot, State

Control = Callable[[], Awaitable[bool | None]]
"""Tells whether the site asks again a visitor who answered nothing (`asks_unanswered`, in a profile of its own)."""


async def verify_answer(  # noqa: PLR0913 - three snapshots are three arguments
    page: Page,
    page_time: PageTime,
    live: LiveBanner,
    attempt: Attempt,
    wanted: State,
    *,
    before: Snapshot,
    after: Snapshot,
    reloaded: Snapshot,
    control: Control | None = None,
) -> Answer:
    """Judge an attempt on the reloaded page.

    `before`, `after` and `reloaded` are what was stored before the answer, after it, and after the reload; `page`
    shows the reloaded home page, with its page time granted. For a withdrawal `before` is what consent had stored.
    `control` is asked where nothing stored tells whether an answer was kept; None: nobody can be asked.
    """
    if attempt.result is not None:
        return _answer(attempt, attempt.result, attempt.reason, tuple(attempt.proofs))
    again = await _banner_again(page, page_time, live, attempt)
    states = await manager_states(page, page_time)
    proofs = [
        *attempt.proofs,
        Proof(kind="banner-gone", holds=attempt.gone, detail="; ".join(attempt.notes)),
        Proof(
            kind="banner-gone-after-reload",
            holds=again is False,
            detail="could not look" if again is None else "the banner showed again" if again else "",
        ),
    ]
    records = consent_records(before, after, reloaded)
    claims = ("autoconsent:",) if wanted is State.WITHDRAW else ("autoconsent:", "manager:")
    claimed = attempt.unread or (attempt.method or "").startswith(claims)
    wanted, revoked = (State.REJECT, was_removed(before, reloaded)) if wanted is State.WITHDRAW else (wanted, False)
    differs = storage_differs(before, after, reloaded)
    proofs.append(_record_proof(records, wanted))
    proofs.append(Proof(kind="storage-differs", holds=differs))
    proofs += [_state_proof(state, wanted) for state in states]
    if wanted is State.ACCEPT:
        proofs.append(_switched_on(stored_beyond_records(before, after, reloaded)))
    effect = Effect(
        records=(*(Record.of_manager(state.manager, state.decision) for state in states), *records),
        gone=again is False or revoked,
        gone_at_once=attempt.gone,
        differs=differs,
        claimed=claimed,
        chosen=attempt.chose,
        revoked=revoked,
        told=bool(attempt.told),
    )
    if control is not None and needs_control(effect):
        effect = replace(effect, asks_unanswered=await control())
        proofs += _control_proofs(attempt, effect)
    result, reason = judge(effect, wanted)
    if again is None and result is AnswerResult.FAILED and reason == SHOWED_AGAIN:
        reason = "the reloaded page could not be looked at"
    return _answer(attempt, result, reason, tuple(proofs))


async def _banner_again(page: Page, page_time: PageTime, live: LiveBanner, attempt: Attempt) -> bool | None:
    """Tell whether the reloaded page shows a banner; None when it can't be looked at."""
    session = live.session if page is live.page else None
    try:
        if await shows_banner(page, page_time, session=session, closed=live.closed):
            return True
        return await _open_manager(page, page_time) if (attempt.method or "").startswith("autoconsent:") else False
    except (Error, TimeoutError):
        return None


async def _open_manager(page: Page, page_time: PageTime) -> bool:
    """Tell whether autoconsent sees a manager's banner: whoever answered one must also look for its return."""
    manager = Autoconsent(page, page_time)
    try:
        await manager.detect()
        return manager.open
    finally:
        await manager.leave()


def _control_proofs(attempt: Attempt, effect: Effect) -> list[Proof]:
    """Say what the server was told, and how a visitor fares who answers nothing."""
    asked = {True: "a visitor who answers nothing is asked again", False: "the banner is shown once only"}
    detail = "could not look" if effect.asks_unanswered is None else asked[effect.asks_unanswered]
    return [
        Proof(kind="server-told", holds=effect.told, detail="; ".join(attempt.told[:6])),
        Proof(kind="asked-again-unanswered", holds=effect.asks_unanswered is True, detail=detail),
    ]


def _state_proof(state: ManagerState, wanted: State) -> Proof:
    opposite = Decision.ACCEPTED if wanted is State.REJECT else Decision.REFUSED
    return Proof(
        kind="manager-state", holds=state.decision is not opposite, detail=f"{state.manager}: {state.decision.value}"
    )


def _switched_on(names: tuple[str, ...]) -> Proof:
    """Say whether accepting made the site store anything besides the answer itself; requests are not compared here."""
    detail = ", ".join(names[:12]) or "nothing is stored that was not before, but the answer itself"
    return Proof(kind="switched-on", holds=bool(names), detail=detail)


def _record_proof(records: tuple[Record, ...], wanted: State) -> Proof:
    opposite = Decision.ACCEPTED if wanted is State.REJECT else Decision.REFUSED
    holds = bool(records) and any(record.decision is not opposite for record in records)
    detail = "; ".join(f"{record.name}: {record.decision.value}" for record in records[:6])
    return Proof(kind="consent-record", holds=holds, detail=detail or "no consent record was written")


def _answer(attempt: Attempt, result: AnswerResult, reason: str, proofs: tuple[Proof, ...]) -> Answer:
    return Answer(
        result=result,
        reason=reason,
        method=attempt.method,
        clicks=attempt.clicks,
        layers=attempt.layers,
        clicked=tuple(attempt.clicked),
        page_time_ms=attempt.page_time_ms,
        proofs=proofs,
    )
