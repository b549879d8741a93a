"""Take consent back: find the way back to the choice, refuse there, and leave the proof to `verify_answer`."""

from __future__ import annotations

from collections.abc import AsyncIterator

from playwright.async_api import Error

from crawler.consent.frames import Space, spaces
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.managers.asking import reopen
from crawler.consent.panel import Panel
from crawler.consent.presence import present, present_after
from crawler.consent.press import SETTLE_MS, click_node
from crawler.consent.tabs import no_new_tabs
from crawler.consent.walk import PATIENCE_MS, walk
from crawler.consent.ways_back import WayBack, documents, ways_back
from crawler.evidence.model import AnswerResult, State

MAX_TRIES = 3
"""Ways back that are tried on a page."""

LOOK = {"maxNodes": 60_000, "maxControls": 600}
"""Bounds of one look; the last controls of a page are kept, as ways back stand in its footer."""


async def withdraw_consent(live: LiveBanner) -> Attempt:
    """Withdraw the consent given on `live`'s banner; its page shows the site after an acceptance, banner gone.

    What the page itself offers is tried first: `method` is then `finder`. A manager that only opens by its own
    function gives `manager:<name>`, which a visitor could not do. Verify with the accepted state as `before`.
    """
    attempt, live.inside = Attempt(method="finder"), False
    async with no_new_tabs(live.page, attempt):
        if await present(live) is not None:
            return attempt.ended(AnswerResult.NOT_TRIED, "a banner is still open: there is no consent to withdraw")
        opened = await _by_page(live, attempt)
        if opened is None and attempt.gone:
            return attempt  # by its own words what was pressed took consent back: what is recorded will tell
        opened = opened or await _by_manager(live, attempt)
        if opened is None:
            return attempt.ended(AnswerResult.NOT_OFFERED, "no way back to the choice was found on the page")
        return await walk(live, State.REJECT, attempt, *opened)


async def _by_page(live: LiveBanner, attempt: Attempt) -> tuple[Space, Panel] | None:
    """Press what may reopen the choice, the likeliest first; None when nothing opens it.

    `attempt.gone`: nothing opened it, but what was pressed says that it takes consent back itself.
    """
    pressed: set[str] = set()
    refusing: list[tuple[str, int]] = []  # words, and the page time of the press
    for _ in range(MAX_TRIES):
        async for space, way in _ways(live):
            if way.text in pressed:
                continue
            pressed.add(way.text)
            refusing += [(way.text, live.page_time.now_ms)] if way.refuses else []
            if opened := await _open(live, space, way, attempt):
                return opened
            break  # the page may be another one now
        else:
            break
    for text, at_ms in refusing[:1]:
        attempt.gone, attempt.layers, attempt.page_time_ms = True, 1, attempt.page_time_ms or at_ms
        attempt.clicked.append(text)
        attempt.clicks += 1
    return None


async def _ways(live: LiveBanner) -> AsyncIterator[tuple[Space, WayBack]]:
    """Yield the ways back of every frame that can be seen, the page's own first; where there are none, cookie pages."""
    pages: list[tuple[Space, WayBack]] = []
    for closed in (False, True):  # closed shadow roots are looked into where the open page shows none
        any_way = False
        for space in await _spaces(live, closed=closed):
            try:
                raw = await space.run("ways_back.js", LOOK)
            except (Error, TimeoutError):
                continue
            for way in ways_back(raw, space.url):
                any_way = True
                yield space, way
            if space.parent is None:
                pages = [(space, page) for page in documents(raw, space.url)]
        if any_way:
            return
    for space, page in pages[:1]:
        yield space, page


async def _spaces(live: LiveBanner, *, closed: bool) -> list[Space]:
    """Return the frames that can be seen; none when the page is not to be looked at now."""
    try:
        return [space for space in await spaces(live.page, live.session, closed=closed) if space.shown]
    except (Error, TimeoutError):
        return []


async def _open(live: LiveBanner, space: Space, way: WayBack, attempt: Attempt) -> tuple[Space, Panel] | None:
    """Press one way back and return the choice that it opens.

    One that neither opens it nor leads to another page is no step of the withdrawal: a visitor knows the site's words
    better than we do, and would not have pressed it.
    """
    pressed_at_ms, address = live.page_time.now_ms, live.page.url
    if not await click_node(live, space, way.node):
        return None
    live.inside = True
    opened = await present_after(live, SETTLE_MS, inline=True)
    opened = opened or await present_after(live, PATIENCE_MS, inline=True)
    if opened is not None or live.page.url != address:
        if attempt.page_time_ms is None:
            attempt.page_time_ms = pressed_at_ms
        attempt.clicks += 1
        attempt.clicked.append(way.text)
        attempt.layers = 1
    return opened


async def _by_manager(live: LiveBanner, attempt: Attempt) -> tuple[Space, Panel] | None:
    """Let the manager on the page open its choice; None when there is none that does."""
    name = await reopen(live.page, live.page_time)
    if name is None:
        return None
    attempt.method = f"manager:{name}"
    attempt.layers = 1
    return await present_after(live, SETTLE_MS) or await present_after(live, PATIENCE_MS)
