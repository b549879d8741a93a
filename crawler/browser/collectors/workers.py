"""Requests that workers make: they come on sessions of their own, told through the page's.

Tag managers can run whole in a worker, so its requests count like the page's. Dedicated and service workers are
attached to by the browser; shared workers, which belong to no page, are looked out for. Playwright lets a worker start
before our session with it listens: the very first requests are filled in from Playwright's own session (`overheard`),
and only a shared worker's, to which it has none, may be missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

Handler = Callable[[dict[str, Any]], None]
_WORKERS_BOUND = 50
_KINDS = ("worker", "service_worker", "shared_worker")


class WorkerSessions:
    """Listens to every worker of a page and hands its network events on."""

    def __init__(self, handlers: Mapping[str, Handler], network: dict[str, Any]) -> None:
        self._handlers = handlers
        self._network = network
        self._context: str | None = None
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
        self._context = (await cdp.send("Target.getTargetInfo"))["targetInfo"].get("browserContextId")
        cdp.on("Target.targetCreated", self._target_created)
        shared = {"discover": True, "filter": [{"type": "shared_worker"}]}
        await cdp.send("Target.setDiscoverTargets", shared)

    def _worker_started(self, event: dict[str, Any]) -> None:
        self._chore(self._begin(event["sessionId"], event["targetInfo"].get("type", "")))

    def _target_created(self, event: dict[str, Any]) -> None:
        target = event["targetInfo"]
        if target.get("type") == "shared_worker" and target.get("browserContextId") == self._context:
            self._chore(self._join(target["targetId"]))

    async def _join(self, target: str) -> None:
        """Attach to a shared worker; `Target.attachedToTarget` tells the session."""
        if self._cdp is not None:
            with contextlib.suppress(PlaywrightError):  # the worker has ended
                await self._cdp.send("Target.attachToTarget", {"targetId": target, "flatten": False})

    def _chore(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _begin(self, session: str, kind: str) -> None:
        watched = kind in _KINDS and len(self._attached) < _WORKERS_BOUND
        if watched:
            self._attached.add(session)
            await self._send(session, 1, "Network.enable", self._network)
        await self._send(session, 2, "Runtime.runIfWaitingForDebugger")

    async def _send(self, session: str, number: int, method: str, parameters: dict[str, Any] | None = None) -> None:
        message = json.dumps({"id": number, "method": method, "params": parameters or {}})
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
