"""Bodies of answers, for a web archive: asked for as each answer comes to its end, bounded.

Only for visits that are archived: nothing else needs them, and asking costs a round trip each.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

_BODY_BOUND = 5_000_000
"""Longest body kept, in bytes; a longer one is left out whole."""
_ALL_BOUND = 100_000_000
"""Most bytes of a visit."""
_ASK_S = 5.0


class Bodies:
    """Keeps the bodies of a page's answers by request id: each id's last answer, as a redirect has none."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}
        self._left = _ALL_BOUND
        self._asking: set[asyncio.Task[None]] = set()
        self._cdp: CDPSession | None = None

    def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session, with the network already told of."""
        self._cdp = cdp
        cdp.on("Network.loadingFinished", self._finished)

    async def settle(self) -> None:
        """Wait for what was asked for. To be called before the page is left: its bodies go with it."""
        if self._asking:
            await asyncio.wait(self._asking, timeout=_ASK_S)

    def of(self, request_id: str) -> bytes:
        """Return the body that ended a request; empty when it had none or it was not kept."""
        return self._found.get(request_id, b"")

    def _finished(self, event: dict[str, Any]) -> None:
        if self._cdp is None or not 0 < event.get("encodedDataLength", 0) <= min(_BODY_BOUND, self._left):
            return
        task = asyncio.ensure_future(self._ask(self._cdp, event["requestId"]))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask(self, cdp: CDPSession, request_id: str) -> None:
        try:
            asked = cdp.send("Network.getResponseBody", {"requestId": request_id})
            answer = await asyncio.wait_for(asked, _ASK_S)
            text = answer.get("body", "")
            body = base64.b64decode(text) if answer.get("base64Encoded") else text.encode("utf-8", "surrogatepass")
        except (PlaywrightError, TimeoutError, binascii.Error):
            return  # the browser has let go of it, or it is a beacon's, which nobody may read
        if len(body) <= min(_BODY_BOUND, self._left):
            self._left -= len(body)
            self._found[request_id] = body
