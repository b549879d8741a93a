"""What the consent managers of a page themselves hold as the visitor's choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from crawler.consent.flags import NECESSARY, Decision, decide_flags
from crawler.consent.managers.asking import ask
from crawler.consent.time import PageTime


@dataclass(frozen=True, slots=True)
class ManagerState:
    """One manager's own record of the choice."""

    manager: str
    decision: Decision


async def manager_states(page: Page, page_time: PageTime) -> tuple[ManagerState, ...]:
    """Ask the managers on the page; none when there is none, none has an answer, or the page doesn't let us ask."""
    return read_states(await ask(page, page_time, "state"))


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
