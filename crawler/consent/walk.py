"""Go through a banner's layers: press what the plan says, see what came of it, until it is gone or offers no way on."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from crawler.consent.frames import Space
from crawler.consent.live import Attempt, LiveBanner, with_layer
from crawler.consent.panel import Panel
from crawler.consent.plan import Step, Way, closing_step, next_step, why_not
from crawler.consent.presence import drawn_anew, node_of, present, present_after
from crawler.consent.press import click_node, mark, may_press, press
from crawler.consent.settings_page import settings_page
from crawler.consent.switches import MAX_CHOICES, heed_untold, set_choices
from crawler.evidence.model import AnswerResult, ControlRole, State

MAX_STEPS = 8
"""Presses of controls, choices not counted: more layers than any banner has."""

WALK_S = 15.0
"""Wall time after which a banner that took no notice of two presses is left: one that is drawn anew for ever."""

ANSWERING = frozenset({ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SAVE})

PATIENCE_MS = 2500
"""Further page time before a click without effect is repeated: handlers bind late."""

WAYS_ON_MS = (PATIENCE_MS, 600, 1500)
"""Waits for a layer on its way in or out."""

FRAMES_S = 0.2
"""Wall time before the last of them."""


async def walk(live: LiveBanner, wanted: State, attempt: Attempt, space: Space, panel: Panel) -> Attempt:
    """Go through the banner's layers until it is gone or offers no way on."""
    await mark(space, panel.node)
    way = Way(stored_before=bool(panel.of(ControlRole.SAVE)))
    answered, idle = False, 0
    deadline_s = time.monotonic() + WALK_S
    attempt.layers += 1
    for _ in range(MAX_STEPS):
        way.layer = attempt.layers
        way.spent |= _elsewhere(panel, space)
        stays_open = answered and idle > 0 and attempt.layers > 1  # stored, and the choices stay: only to be closed
        step = None if stays_open else _next(panel, wanted, way, answered=answered)
        if step is None and attempt.clicks and not stays_open:
            now = await _way_on(live, wanted, way)
            if now is None:
                attempt.gone = True
                return attempt
            space, panel, step = now
        if step is None and not attempt.clicks and (there := await settings_page(live, space, panel, wanted, attempt)):
            space, panel = there
            continue
        step = step or (closing_step(panel, way.spent) if answered else None)
        if step is None or (idle > 1 and time.monotonic() > deadline_s):
            return _stuck(attempt, panel, wanted, answered=answered or step is not None)
        way.spent.add(step.control.text)
        answered = answered or step.control.role in ANSWERING
        if not await _take(live, space, step, wanted, attempt):
            return attempt
        attempt.chose = attempt.chose or step.control.role is ControlRole.SAVE
        way.chosen = way.chosen or (step.control.role is ControlRole.CLOSE and bool(step.choices))
        live.inside = live.inside or step.control.role is ControlRole.SETTINGS
        before = _signature(panel)
        after = await _effect(live, space, panel, step, attempt)
        if after is None and step.control.role is ControlRole.SETTINGS and not answered:
            return attempt.ended(AnswerResult.FAILED, f"no choices were found behind “{step.control.text}”")
        if after is None:
            attempt.gone = True
            return attempt
        space, panel = after
        idle = idle + 1 if _signature(panel) == before else 0
        if step.control.role is ControlRole.SETTINGS:
            attempt.layers += 1
            live.evidence = with_layer(live.evidence, panel, space, attempt.layers)
    return attempt.ended(AnswerResult.FAILED, "the banner was still there after every step that it offered")


def _next(panel: Panel, wanted: State, way: Way, *, answered: bool) -> Step | None:
    """Return the next step; where the answer was given, never one that goes on to the settings."""
    step = next_step(panel, wanted, way)
    if answered and step is not None and step.control.role is ControlRole.SETTINGS:
        return closing_step(panel, way.spent)  # "You have accepted. Change your settings · Hide this message"
    return step


def _elsewhere(panel: Panel, space: Space) -> set[str]:
    """Return the texts of settings that lie on another page: no step of this banner."""
    settings = (control for control in panel.controls if control.role is ControlRole.SETTINGS)
    return {one.text for one in settings if not may_press(one, space.url, in_frame=space.parent is not None)}


async def _way_on(live: LiveBanner, wanted: State, way: Way) -> tuple[Space, Panel, Step | None] | None:
    """Wait for a layer that is on its way in; None when the banner is on its way out, and went.

    The last wait is one of the wall clock too: on a busy machine frames are drawn late.
    """
    space, panel, step = None, None, None
    for wait_ms in WAYS_ON_MS:
        if wait_ms == WAYS_ON_MS[-1]:
            await asyncio.sleep(FRAMES_S)
        now = await present_after(live, wait_ms)
        if now is None:
            return None
        space, panel = now
        step = next_step(panel, wanted, way)
        if step is not None:
            break
    return None if space is None or panel is None else (space, panel, step)


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


async def _take(live: LiveBanner, space: Space, step: Step, wanted: State, attempt: Attempt) -> bool:
    """Set the choices of a step, then press its control; False, with `attempt` ended, when that can't be."""
    drawn, against = await set_choices(live, space, step.choices, wanted, attempt)
    against = against or heed_untold(step.untold, attempt)
    if against:
        attempt.ended(AnswerResult.FAILED, against)
        return False
    for control in step.pressed[:MAX_CHOICES]:
        if may_press(control, space.url, in_frame=space.parent is not None) and await click_node(
            live, space, control.node
        ):
            await live.page_time.grant(100)
            attempt.clicks += 1
            attempt.clicked.append(control.text)
    if await _store(live, space, step, drawn, attempt):
        return True
    attempt.ended(AnswerResult.FAILED, f"the control “{step.control.text}” could not be pressed")
    return False


async def _store(live: LiveBanner, space: Space, step: Step, drawn: Panel | None, attempt: Attempt) -> bool:
    """Press the control of a step, as it stands after the choices were set."""
    node = node_of(drawn, step.control)
    if node is not None and await press(live, space, replace(step.control, node=node), attempt):
        return True
    if not (step.choices or step.pressed):
        return False
    panel = await drawn_anew(live, space)
    node = node_of(panel, step.control) if panel is not None else None
    now = next((one for one in panel.controls if one.node == node), None) if panel is not None else None
    return now is not None and await press(live, space, now, attempt)


async def _effect(
    live: LiveBanner, space: Space, panel: Panel, step: Step, attempt: Attempt
) -> tuple[Space, Panel] | None:
    """Return the banner as it stands after a press, None when it is gone; repeat once a press that changed nothing."""
    before, opens = _signature(panel), step.control.role is ControlRole.SETTINGS
    now = await present(live, opened=opens)
    if now is None and opens:
        now = await present_after(live, PATIENCE_MS)  # what is to be chosen may still be on its way in
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
