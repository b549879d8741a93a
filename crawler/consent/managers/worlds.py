"""Isolated worlds in which a foreign script works, one in each frame, with a line to talk to us.

The page sees neither the script nor the line: both live in a world of their own, and the binding is made for that
world's name only. What the script wants to know of the page's own world is evaluated there on its behalf.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession, Error, Page

from crawler.consent.frames import MAX_FRAMES, Space, send, spaces

BINDING = "sendToHost"
EVAL_TIMEOUT_MS = 1000
MAX_MESSAGE = 200_000

Listener = Callable[["World", dict[str, Any]], None]


@dataclass(eq=False, slots=True)
class World:
    """One frame with the script in it."""

    session: CDPSession
    frame_id: str
    context_id: int
    url: str
    main: bool
    """It is the page's main frame."""

    async def call(self, function: str, *arguments: Any) -> None:
        """Call a function in the script's world without waiting for what it promises."""
        await send(
            self.session,
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            executionContextId=self.context_id,
            arguments=[{"value": value} for value in arguments],
        )


@dataclass(eq=False)
class Worlds:
    """The worlds of one page under one name."""

    page: Page
    name: str
    listener: Listener
    entered: list[World] = field(default_factory=list)
    _sessions: dict[int, CDPSession] = field(default_factory=dict)
    _main_contexts: dict[tuple[int, str], int] = field(default_factory=dict)
    _own: CDPSession | None = None

    async def enter(self) -> list[World]:
        """Make a world in every frame that has none yet and return the new ones."""
        self._own = self._own or await self.page.context.new_cdp_session(self.page)
        known = {(world.frame_id, world.url) for world in self.entered}
        found = await spaces(self.page, self._own)
        fresh = []
        for space in found[:MAX_FRAMES]:
            if (space.frame_id, space.url) not in known and (world := await self._world(space)) is not None:
                fresh.append(world)
        self.entered += fresh
        return fresh

    async def _world(self, space: Space) -> World | None:
        """Make one frame's world; None when the frame is gone."""
        try:
            await self._listen(space.session)
            made = await send(space.session, "Page.createIsolatedWorld", frameId=space.frame_id, worldName=self.name)
        except (Error, TimeoutError):
            return None
        return World(space.session, space.frame_id, made["executionContextId"], space.url, space.parent is None)

    async def _listen(self, session: CDPSession) -> None:
        """Open the line on a session, once."""
        if id(session) in self._sessions:
            return
        self._sessions[id(session)] = session
        session.on("Runtime.bindingCalled", lambda event: self._received(session, event))
        session.on("Runtime.executionContextCreated", lambda event: self._context(session, event["context"]))
        await send(session, "Runtime.addBinding", name=BINDING, executionContextName=self.name)
        await send(session, "Runtime.enable")

    def _context(self, session: CDPSession, context: dict[str, Any]) -> None:
        more = context.get("auxData", {})
        if more.get("isDefault"):
            self._main_contexts[(id(session), str(more.get("frameId")))] = context["id"]

    def _received(self, session: CDPSession, event: dict[str, Any]) -> None:
        """Pass on a message of one of our worlds."""
        if event["name"] != BINDING or len(event["payload"]) > MAX_MESSAGE:
            return
        context_id = event["executionContextId"]
        for world in self.entered:
            if world.session is session and world.context_id == context_id:
                self.listener(world, json.loads(event["payload"]))

    async def evaluate(self, world: World, code: str) -> Any:
        """Evaluate code in the page's own world of a frame; False when it fails or takes too long."""
        context_id = self._main_contexts.get((id(world.session), world.frame_id))
        if context_id is None:
            return False
        try:
            reply = await asyncio.wait_for(
                send(
                    world.session,
                    "Runtime.evaluate",
                    expression=code,
                    contextId=context_id,
                    awaitPromise=True,
                    returnByValue=True,
                    timeout=EVAL_TIMEOUT_MS,
                ),
                2 * EVAL_TIMEOUT_MS / 1000,
            )
        except (Error, TimeoutError):
            return False
        return False if "exceptionDetails" in reply else reply["result"].get("value", False)

    async def leave(self) -> None:
        """Close the sessions. The worlds end with their documents."""
        for session in self._sessions.values():
            try:
                await asyncio.wait_for(session.detach(), 2)
            except (Error, TimeoutError):
                continue  # gone with its frame
        self._sessions.clear()
        self.entered.clear()
