"""Move a slider to the end that gives an answer, as a visitor would: by its keys, else by dragging its thumb."""

from __future__ import annotations

import asyncio
from typing import Any

from playwright.async_api import Error

from crawler.consent.choices import PanelChoice
from crawler.consent.frames import Space, script
from crawler.consent.levels import rising, says_all
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.panel import Panel
from crawler.consent.presence import drawn_anew, node_of

KEY_TIMEOUT_S = 4.0
MAX_ARROWS = 24
"""Presses of an arrow key: sliders of consent have a few levels."""
NEAR = 0.03
"""Share of its track by which a slider may be off its end."""
DRAWN_NEAR = 0.12
"""The same where only the thumb's place tells, which may end beside its track."""


async def slide(
    live: LiveBanner, space: Space, choice: PanelChoice, attempt: Attempt, *, accepts: bool
) -> tuple[bool, Panel | None]:
    """Move a slider to everything, or to what is needed only; False when it can't be, or says the opposite there.

    Which end that is its words tell: those beside it, or its own where it stands. Where neither do the least value is
    taken for the least consent, and only a record that says so proves it (`Attempt.unread`). `choice` is the slider as
    last drawn; the panel returned is the banner as drawn since (None: it can't be found any more).
    """
    ascends = rising(choice.levels)
    to_most = accepts is not (ascends is False)
    node, panel = choice.node, None
    for most in (to_most,) if ascends is not None else (to_most, not to_most):
        moved = await _move(live, space, node, most=most)
        panel = await drawn_anew(live, space)
        now = slider_in(panel, choice)
        if not moved or now is None:
            return False, panel
        node, said = now.node, says_all(now.told)
        if said is None:
            attempt.unread = attempt.unread or ascends is None
            return True, panel
        if said is accepts:
            return True, panel
    return False, panel


def slider_in(panel: Panel | None, choice: PanelChoice) -> PanelChoice | None:
    """Return a slider as it stands in a banner drawn since; None when it can't be told there."""
    node = node_of(panel, choice) if panel is not None else None
    return next((one for one in panel.choices if one.node == node), None) if panel is not None else None


async def _move(live: LiveBanner, space: Space, node: int, *, most: bool) -> bool:
    """Move a slider to its least or its most value: by one key, by arrows, by dragging; False when none does."""
    for way in (_by_key, _by_arrows, _by_dragging):
        if await _is_there(space, node, most=most):
            return True
        try:
            await way(live, space, node, most=most)
        except (Error, TimeoutError):
            continue
        await live.page_time.grant(100)
    return await _is_there(space, node, most=most)


async def _is_there(space: Space, node: int, *, most: bool) -> bool:
    level = await _level(space, node)
    return level is not None and abs(level["at"] - most) <= (NEAR if level["exact"] else DRAWN_NEAR)


async def _level(space: Space, node: int) -> dict[str, Any] | None:
    """Return where a slider stands (`touch.js`, level); None when it is gone."""
    try:
        level: dict[str, Any] = await space.call(script("touch.js"), node, "level")
    except (Error, TimeoutError):
        return None
    return level if level["alive"] else None


async def _by_key(live: LiveBanner, space: Space, node: int, *, most: bool) -> None:
    if await _focus(space, node):
        await _press(live, "End" if most else "Home")


async def _by_arrows(live: LiveBanner, space: Space, node: int, *, most: bool) -> None:
    """Press an arrow until the slider moves no further; the other pair of arrows where the first does nothing."""
    if not await _focus(space, node):
        return
    before = await _level(space, node)
    for key in ("ArrowRight", "ArrowUp") if most else ("ArrowLeft", "ArrowDown"):
        for _ in range(MAX_ARROWS):
            await _press(live, key)
            now = await _level(space, node)
            if now is None or before is None or now["at"] == before["at"]:
                break
            before = now


async def _by_dragging(live: LiveBanner, space: Space, node: int, *, most: bool) -> None:
    """Drag the thumb to the end of its track, by events of the page: the browser's own wait for frames to be drawn."""
    await space.call(script("touch.js"), node, "drag", most)


async def _focus(space: Space, node: int) -> bool:
    """Focus a slider, so that no key goes anywhere else; False when it can't be."""
    found = await space.call(script("touch.js"), node, "focus")
    return bool(found["alive"] and found["focused"])


async def _press(live: LiveBanner, key: str) -> None:
    await asyncio.wait_for(live.page.keyboard.press(key), KEY_TIMEOUT_S)
