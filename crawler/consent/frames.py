"""Every frame of a page as a place to look in: isolated worlds over CDP, with the closed shadow roots of each frame.

An isolated world sees the page's DOM and none of its scripts, nor do they see it. Closed shadow roots are listed by
the browser and handed to the looking script. Frames of other sites may have a CDP session of their own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import CDPSession, Error, Frame, Page

WORLD = "cookie-audit"

CALL_TIMEOUT_S = 10.0
"""Wall time that one question to the browser may take: a page that hangs must not hang us."""

MAX_FRAMES = 40


@dataclass(eq=False, slots=True)
class Space:
    """One frame, and the isolated world to look at it from."""

    session: CDPSession
    frame_id: str
    context_id: int
    url: str
    parent: Space | None
    owner: dict[str, Any] | None = None
    """Where the frame's element lies in its parent (`frame_owner.js`); None for the main frame."""
    closed_roots: list[int] = field(default_factory=list)
    """Backend node ids of the closed shadow roots in it, where they were asked for."""

    @property
    def offset(self) -> tuple[float, float]:
        """Position of the frame's upper left corner in the main frame's viewport."""
        if self.parent is None or self.owner is None:
            return (0.0, 0.0)
        x, y = self.parent.offset
        return (x + float(self.owner["x"]), y + float(self.owner["y"]))

    @property
    def shown(self) -> bool:
        """Whether the frame can be seen, as far as the elements that hold it tell."""
        if self.parent is None:
            return True
        return self.owner is not None and bool(self.owner["shown"]) and self.parent.shown

    @property
    def lies_over(self) -> bool:
        """Whether the frame, or one that holds it, lies over its page."""
        if self.parent is None or self.owner is None:
            return False
        return self.owner["kind"] is not None or self.parent.lies_over

    async def call(self, function: str, *arguments: Any) -> Any:
        """Call a function of the isolated world with values. Raises playwright's `Error`, or `TimeoutError`."""
        return await self._call(function, [{"value": value} for value in arguments])

    async def look(self, options: dict[str, Any]) -> dict[str, Any]:
        """Run `look.js` here."""
        result: dict[str, Any] = await self.run("look.js", options)
        return result

    async def run(self, name: str, options: dict[str, Any]) -> Any:
        """Run one of our looking scripts here, with the closed shadow roots."""
        roots = [{"objectId": await self._resolve(node)} for node in self.closed_roots]
        return await self._call(script(name), [{"value": options}, *roots])

    async def _call(self, function: str, arguments: list[dict[str, Any]]) -> Any:
        reply = await send(
            self.session,
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            executionContextId=self.context_id,
            arguments=arguments,
            returnByValue=True,
        )
        if "exceptionDetails" in reply:
            raise Error(str(reply["exceptionDetails"].get("exception", {}).get("description", "script failed"))[:500])
        return reply["result"].get("value")

    async def _resolve(self, backend_node: int) -> str:
        reply = await send(
            self.session, "DOM.resolveNode", backendNodeId=backend_node, executionContextId=self.context_id
        )
        return str(reply["object"]["objectId"])

    async def owner_of(self, frame_id: str) -> dict[str, Any] | None:
        """Return where the element that holds the child frame `frame_id` lies; None when it can't be told."""
        try:
            found = await send(self.session, "DOM.getFrameOwner", frameId=frame_id)
            handle = await self._resolve(found["backendNodeId"])
            reply = await send(
                self.session,
                "Runtime.callFunctionOn",
                functionDeclaration=script("frame_owner.js"),
                objectId=handle,
                returnByValue=True,
            )
        except (Error, TimeoutError):
            return None
        value = reply["result"].get("value")
        return value if isinstance(value, dict) else None


@cache
def script(name: str) -> str:
    """Return a script of `crawler/consent/scripts` as one function expression."""
    text = files("crawler.consent").joinpath("scripts", name).read_text("utf-8")
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith("//"))
    return "\n".join(lines[start:])


async def send(session: CDPSession, method: str, **parameters: Any) -> dict[str, Any]:
    """Send one CDP command with a wall-time limit."""
    reply: dict[str, Any] = await asyncio.wait_for(session.send(method, parameters), CALL_TIMEOUT_S)
    return reply


async def spaces(page: Page, session: CDPSession | None = None, *, closed: bool = False) -> list[Space]:
    """Return the frames of a page that can be looked at, the main frame first. Frames that vanish are left out.

    `closed` finds their closed shadow roots too, for which the browser hands over the whole document: on a large page
    that takes many times as long as looking at it.
    """
    main = session or await page.context.new_cdp_session(page)
    tree = await send(main, "Page.getFrameTree")
    found = await _local_spaces(main, tree["frameTree"], None, closed=closed)
    for frame in page.frames[1:MAX_FRAMES]:
        found += await _remote_spaces(page, frame, found, closed=closed)
    return found


async def _remote_spaces(page: Page, frame: Frame, known: list[Space], *, closed: bool) -> list[Space]:
    """Return the spaces of a frame that runs in a process of its own; none for those that don't."""
    try:
        session = await asyncio.wait_for(page.context.new_cdp_session(frame), CALL_TIMEOUT_S)
        tree = (await send(session, "Page.getFrameTree"))["frameTree"]
    except (Error, TimeoutError):
        return []
    parent = next((space for space in known if frame.parent_frame and space.url == frame.parent_frame.url), known[0])
    return await _local_spaces(session, tree, parent, closed=closed)


async def _local_spaces(
    session: CDPSession, tree: dict[str, Any], parent: Space | None, *, closed: bool
) -> list[Space]:
    """Return the spaces of all frames that one session reaches."""
    roots = await _closed_roots(session) if closed else {}
    found: list[Space] = []
    waiting: list[tuple[dict[str, Any], Space | None]] = [(tree, parent)]
    while waiting and len(found) < MAX_FRAMES:
        node, above = waiting.pop(0)
        space = await _space(session, node["frame"], above, roots)
        if space is not None:
            found.append(space)
            waiting += [(child, space) for child in node.get("childFrames", [])]
    return found


async def _space(
    session: CDPSession, frame: dict[str, Any], parent: Space | None, closed: dict[str | None, list[int]]
) -> Space | None:
    """Make one frame's space; None when the frame is gone."""
    try:
        world = await send(session, "Page.createIsolatedWorld", frameId=frame["id"], worldName=WORLD)
    except (Error, TimeoutError):
        return None
    owner = await parent.owner_of(frame["id"]) if parent else None
    roots = closed.get(frame["id"], [])
    if parent is None or parent.session is not session:
        roots = roots + closed.get(None, [])
    return Space(session, frame["id"], world["executionContextId"], frame["url"], parent, owner, roots)


async def _closed_roots(session: CDPSession) -> dict[str | None, list[int]]:
    """Return the closed shadow roots by frame id; None stands for the session's own document."""
    try:
        document = await send(session, "DOM.getDocument", depth=-1, pierce=True)
        await send(session, "DOM.disable")
    except (Error, TimeoutError):
        return {}
    found: dict[str | None, list[int]] = {}
    for frame_id, node in _walk(document["root"]):
        if node.get("shadowRootType") == "closed":
            found.setdefault(frame_id, []).append(node["backendNodeId"])
    return found


def _walk(root: dict[str, Any]) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Yield every node of a pierced document with the id of the frame it is in."""
    waiting: list[tuple[str | None, dict[str, Any]]] = [(None, root)]
    while waiting:
        frame_id, node = waiting.pop()
        yield frame_id, node
        waiting += [(frame_id, child) for child in node.get("children", ())]
        waiting += [(frame_id, shadow) for shadow in node.get("shadowRoots", ())]
        if "contentDocument" in node:
            waiting.append((node.get("frameId", frame_id), node["contentDocument"]))
