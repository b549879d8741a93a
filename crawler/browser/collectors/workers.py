"""Requests that workers make: they come on sessions of their own, told through the page's.

Tag managers can run whole in a worker, so its requests count like the page's. Playwright lets a worker start before
our session with it listens, so of its very first requests only the responses may be told.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

Handler = Callable[[dict[str, Any]], None]
_WORKERS_BOUND = 50


class WorkerSessions:
    """Listens to every dedicated worker of a page and hands its network events on."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers
        self._cdp: CDPSession | None = None
        self._attached: set[str] = set()
        self._chores: set[asyncio.Task[None]] = set()

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session."""
        self._cdp = cdp
        cdp.on("Target.attachedToTarget", self._worker_started)
        cdp.on("Target.receivedMessageFromTarget", self._told)
        parameters = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}
        await cdp.send("Target.setAutoAttach", parameters)

    def _worker_started(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._begin(event["sessionId"], event["targetInfo"].get("type", "")))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _begin(self, session: str, kind: str) -> None:
        watched = kind == "worker" and len(self._attached) < _WORKERS_BOUND
        if watched:
            self._attached.add(session)
            await self._send(session, 1, "Network.enable")
        await self._send(session, 2, "Runtime.runIfWaitingForDebugger")

    async def _send(self, session: str, number: int, method: str) -> None:
        message = json.dumps({"id": number, "method": method, "params": {}})
        if self._cdp is not None:
            with contextlib.suppress(PlaywrightError):  # the worker has ended
                await self._cdp.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})

    def _told(self, event: dict[str, Any]) -> None:
        session = event.get("sessionId", "")
        if session not in self._attached:
            return
        message = json.loads(event["message"])
        handler = self._handlers.get(message.get("method", ""))
        if handler is not None:
            handler(message["params"] | {"requestId": f"{session}/{message['params'].get('requestId', '')}"})
