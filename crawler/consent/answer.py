"""Give an answer on a banner: accept or refuse, through as many layers as it takes, and nothing else on the page."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from playwright.async_api import Error, Page

from crawler.consent.frames import Space
from crawler.consent.live import Attempt, LiveBanner, with_layer
from crawler.consent.managers.autoconsent import Autoconsent
from crawler.consent.panel import Panel
from crawler.consent.plan import Step, closing_step, next_step, why_not
from crawler.consent.presence import present, present_after
from crawler.consent.press import click_node, is_checked, press
from crawler.evidence.model import AnswerResult, ControlRole, Proof, State

MAX_STEPS = 8
"""Presses of controls, choices not counted: more layers than any banner has."""

MAX_CHOICES = 80
"""Switches set on one layer: lists of a thousand vendors are left alone."""

ANSWERING = frozenset({ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SAVE})

PATIENCE_MS = 2500
"""Further page time before a click without effect is repeated: handlers bind late."""

WAYS_ON_MS = (PATIENCE_MS, 600)
"""Waits for a layer on its way in or out."""

DETECT_TIMEOUT_S = 8.0
ANSWER_TIMEOUT_S = 20.0
"""Wall time that autoconsent may take."""


async def answer_banner(live: LiveBanner, wanted: State) -> Attempt:
    """Answer the banner with `wanted` (accept or reject). The effect is not judged here: see `verify_answer`.

    Its words come first. Where they lead nowhere, or no banner was found, autoconsent is asked for the manager's own
    way, as long as the banner still stands there. `live.evidence` names the manager that it detects.
    """
    if wanted not in (State.ACCEPT, State.REJECT):
        return Attempt().ended(AnswerResult.NOT_TRIED, f"a banner can't be answered with {wanted.value}")
    manager = Autoconsent(live.page, live.page_time)
    attempt = Attempt()
    try:
        async with no_new_tabs(live.page, attempt):
            await _identify(live, manager)
            attempt = await _by_words(live, wanted, attempt)
            if _leaves_open(live, attempt) and manager.offers(wanted):
                return await _by_manager(live, wanted, manager, attempt)
    finally:
        await manager.leave()
    return attempt


async def _identify(live: LiveBanner, manager: Autoconsent) -> None:
    """Let autoconsent tell whose banner it is, and add that to the evidence."""
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


async def _by_manager(live: LiveBanner, wanted: State, manager: Autoconsent, tried: Attempt) -> Attempt:
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


async def walk(live: LiveBanner, wanted: State, attempt: Attempt, space: Space, panel: Panel) -> Attempt:
    """Go through the banner's layers until it is gone or offers no way on."""
    presses: Counter[str] = Counter()
    answered = False
    attempt.layers += 1
    for _ in range(MAX_STEPS):
        spent = {text for text, count in presses.items() if count > 0}
        step = next_step(panel, wanted, attempt.layers, spent)
        for wait_ms in WAYS_ON_MS if attempt.clicks else ():
            if step is not None:
                break
            now = await present_after(live, wait_ms)
            if now is None:
                attempt.gone = True
                return attempt
            space, panel = now
            step = next_step(panel, wanted, attempt.layers, spent)
        if step is None and answered:
            step = closing_step(panel, spent)
        if step is None:
            return _stuck(attempt, panel, wanted, answered=answered)
        presses[step.control.text] += 1
        answered = answered or step.control.role in ANSWERING
        if not await _take(live, space, step, attempt):
            return attempt.ended(AnswerResult.FAILED, f"the control “{step.control.text}” could not be pressed")
        after = await _effect(live, space, panel, step, attempt)
        if after is None:
            attempt.gone = True
            return attempt
        space, panel = after
        if step.control.role is ControlRole.SETTINGS:
            attempt.layers += 1
            live.evidence = with_layer(live.evidence, panel, space, attempt.layers)
    return attempt.ended(AnswerResult.FAILED, "the banner was still there after every step that it offered")


def _stuck(attempt: Attempt, panel: Panel, wanted: State, *, answered: bool) -> Attempt:
    """End an attempt that finds no way on: not offered, or failed when an answer was pressed without effect.

    Settings that stay open after saving are left to be verified by what was recorded.
    """
    if not answered:
        return attempt.ended(AnswerResult.NOT_OFFERED, why_not(panel, wanted))
    if attempt.layers > 1:
        attempt.notes.append("the choices stayed open after they were stored")
        return attempt  # settings in a page's flow do: what was recorded will tell
    return attempt.ended(AnswerResult.FAILED, "the answer was pressed, and the banner stayed")


async def _take(live: LiveBanner, space: Space, step: Step, attempt: Attempt) -> bool:
    """Set the choices of a step, then press its control."""
    for choice, state in step.choices[:MAX_CHOICES]:
        for covered in (False, True):
            if await is_checked(space, choice.node) is state:
                break
            if await click_node(live, space, choice.node, covered=covered):
                await live.page_time.grant(100)
        if await is_checked(space, choice.node) is not state:
            attempt.notes.append(f"the choice “{choice.label[:80]}” could not be switched")
        attempt.clicks += 1
        attempt.clicked.append(choice.label[:200])
    return await press(live, space, step.control, attempt)


async def _effect(
    live: LiveBanner, space: Space, panel: Panel, step: Step, attempt: Attempt
) -> tuple[Space, Panel] | None:
    """Return the banner as it stands after a press, None when it is gone; repeat once a press that changed nothing."""
    before = _signature(panel)
    now = await present(live)
    if now is None or _signature(now[1]) != before:
        return now
    now = await present_after(live, PATIENCE_MS)
    if now is None or _signature(now[1]) != before:
        return now
    again = [control for control in now[1].controls if control.text == step.control.text]
    if again and await press(live, now[0], again[0], attempt, covered=True):
        await live.page_time.grant(PATIENCE_MS)
    return await present(live)


def _signature(panel: Panel) -> tuple[object, ...]:
    """Return what makes two looks at a panel the same: its controls and the states of its choices."""
    controls = tuple((control.role, control.text) for control in panel.controls)
    return controls, tuple((choice.label, choice.checked, choice.shown) for choice in panel.choices)


@asynccontextmanager
async def no_new_tabs(page: Page, attempt: Attempt) -> AsyncIterator[None]:
    """Close the tabs that a press opens, and note them."""
    closing: set[asyncio.Task[None]] = set()

    def on_popup(popup: Page) -> None:
        attempt.notes.append(f"a new tab was opened and closed: {popup.url[:200]}")
        closing.add(asyncio.ensure_future(popup.close()))

    page.on("popup", on_popup)
    try:
        yield
    finally:
        page.remove_listener("popup", on_popup)
        if closing:
            await asyncio.wait(closing, timeout=5)
