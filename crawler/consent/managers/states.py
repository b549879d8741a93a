"""What the consent managers of a page themselves hold as the visitor's choice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error, Page

from crawler.consent.flags import NECESSARY, Decision, decide_flags
from crawler.consent.frames import script
from crawler.consent.time import PageTime

ASK_MS = 400
"""Page time in which managers answer that answer by a callback."""

ASK_TIMEOUT_S = 4.0


@dataclass(frozen=True, slots=True)
class ManagerState:
    """One manager's own record of the choice."""

    manager: str
    decision: Decision


async def manager_states(page: Page, page_time: PageTime) -> tuple[ManagerState, ...]:
    """Ask the managers on the page; none when there is none, none has an answer, or the page doesn't let us ask."""
    asking = asyncio.ensure_future(page.evaluate(script("manager_state.js")))
    try:
        await page_time.grant(ASK_MS)
        return read_states(await asyncio.wait_for(asking, ASK_TIMEOUT_S))
    except (Error, TimeoutError):
        return ()
    finally:
        asking.cancel()


def read_states(raw: Any) -> tuple[ManagerState, ...]:
    """Return what the page's answer says, which any script of the page may have forged."""
    if not isinstance(raw, list):
        return ()
    found = []
    for pair in raw[:20]:
        match pair:
            case [str(manager), dict(flags)]:
                optional = [
                    (str(name), given is True) for name, given in flags.items() if not NECESSARY.search(str(name))
                ]
                found.append(ManagerState(manager[:60], decide_flags(optional)))
            case _:
                continue
    return tuple(sorted(found, key=lambda state: state.manager))
