"""Speak to the consent managers on a page through their own interfaces."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any

from playwright.async_api import Error, Page

from crawler.consent.frames import script
from crawler.consent.managers.facts import facts_script
from crawler.consent.time import PageTime
from crawler.evidence.model import State

ASK_MS = 400
"""Page time in which managers answer that answer by a callback."""

ACT_MS = 2000
"""Page time in which a manager's own function gives an answer, or lists what it declares."""

AT_ONCE_S = 0.05
"""Wall time in which managers answer that need no page time, as where there is none."""

ASK_TIMEOUT_S = 4.0


@cache
def _asking() -> str:
    return script("managers.js").replace("{/* facts */}", facts_script())


async def ask(page: Page, page_time: PageTime, act: str, ms: int = ASK_MS, **more: str | None) -> Any:
    """Return what the managers on the page answer; None when there are none, or the page doesn't let us ask."""
    asking = asyncio.ensure_future(page.evaluate(_asking(), {"act": act, **more}))
    try:
        done, _ = await asyncio.wait({asking}, timeout=AT_ONCE_S)
        if not done:
            await page_time.grant(ms)
        return await asyncio.wait_for(asking, ASK_TIMEOUT_S)
    except (Error, TimeoutError):
        return None
    finally:
        asking.cancel()


async def answer_by_interface(page: Page, page_time: PageTime, wanted: State, name: str | None) -> str | None:
    """Have a manager give the answer by its own function and return its name; None when none could be asked.

    `name`: the manager to ask; None: whichever is there.
    """
    answer = "accept" if wanted is State.ACCEPT else "reject"
    said = await ask(page, page_time, "answer", ACT_MS, answer=answer, name=name)
    return said[:60] if isinstance(said, str) else None


async def reopen(page: Page, page_time: PageTime) -> str | None:
    """Have a manager open its choice again and return its name; None when none could be asked."""
    said = await ask(page, page_time, "reopen")
    return said[:60] if isinstance(said, str) else None
