"""Which frame a script runs in: CDP's execution contexts and frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of an execution context, as it is when asked."""

    url: str
    origin: str
    """Serialized origin: that of the parent for `about:blank` frames."""
    is_main: bool

    @property
    def host(self) -> str:
        """The host whose cookies scripts in the frame write."""
        for address in (self.url, self.origin):
            if address.startswith(("http:", "https:")):
                return urlsplit(address).hostname or ""
        return ""


class Frames:
    """Keeps the frames of a page by the contexts that scripts run in."""

    def __init__(self) -> None:
        self._urls: dict[str, str] = {}
        self._parents: dict[str, str | None] = {}
        self._contexts: dict[int, tuple[str, str]] = {}

    def navigated(self, event: dict[str, Any]) -> None:
        """Take `Page.frameNavigated`."""
        frame = event["frame"]
        self._urls[frame["id"]] = frame.get("url", "")
        self._parents[frame["id"]] = frame.get("parentId")

    def attached(self, event: dict[str, Any]) -> None:
        """Take `Page.frameAttached`."""
        self._parents[event["frameId"]] = event.get("parentFrameId")

    def context_created(self, event: dict[str, Any]) -> None:
        """Take `Runtime.executionContextCreated`."""
        context = event["context"]
        frame = (context.get("auxData") or {}).get("frameId", "")
        self._contexts[context["id"]] = (frame, context.get("origin", ""))

    def of_context(self, context: int) -> Frame:
        """Return the frame of an execution context."""
        frame, origin = self._contexts.get(context, ("", ""))
        return Frame(self._urls.get(frame, ""), origin, bool(frame) and self._parents.get(frame) is None)
