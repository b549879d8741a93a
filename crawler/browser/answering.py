"""The steps of a visit that answer: accept or refuse on the banner, or accept and take it back; each proved."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

from playwright.async_api import Error as PlaywrightError

from crawler.browser.errors import page_error
from crawler.browser.run import BANNER_S, NEVER, Run, Turn
from crawler.consent import Attempt, LiveBanner, answer_banner, verify_answer, withdraw_consent
from crawler.evidence.model import Answer, AnswerResult, Phase, Snapshot, State

_ANSWER_S = 60.0
_PROOF_S = BANNER_S + 40.0
"""Most wall time for proving an answer: a look, and where it takes one the control visit."""
_UNPROVED = Answer(result=AnswerResult.FAILED, reason="the answer was not verified")


async def answer(run: Run, live: LiveBanner | None) -> None:
    """Give the answer of a `reject` or `accept` visit, reload, and prove it."""
    look = run.snapshots[-1]
    run.answer, attempt = await _give(run, live, run.state, Phase.ANSWERED)
    after = await run.unfold("answered") if attempt else look
    await run.reload()
    if live is not None and attempt is not None:
        run.answer = await _proved(run, live, attempt, run.state, (look, after, run.snapshots[-1])) or run.answer


async def withdraw(run: Run, live: LiveBanner | None) -> None:
    """Accept, prove that, take the consent back, and prove that too.

    Without a proved acceptance there is nothing to take back, and without a way back the visit ends there: what
    the site does once consent was given is the `accept` visit's to tell.
    """
    look = run.snapshots[-1]
    run.answer = Answer(result=AnswerResult.NOT_TRIED, reason="consent was not given")
    run.consent, given = await _give(run, live, State.ACCEPT, Phase.CONSENTED)
    if live is not None and given is not None:
        after = await run.unfold("consented")
        await run.reload("consented-reload")
        states = (look, after, run.snapshots[-1])
        run.consent = await _proved(run, live, given, State.ACCEPT, states) or run.consent
    if live is None or run.consent.result is not AnswerResult.VERIFIED:
        reason = f"no consent to withdraw: {run.consent.reason}"
        run.answer, run.over = Answer(result=AnswerResult.NOT_TRIED, reason=reason), True
        return
    await _take_back(run, live)


async def _take_back(run: Run, live: LiveBanner) -> None:
    """Withdraw the consent that the reloaded page stands under, reload, and prove it."""
    consented = run.snapshots[-1]
    run.answer, attempt = await _try(run, withdraw_consent(live), Phase.ANSWERED)
    if attempt is None:
        run.over = True
        return
    after = await run.unfold("answered")
    await run.reload()
    states = (consented, after, run.snapshots[-1])
    run.answer = await _proved(run, live, attempt, State.WITHDRAW, states) or run.answer


async def _give(run: Run, live: LiveBanner | None, wanted: State, after: Phase) -> tuple[Answer, Attempt | None]:
    """Answer the banner; the attempt is None when there is nothing to unfold and to prove."""
    if live is None:
        reason = "the page could not be read for a banner"
        return Answer(result=AnswerResult.NOT_TRIED, reason=reason), None
    given = await _try(run, answer_banner(live, wanted), after)
    run.keep_banner(live)
    return given


async def _try(run: Run, trying: Awaitable[Attempt], after: Phase) -> tuple[Answer, Attempt | None]:
    """Act on the page, from whose first click on the visit is in the phase `after`."""
    stage = run.here.recorder.stage
    before, stage.phase = stage.phase, after
    try:
        async with asyncio.timeout(_ANSWER_S):
            attempt = await trying
    except (PlaywrightError, TimeoutError) as error:
        run.fail(replace(page_error(error, run.site_url, run.state), stage="answer"))
        return _UNPROVED, None
    given = attempt.result in (None, AnswerResult.FAILED) and attempt.page_time_ms is not None
    run.turns.append(Turn(stage.page, (attempt.page_time_ms or 0) if given else NEVER, before, after))
    if not given:
        stage.phase = before
        return _ended(attempt), None
    return replace(_UNPROVED, page_time_ms=attempt.page_time_ms), attempt


def _ended(attempt: Attempt) -> Answer:
    """Return an attempt that came to its end without an answer: clicks on the way left the choice as it was."""
    return Answer(
        result=attempt.result or AnswerResult.FAILED,
        reason=attempt.reason,
        method=attempt.method,
        clicks=attempt.clicks,
        layers=attempt.layers,
        clicked=tuple(attempt.clicked),
        page_time_ms=attempt.page_time_ms,
        proofs=tuple(attempt.proofs),
    )


async def _proved(
    run: Run, live: LiveBanner, attempt: Attempt, wanted: State, states: tuple[Snapshot, Snapshot, Snapshot]
) -> Answer | None:
    """Return the answer with its proofs; None, and the visit failed, when the page could not be asked for them."""
    tab = run.here
    before, after, reloaded = states
    try:
        async with asyncio.timeout(_PROOF_S):
            return await verify_answer(
                tab.page, tab.page_time, live, attempt, wanted, before=before, after=after, reloaded=reloaded,
                control=run.control,
            )  # fmt: skip
    except (PlaywrightError, TimeoutError) as error:
        run.fail(replace(page_error(error, run.site_url, run.state), stage="answer"))
        return None
