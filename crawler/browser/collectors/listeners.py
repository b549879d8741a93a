"""Which scripts listen to keys, forms and pointers: asked of the debugger once a page has had its time.

`DOMDebugger.getEventListeners` tells every listener on a page with the script that holds it. Nothing is watched
while the page runs and nothing on it changes; a listener that was removed again is not seen.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession

from crawler.browser.collectors.questions import Questions
from crawler.browser.collectors.stage import URL_BOUND, bounded

KEYS = frozenset(("keydown", "keypress", "keyup", "beforeinput", "textInput", "compositionend"))
FORMS = frozenset(("input", "change", "submit", "formdata", "paste", "copy", "cut"))
POINTERS = frozenset(
    (
        "click", "contextmenu", "dblclick", "mousedown", "mousemove", "mouseup", "pointerdown", "pointermove",
        "pointerup", "resize", "scroll", "selectionchange", "touchend", "touchmove", "touchstart", "visibilitychange",
        "wheel",
    )
)  # fmt: skip
_SCRIPTS_BOUND = 20_000
_FRAMES_BOUND = 20
_LISTENERS_BOUND = 5_000


@dataclass(frozen=True, slots=True)
class Listener:
    """One listener of a script."""

    script: str
    event: str
    place: str
    """`window` or `document`, where it hears everything on the page, else `element`."""


class Listeners:
    """Remembers the scripts of a page and tells the listeners they have on it."""

    def __init__(self) -> None:
        self._ask = Questions()
        self._scripts: dict[str, str] = {}
        self._contexts: dict[int, None] = {}

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session. The debugger is enabled by the script probe."""
        self._ask.attach(cdp)
        cdp.on("Debugger.scriptParsed", self._parsed)
        cdp.on("Runtime.executionContextCreated", self._context)
        cdp.on("Runtime.executionContextDestroyed", lambda event: self._contexts.pop(event["executionContextId"], None))
        cdp.on("Runtime.executionContextsCleared", lambda _event: self._contexts.clear())

    async def read(self) -> list[Listener]:
        """Return the key, form and pointer listeners on the present page, its frames included, bounded."""
        self._ask.begin()
        contexts = list(self._contexts)[:_FRAMES_BOUND]
        found = await asyncio.gather(*(self._of(context) for context in contexts), return_exceptions=True)
        return [listener for part in found if isinstance(part, list) for listener in part][:_LISTENERS_BOUND]

    async def _of(self, context: int) -> list[Listener]:
        # `window` and `document` can't be redefined by a page, so reading them runs nothing of it.
        window = await self._listeners("window", context, depth=1)
        document = await self._listeners("document", context, depth=1)
        everything = await self._listeners("document", context, depth=-1)
        own = document[0].get("backendNodeId") if document else None
        elements = [one for one in everything if own is None or one.get("backendNodeId") != own]
        placed = (("window", window), ("document", document), ("element", elements))
        found = [self._listener(one, place) for place, listeners in placed for one in listeners]
        return [listener for listener in found if listener is not None]

    async def _listeners(self, name: str, context: int, *, depth: int) -> list[dict[str, Any]]:
        answer = await self._ask("Runtime.evaluate", expression=name, contextId=context, objectGroup="listeners")
        if not (object_id := answer.get("result", {}).get("objectId")):
            return []
        found = await self._ask("DOMDebugger.getEventListeners", objectId=object_id, depth=depth, pierce=False)
        await self._ask("Runtime.releaseObject", objectId=object_id)
        listeners: list[dict[str, Any]] = found.get("listeners", [])
        return listeners[:_LISTENERS_BOUND]

    def _listener(self, one: dict[str, Any], place: str) -> Listener | None:
        script, event = self._scripts.get(one.get("scriptId", "")), one.get("type", "")
        return Listener(script, event, place) if script and event in KEYS | FORMS | POINTERS else None

    def _parsed(self, event: dict[str, Any]) -> None:
        url = event.get("url", "")
        if url.startswith(("http:", "https:", "blob:", "data:")) and len(self._scripts) < _SCRIPTS_BOUND:
            self._scripts[event["scriptId"]] = bounded(url.split("#", 1)[0], URL_BOUND)

    def _context(self, event: dict[str, Any]) -> None:
        context = event["context"]
        if (context.get("auxData") or {}).get("isDefault"):
            self._contexts[context["id"]] = None
