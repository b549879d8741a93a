"""Press one control of a banner, and see what came of it. Only what the banner holds and its words allow is pressed."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.async_api import Error

from crawler.consent.frames import Space, script
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.panel import FORBIDDEN_ROLES, PanelControl
from crawler.evidence.model import ControlRole

CLICK_TIMEOUT_S = 4.0
SETTLE_MS = 1500
"""Page time granted after a click: handlers, animations and the manager's own delays."""


def may_press(control: PanelControl, page_url: str, *, in_frame: bool = False) -> bool:
    """Tell whether pressing is safe: no purchase, log-in or unknown control, no way off the page, no foreign form.

    `in_frame`: the control is in a frame, whose document may make way for another of its host; the page stays.
    """
    raw = control.raw
    if control.role in FORBIDDEN_ROLES or raw["disabled"] or raw["newTab"]:
        return False
    stays = _stays(raw["href"], raw["rawHref"], page_url, in_frame) or _answers_by_address(control, page_url)
    return stays and _own_form(raw["action"], page_url)


def leads_to_settings(control: PanelControl, page_url: str) -> bool:
    """Tell whether a link wholly read as settings leads to another page of the site, in the same tab."""
    raw = control.raw
    if control.role is not ControlRole.SETTINGS or control.reading.certainty < 1 or raw["disabled"] or raw["newTab"]:
        return False
    target, page = urlsplit(raw["href"] or ""), urlsplit(page_url)
    return target.netloc == page.netloc and target.scheme == page.scheme and not may_press(control, page_url)


ANSWER_ADDRESS = re.compile(
    r"accept|reject|declin|refus|agree|deny|consent|opt-?(?:in|out)|cookies?[=/_\-](?:yes|no|ok|on|off|[01]|all|set)\b",
    re.IGNORECASE,
)
"""What addresses hold at which a site's own server takes the answer."""

DOCUMENT_ADDRESS = re.compile(r"polic|polit|erkl|verklar|notice|statement|privacy|information", re.IGNORECASE)


def _answers_by_address(control: PanelControl, page_url: str) -> bool:
    """Tell whether a link is an answer that the site's own server takes: wholly read, and led where that is done."""
    answer = control.role in (ControlRole.ACCEPT, ControlRole.REJECT) and control.reading.certainty == 1
    target = urlsplit(control.raw["href"] or "")
    address = f"{target.path}?{target.query}"
    taken = ANSWER_ADDRESS.search(address) is not None and DOCUMENT_ADDRESS.search(address) is None
    return answer and taken and target.netloc == urlsplit(page_url).netloc


def _stays(href: str | None, raw_href: str, page_url: str, in_frame: bool) -> bool:
    """Tell whether a link stays on its page: none, a fragment, a script, or the same path (in a frame: host)."""
    if href is None or raw_href.strip().casefold().startswith(("#", "javascript:")) or not raw_href.strip():
        return True
    target, page = urlsplit(href), urlsplit(page_url)
    return target.netloc == page.netloc and (in_frame or (target.path or "/") == (page.path or "/"))


def _own_form(action: str | None, page_url: str) -> bool:
    """Tell whether a form, if the control submits one, goes to the page's own host."""
    return action is None or urlsplit(action).netloc == urlsplit(page_url).netloc


async def press(
    live: LiveBanner, space: Space, control: PanelControl, attempt: Attempt, *, covered: bool = False
) -> bool:
    """Click a control as a visitor would, then let page time pass; False when it is gone or may not be pressed.

    `covered` presses without the pointer, for a control that something lies over.
    """
    if not may_press(control, space.url, in_frame=space.parent is not None):
        return False
    if attempt.page_time_ms is None:
        attempt.page_time_ms = live.page_time.now_ms
    if not await click_node(live, space, control.node, covered=covered):
        return False
    attempt.clicks += 1
    attempt.clicked.append(control.text)
    await live.page_time.grant(SETTLE_MS)
    return True


async def click_node(live: LiveBanner, space: Space, node: int, *, covered: bool = False) -> bool:
    """Click a node that `look.js` kept: with the pointer where it can be hit, else by its own `click()`."""
    try:
        place = await space.call(script("touch.js"), node, "place")
        if not place["alive"]:
            return False
        if covered or not (place["shown"] and place["hit"]):
            await space.call(script("touch.js"), node, "press")
            return True
        left, top = space.offset
        await asyncio.wait_for(live.page.mouse.click(left + place["x"], top + place["y"]), CLICK_TIMEOUT_S)
    except (Error, TimeoutError):
        return False
    return True


async def mark(space: Space, node: int) -> None:
    """Mark a node as the banner that is being answered: `look.js` tells what comes in its place."""
    with suppress(Error, TimeoutError):
        await space.call(script("touch.js"), node, "mark")


async def is_checked(space: Space, node: int) -> bool | None:
    """Return a choice's present state; None when it is gone, or neither on nor off."""
    try:
        state = await space.call(script("touch.js"), node, "state")
    except (Error, TimeoutError):
        return None
    return bool(state["checked"]) if state["alive"] and not state["mixed"] else None
