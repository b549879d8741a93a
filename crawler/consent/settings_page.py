"""Settings that lie on another page of the site: gone to where a banner offers no other way to refuse."""

from __future__ import annotations

import asyncio

from playwright.async_api import Error

from crawler.consent.frames import Space
from crawler.consent.live import Attempt, LiveBanner, with_layer
from crawler.consent.panel import Panel
from crawler.consent.presence import present_after
from crawler.consent.press import SETTLE_MS, click_node, leads_to_settings
from crawler.evidence.model import State

PATIENCE_MS = 2500
"""Further page time for a page that comes late."""

BACK_TIMEOUT_S = 10.0
"""Wall time to return from a page that has no choices."""


async def settings_page(
    live: LiveBanner, space: Space, panel: Panel, wanted: State, attempt: Attempt
) -> tuple[Space, Panel] | None:
    """Follow the banner's link to its settings and return the choices there; None, and back again, when it has none."""
    if wanted is not State.REJECT or space.parent is not None:
        return None
    link = next((control for control in panel.controls if leads_to_settings(control, space.url)), None)
    pressed_at_ms = live.page_time.now_ms
    if link is None or not await click_node(live, space, link.node):
        return None
    live.inside = True
    found = await present_after(live, SETTLE_MS, inline=True)
    found = found or await present_after(live, PATIENCE_MS, inline=True)
    if found is None or not found[1].choices:
        await _return(live, space.url)
        return None
    attempt.page_time_ms = pressed_at_ms
    attempt.clicks += 1
    attempt.clicked.append(link.text)
    attempt.layers += 1
    live.evidence = with_layer(live.evidence, found[1], found[0], attempt.layers)
    return found


async def _return(live: LiveBanner, address: str) -> None:
    """Go back to the page with the banner, if another one came."""
    live.inside = False
    if live.page.url == address:
        return
    try:
        await asyncio.wait_for(live.page.go_back(wait_until="commit"), BACK_TIMEOUT_S)
        await live.page_time.grant(SETTLE_MS)
    except (Error, TimeoutError):
        return
