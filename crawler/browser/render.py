"""A page as scripts have made it, flattened to plain HTML: for policies that only a browser can show.

The tree comes from CDP's `DOM.getDocument` with `pierce`, which sees closed shadow roots and frames. A shadow tree
stands in place of its host's content, with the host's own children in its slots; a frame's body stands in place of
the frame.
"""

from __future__ import annotations

import asyncio
import html
from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from crawler.browser.navigation import NavigationGuard
from crawler.browser.opening import open_parts
from crawler.browser.page_time import PageTime
from crawler.options import GatherOptions

_RENDER_MS = 8000
"""Page time that a policy page gets to show itself."""
_DEPTH_BOUND = 200
"""Python's own stack holds about 1,000 calls, and a level takes three."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_DROPPED = frozenset(("script", "style", "noscript", "template", "link", "svg", "canvas", "video", "audio", "object"))
_ELEMENT, _TEXT, _DOCUMENT, _FRAGMENT = 1, 3, 9, 11


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page after its scripts have run."""

    html: bytes
    """UTF-8, bounded by the largest document size."""
    final_url: str
    status: int | None


async def render_page(
    context: BrowserContext, url: str, options: GatherOptions, name: str | None = None
) -> RenderedPage:
    """Load `url`, let its scripts run, open what is closed and return what they made.

    `name` is what the button says that opens the policy on this page; None: the page is the policy. Raises
    playwright's Error, AddressRefused.
    """
    page = await context.new_page()
    cdp = await context.new_cdp_session(page)
    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    page_time = await PageTime.start(page, cdp, real=options.real_time)
    guard = await NavigationGuard.start(cdp, options)
    try:
        response = await page.goto(url, wait_until="commit", timeout=options.navigation_timeout_s * 1000)
    except PlaywrightError:
        if guard.refused is not None:
            raise guard.refused from None
        raise
    await page_time.grant(_RENDER_MS)
    gone = await open_parts(cdp, page_time, name)
    answer = await asyncio.wait_for(cdp.send("DOM.getDocument", {"depth": -1, "pierce": True}), 15)
    flat = flatten(answer["root"], options.max_document_bytes).replace("</body>", f"{gone}</body>")
    return RenderedPage(flat.encode("utf-8", "replace"), page.url, response.status if response else None)


def flatten(root: dict[str, Any], bound: int) -> str:
    """Return a CDP `DOM.Node` as HTML of at most `bound` characters or so, without scripts and styles."""
    writer = _Flattener(bound)
    writer.node(root, 0, None)
    return "<!doctype html>\n" + "".join(writer.parts)


class _Flattener:
    def __init__(self, bound: int) -> None:
        self.parts: list[str] = []
        self._left = bound

    def node(self, node: dict[str, Any], depth: int, host: dict[str, Any] | None) -> None:
        """Write a node; `host` is the element whose shadow tree it is in."""
        if self._left <= 0 or depth > _DEPTH_BOUND:
            return
        kind = node.get("nodeType")
        if kind == _TEXT:
            self._write(html.escape(node.get("nodeValue", ""), quote=False))
        elif kind in (_DOCUMENT, _FRAGMENT):
            self._children(node, depth, host)
        elif kind == _ELEMENT:
            self._element(node, depth, host)

    def _element(self, node: dict[str, Any], depth: int, host: dict[str, Any] | None) -> None:
        name = node.get("localName") or node.get("nodeName", "").lower()
        if name in _DROPPED:
            return
        if name == "slot" and host is not None:
            self._slot(node, depth, host)
            return
        if frame := node.get("contentDocument"):
            self._write("<section>")
            self._children(_body(frame), depth + 1, None)
            self._write("</section>")
            return
        self._write(f"<{name}{_attributes(node)}>")
        shadows = [root for root in node.get("shadowRoots", []) if root.get("shadowRootType") != "user-agent"]
        if shadows:
            self._children(shadows[0], depth + 1, node)
        else:
            self._children(node, depth + 1, host)
        if name not in _VOID:
            self._write(f"</{name}>")

    def _slot(self, slot: dict[str, Any], depth: int, host: dict[str, Any]) -> None:
        wanted = _attribute(slot, "name")
        given = [child for child in host.get("children", []) if _attribute(child, "slot") == wanted]
        if any(child.get("nodeType") == _ELEMENT or child.get("nodeValue", "").strip() for child in given):
            for child in given:
                self.node(child, depth + 1, None)
        else:
            self._children(slot, depth + 1, host)

    def _children(self, node: dict[str, Any], depth: int, host: dict[str, Any] | None) -> None:
        for child in node.get("children", []):
            self.node(child, depth, host)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self._left -= len(text)


def _body(document: dict[str, Any]) -> dict[str, Any]:
    """Return the body of a frame's document: a head must not stand in the middle of a page."""
    children: list[dict[str, Any]] = [
        child for element in document.get("children", []) for child in element.get("children", [])
    ]
    return next((child for child in children if child.get("localName") == "body"), document)


def _attribute(node: dict[str, Any], name: str) -> str:
    attributes = node.get("attributes", [])
    return next((value for key, value in zip(attributes[::2], attributes[1::2], strict=False) if key == name), "")


def _attributes(node: dict[str, Any]) -> str:
    flat = node.get("attributes", [])
    pairs = zip(flat[::2], flat[1::2], strict=False)
    kept = [(name, value) for name, value in pairs if not name.startswith("on") and name.replace("-", "").isalnum()]
    return "".join(f' {name}="{html.escape(value[:2000])}"' for name, value in kept)
