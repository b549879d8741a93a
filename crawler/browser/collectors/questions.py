"""Questions to the browser that never hold a visit up: what is not answered in time counts as no answer."""

from __future__ import annotations

import asyncio
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

_CALL_S = 10.0
"""Most wall time for one question: answers come at once, but on a machine that others keep busy."""
_HURRIED_S = 1.0
"""The same once a question of the round was left unanswered: then it is the page that does not answer."""


class Questions:
    """Asks on the session of a page, in rounds."""

    def __init__(self) -> None:
        self._cdp: CDPSession | None = None
        self.unanswered = 0
        """Questions of this round that were not answered in time: what they asked for is not known."""

    def attach(self, cdp: CDPSession) -> None:
        """Ask on this session from now on."""
        self._cdp = cdp

    def begin(self) -> None:
        """Begin a round."""
        self.unanswered = 0

    async def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the browser's answer; empty when it has none (an origin without that storage) or is too slow."""
        if self._cdp is None:
            return {}
        limit_s = _HURRIED_S if self.unanswered else _CALL_S
        try:
            answer: dict[str, Any] = await asyncio.wait_for(self._cdp.send(method, parameters), limit_s)
        except TimeoutError:
            self.unanswered += 1
            return {}
        except PlaywrightError:
            return {}
        return answer
