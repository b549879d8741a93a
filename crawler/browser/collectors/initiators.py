"""Who did it: a CDP call stack or initiator as a `Setter` (pure)."""

from __future__ import annotations

from typing import Any

from crawler.browser.collectors.stage import URL_BOUND, bounded
from crawler.evidence.model import Setter, SetterKind

STACK_BOUND = 8
"""Frames kept of a call stack."""


def frames(stack: dict[str, Any] | None) -> list[str]:
    """Return a CDP `Runtime.StackTrace` as `url:line:column`, innermost first, callers across callbacks included.

    Frames without a URL (eval, built-ins, our own probe) are left out: the script that ran them follows.
    """
    found: list[str] = []
    for _ in range(16):  # a page can nest callbacks as deep as it likes
        if not stack or len(found) >= STACK_BOUND:
            break
        for frame in stack.get("callFrames", []):
            if url := _address(frame.get("url", "")):
                found.append(f"{url}:{frame.get('lineNumber', 0) + 1}:{frame.get('columnNumber', 0) + 1}")
        stack = stack.get("parent")
    return found[:STACK_BOUND]


def script_setter(stack: dict[str, Any] | None) -> Setter:
    """Return the script that a call stack shows; kind `script` with URL None when no frame has an address."""
    top = frames(stack)
    return Setter(kind=SetterKind.SCRIPT, url=script_url(top[0]) if top else None, stack=tuple(top))


def script_url(frame: str) -> str:
    """Return the URL of a `url:line:column`."""
    return frame.rsplit(":", 2)[0]


def request_initiator(initiator: dict[str, Any], resource_type: str) -> Setter | None:
    """Return who caused a request: the innermost script, else the document whose markup names it.

    None for a navigation.
    """
    kind = initiator.get("type")
    if kind == "script" or initiator.get("stack"):
        setter = script_setter(initiator.get("stack"))
        if setter.url:
            return setter
    url = _address(initiator.get("url", ""))
    if url:
        return Setter(kind=SetterKind.UNKNOWN, url=url)
    if resource_type == "document":
        return None
    return Setter(kind=SetterKind.SCRIPT if kind == "script" else SetterKind.UNKNOWN)


def _address(url: str) -> str:
    """Return the bounded URL without its fragment; empty for what is no address of a site's script."""
    if not url or url.startswith(("chrome-extension:", "debugger:", "__playwright", "pptr:", "native ")):
        return ""
    return bounded(url.split("#", 1)[0], URL_BOUND)
