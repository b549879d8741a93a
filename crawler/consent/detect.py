"""Find the consent banner of an open page: in shadow DOM, frames of any origin, dialogs and the page's flow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from playwright.async_api import CDPSession, Error, Page

from crawler.consent.drawing import draw, picture
from crawler.consent.finder import CLEAR, choose_banner, score
from crawler.consent.frames import Space, script, spaces
from crawler.consent.live import MAX_EVIDENCE_TEXT, LiveBanner, evidence_choices, evidence_controls
from crawler.consent.managers import manager_of
from crawler.consent.panel import Panel, read_panel
from crawler.consent.statements import read_statements
from crawler.consent.time import PageTime
from crawler.evidence.model import Banner
from crawler.languages import languages

LOOK = {"maxNodes": 60_000, "maxCandidates": 24, "maxControls": 120, "maxText": 8000}
"""Bounds of one look at one frame."""


async def find_banner(
    page: Page, page_time: PageTime, *, session: CDPSession | None = None, closed: bool = True
) -> LiveBanner:
    """Look for the consent banner on the page as it stands. Reads only: nothing is clicked.

    No page time passes, but for the little that the browser may need to draw a frame (see `drawing.py`).
    `session` is a CDP session of the page to use; None opens one. `closed`: where nothing is found in the open, look
    into closed shadow roots too. Raises playwright's `Error`, or `TimeoutError`,
    when the page can't be looked at.
    """
    session = session or await page.context.new_cdp_session(page)
    live = LiveBanner(page=page, page_time=page_time, evidence=Banner(found=False), session=session)
    chosen = pick(seen := await look(page, session))
    if chosen is None:
        await draw(session, page_time)  # what fades in is seen once a frame was drawn
        chosen = pick(seen := await look(page, session, closed=closed))
    if chosen is None:
        return live
    live.closed = bool(chosen[0].closed_roots)
    live.space, live.panel, live.languages = chosen
    live.standing = frozenset(panel.text for _, _, panels in seen for panel in panels if score(panel) >= CLEAR)
    live.html, live.screenshot = await asyncio.gather(
        _html(live.space, live.panel), _screenshot(live, live.space, live.panel)
    )
    markup = f"{live.panel.name}\n{(live.html or b'').decode('utf-8')}"
    manager = manager_of(markup, "" if live.space.parent is None else live.space.url)
    live.evidence = replace(
        _evidence(live.space, live.panel, page_time.now_ms, live.languages),
        manager=manager,
        detected_by=("finder",) if manager is None else ("finder", f"manager:{manager}"),
    )
    return live


async def shows_banner(
    page: Page, page_time: PageTime, *, session: CDPSession | None = None, closed: bool = True
) -> bool:
    """Tell whether a page on which none is expected shows a banner: looked at once, after a frame was drawn.

    Parameters and errors are those of `find_banner`.
    """
    session = session or await page.context.new_cdp_session(page)
    await draw(session, page_time)
    return pick(await look(page, session, closed=closed)) is not None


Seen = tuple[Space, tuple[str, ...], list[Panel]]
"""A frame, the languages to read it in, and the containers that may be a banner."""


async def look(
    page: Page, session: CDPSession, *, deeper: bool = False, closed: bool = False, choices: bool = False
) -> list[Seen]:
    """Read every frame's candidates, those in closed shadow roots if `closed`.

    `deeper` keeps dialogs and overlays that say nothing of cookies themselves; `choices` takes what holds choices that
    no look without it has seen, wherever it lies.
    """
    seen: list[Seen] = []
    for space in await spaces(page, session, closed=closed):
        if not space.shown:
            continue
        options = {
            **LOOK,
            "words": _cookie_pattern(),
            "wholeBody": space.lies_over,
            "deeper": deeper,
            "choices": choices,
        }
        try:
            raw = await space.look(options)
        except (Error, TimeoutError):
            if space.parent is None:
                raise  # a page that can't be looked at is no page without a banner
            continue
        seen.append(_read(space, raw))
    return seen


def _read(space: Space, raw: dict[str, Any]) -> Seen:
    """Read one frame's candidates in the languages of its page."""
    language = (raw["language"] or "").split("-")[0].split("_")[0].casefold()
    preferred = tuple(code for code in (language,) if code in languages())
    width, height = raw["viewport"]
    return space, preferred, [read_panel(item, preferred, (width, height)) for item in raw["candidates"]]


def pick(seen: Sequence[Seen]) -> tuple[Space, Panel, tuple[str, ...]] | None:
    """Return the best banner over all frames, its frame and its languages; None when there is none."""
    found = []
    for space, preferred, panels in seen:
        if (space.parent is None or space.lies_over or _fills_page(space)) and (panel := choose_banner(panels)):
            found.append((space, panel, preferred))
    return max(found, key=lambda item: score(item[1]), default=None)


def _fills_page(space: Space) -> bool:
    """Tell whether a frame is the page in all but name (framesets, portals)."""
    return space.owner is not None and space.owner["width"] > 1000 and space.owner["height"] > 600


@cache
def _cookie_pattern() -> str:
    """Return a JavaScript pattern for words of cookies, consent and data in any language: a sieve, not a judgement."""
    stems = {
        pattern.replace("*", "").replace(" ", r"\s+")  # patterns are words and spaces: nothing to escape
        for language in languages().values()
        for concept in ("cookie", "consent", "data")
        for pattern in language.banner[concept]
    }
    return "|".join(sorted(stems))


def _evidence(space: Space, panel: Panel, now_ms: int, preferred: tuple[str, ...]) -> Banner:
    said = read_statements(panel.text, preferred)
    return Banner(
        found=True,
        detected_by=("finder",),
        text=panel.text[:MAX_EVIDENCE_TEXT],
        frame_url=space.url[:2000],
        shown_at_ms=now_ms,
        controls=evidence_controls(panel, space, 1),
        choices=evidence_choices(panel, 1),
        links=panel.links,
        modal=panel.modal,
        language=said.language,
        withdrawal_told=said.withdrawal,
        nudges=said.nudges,
        legitimate_interest=said.legitimate_interest,
        purposes=said.purposes,
        partners=said.partners,
    )


async def _html(space: Space, panel: Panel) -> bytes | None:
    """Return the banner's HTML, bounded; None when it can't be had."""
    try:
        found = await space.call(script("touch.js"), panel.node, "source")
    except (Error, TimeoutError):
        return None
    return str(found["html"]).encode("utf-8", "replace") if found.get("html") else None


async def _screenshot(live: LiveBanner, space: Space, panel: Panel) -> bytes | None:
    """Return a picture of the banner; None when the browser gives none in time."""
    x, y, width, height = panel.box
    left, top = space.offset
    clip = {"x": max(x + left, 0), "y": max(y + top, 0), "width": max(width, 1), "height": max(height, 1), "scale": 1}
    return await picture(live.session, live.page_time, format="png", clip=clip) if live.session else None
