"""How script calls are seen without changing the page: conditional breakpoints on the browser's own functions.

Chromium's command-line API has `debug(function, condition)`. A condition that reports and then evaluates to false
is a log line inside the native function: the page's objects, descriptors and `toString` stay the browser's own, and
the call stack that comes with it is V8's. Measured against a wrapper in docs/decisions/0001-script-cookie-writers.md;
what watching many functions costs, and how that is bounded, in docs/decisions/0005-watched-interfaces.md.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from playwright.async_api import CDPSession

from crawler.browser.collectors.frames import Frame, Frames
from crawler.browser.collectors.probe_source import REPORT, START, Watch, source
from crawler.browser.collectors.stage import Stage

Report = Callable[[list[str | None], Frame, dict[str, Any]], None]
"""Takes what was reported, the frame it happened in, and the event (`timestamp`, `stackTrace`)."""


class ScriptProbe:
    """Watches functions in every frame of a page, and hands each report on by its kind."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._secret = "p" + secrets.token_hex(12)
        self._frames = Frames()
        self._watches: list[Watch] = []
        self._takers: dict[str, Report] = {}

    def watch(self, watches: tuple[Watch, ...], takers: dict[str, Report]) -> None:
        """Add functions to watch, and who takes the reports of each kind (a report's first value)."""
        self._watches += watches
        self._takers |= takers

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session and watch in every document to come."""
        cdp.on("Page.frameNavigated", self._frames.navigated)
        cdp.on("Page.frameAttached", self._frames.attached)
        cdp.on("Runtime.executionContextCreated", self._frames.context_created)
        cdp.on("Runtime.consoleAPICalled", self.reported)
        await cdp.send("Page.enable")
        await cdp.send("Runtime.enable")
        await cdp.send("Debugger.enable")
        await cdp.send("Debugger.setSkipAllPauses", {"skip": True})  # a page's `debugger;` must not stop it
        await cdp.send("Debugger.setAsyncCallStackDepth", {"maxDepth": 4})
        parameters = {"source": source(self._secret, self._watches), "includeCommandLineAPI": True}
        await cdp.send("Page.addScriptToEvaluateOnNewDocument", parameters)

    def reported(self, event: dict[str, Any]) -> None:
        """Take a console call: ours carries the secret as its first argument."""
        arguments = event.get("args", ())
        if event.get("type") != REPORT or len(arguments) < 2 or arguments[0].get("value") != self._secret:
            return
        kind, *rest = [_plain(argument) for argument in arguments[1:]]
        frame = self._frames.of_context(event.get("executionContextId", 0))
        if kind == START:
            if frame.is_main:
                self._stage.page_time.anchor(event["timestamp"])
        elif taker := self._takers.get(kind or ""):
            taker(rest, frame, event)


def _plain(argument: dict[str, Any]) -> str | None:
    """Return a console argument as scripts' own conversion to a string would; None for undefined and objects."""
    value = argument.get("value", argument.get("unserializableValue"))
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
