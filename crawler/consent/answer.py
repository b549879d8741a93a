"""Give an answer on a banner: by its words, else by its manager's own interface, else as autoconsent knows to."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from playwright.async_api import Error

from crawler.consent.declaration import can_declare, read_declaration
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.managers.asking import answer_by_interface
from crawler.consent.managers.autoconsent import Autoconsent
from crawler.consent.managers.sieve import may_know
from crawler.consent.presence import present
from crawler.consent.tabs import no_new_tabs
from crawler.consent.telling import listening
from crawler.consent.walk import PATIENCE_MS, walk
from crawler.evidence.model import AnswerResult, ControlRole, Proof, State

DETECT_TIMEOUT_S = 8.0
ANSWER_TIMEOUT_S = 20.0
"""Wall time that autoconsent may take."""


async def answer_banner(live: LiveBanner, wanted: State) -> Attempt:
    """Answer the banner with `wanted` (accept or reject). The effect is not judged here: see `verify_answer`.

    Its words come first. Where they lead nowhere, the manager's own interface is asked, then autoconsent (also where
    no banner was found), as long as the banner still stands there. `live.evidence` names the manager detected.
    """
    if wanted not in (State.ACCEPT, State.REJECT):
        return Attempt().ended(AnswerResult.NOT_TRIED, f"a banner can't be answered with {wanted.value}")
    manager = Autoconsent(live.page, live.page_time)
    attempt, live.inside = Attempt(), False
    try:
        async with no_new_tabs(live.page, attempt):
            if await _unknown(live):
                await _identify(live, manager)
            if can_declare(live.evidence.manager):
                live.declaration = await read_declaration(live.page, live.page_time)
            with listening(live.page, attempt):
                attempt = await _by_words(live, wanted, attempt)
            if _leaves_open(live, attempt):
                attempt = await _by_interface(live, wanted, attempt)
            if _leaves_open(live, attempt):
                await _identify(live, manager)
            if _leaves_open(live, attempt) and manager.offers(wanted):
                return await _by_autoconsent(live, wanted, manager, attempt)
    finally:
        await manager.leave()
    return attempt


async def _unknown(live: LiveBanner) -> bool:
    """Tell whether autoconsent is to be asked whose banner it is before it is answered.

    Not where the banner's own marks tell, nor where the page has none of the marks that autoconsent's rules go by.
    """
    if live.panel is None or live.space is None or live.space.parent is not None:
        return True
    if live.evidence.manager is not None:
        return False
    try:
        return await may_know(live.space)
    except (Error, TimeoutError):
        return True


async def _identify(live: LiveBanner, manager: Autoconsent) -> None:
    """Let autoconsent tell whose banner it is, and add that to the evidence; once."""
    if manager.asked:
        return
    try:
        rule = await asyncio.wait_for(manager.detect(), DETECT_TIMEOUT_S)
    except (Error, TimeoutError):
        return
    if rule is None or not (manager.open or live.evidence.found):
        return
    live.evidence = replace(
        live.evidence,
        found=True,
        manager=live.evidence.manager or manager.manager,
        detected_by=(*live.evidence.detected_by, f"autoconsent:{rule}"),
    )


async def _by_words(live: LiveBanner, wanted: State, attempt: Attempt) -> Attempt:
    """Answer by what the banner's controls say."""
    if live.panel is None or live.space is None:
        return attempt.ended(AnswerResult.NOT_TRIED, "no consent banner was found")
    attempt.method = "finder"
    return await walk(live, wanted, attempt, live.space, live.panel)


def _leaves_open(live: LiveBanner, attempt: Attempt) -> bool:
    """Tell whether autoconsent may know more: a banner that can only be acknowledged has no way to be found."""
    if attempt.result is None:
        return False
    if live.panel is None or attempt.clicks:
        return True
    return ControlRole.UNKNOWN in live.panel.roles() or attempt.result is AnswerResult.FAILED


async def _by_interface(live: LiveBanner, wanted: State, tried: Attempt) -> Attempt:
    """Have the manager whose banner stands there give the answer itself; return what was tried when it can't.

    Not where a banner offers no such answer: what its manager could do is then nothing that a visitor can.
    """
    offered = tried.result is not AnswerResult.NOT_OFFERED or (live.panel and ControlRole.UNKNOWN in live.panel.roles())
    if live.panel is None or not offered or await present(live) is None:
        return tried
    name = await answer_by_interface(live.page, live.page_time, wanted, live.evidence.manager)
    if name is None:
        return tried
    attempt = Attempt(method=f"manager:{name}", clicks=tried.clicks, layers=1, clicked=tried.clicked, notes=tried.notes)
    attempt.page_time_ms = tried.page_time_ms or live.page_time.now_ms
    await live.page_time.grant(PATIENCE_MS)
    attempt.gone = await present(live) is None
    if not attempt.gone:
        return attempt.ended(AnswerResult.FAILED, f"{name} was told the answer, and its banner stayed")
    return attempt


async def _by_autoconsent(live: LiveBanner, wanted: State, manager: Autoconsent, tried: Attempt) -> Attempt:
    """Answer as autoconsent does, unless the banner is gone; return what was tried before when that leads nowhere."""
    if live.panel is not None and tried.clicks and await present(live) is None:
        return tried
    attempt = Attempt(method=f"autoconsent:{manager.rule}", layers=1, notes=tried.notes)
    attempt.page_time_ms = tried.page_time_ms or live.page_time.now_ms
    said = await asyncio.wait_for(manager.answer(wanted), ANSWER_TIMEOUT_S)
    attempt.clicks = tried.clicks + manager.clicks
    attempt.clicked = tried.clicked
    if not said:
        tried.notes.append(f"autoconsent's rule {manager.rule} could not answer either")
        tried.page_time_ms = attempt.page_time_ms
        return tried
    if wanted is State.REJECT and (tested := await manager.self_test()) is not None:
        attempt.proofs.append(Proof(kind="self-test", holds=tested, detail=attempt.method or ""))
    await live.page_time.grant(PATIENCE_MS)
    attempt.gone = await present(live) is None
    return attempt
