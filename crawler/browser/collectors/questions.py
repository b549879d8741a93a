"""Questions to the browser that never hold a visit up: what is not answered in time counts as no answer."""

from __future__ import annotations

import asyncio
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

_CALL_S = 3.0
"""Most wall time for one question."""


class Questions:
    """Asks on the session of a page."""

    def __init__(self) -> None:
        self._cdp: CDPSession | None = None

    def attach(self, cdp: CDPSession) -> None:
        """Ask on this session from now on."""
        self._cdp = cdp

    async def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the browser's answer; empty when it has none (an origin without that storage) or is too slow."""
        if self._cdp is None:
            return {}
        try:
            answer: dict[str, Any] = await asyncio.wait_for(self._cdp.send(method, parameters), _CALL_S)
        except (PlaywrightError, TimeoutError):
            return {}
        return answer
