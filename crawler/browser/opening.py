"""Opens what a policy's page keeps closed: tabs, folds and windows whose text scripts bring only when they are pressed.

Pressed is what is marked as a tab or a fold in the page's text and has no text yet, a bounded number of times; never a
link to another page, a button of a form, or a part of a menu or of a window over the page. It happens in a profile of
its own, in no visit.
"""

from __future__ import annotations

import json
import time
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.browser.page_time import PageTime
from crawler.documents.closed import CLOSED

MAX_PRESSED = 24
MAX_SECONDS = 12.0
"""Wall time after which nothing more is pressed."""
_AFTER_MS = 1500
"""Page time that what was pressed gets to show its text."""

_FIND = """
((selector) => {
  const outside = 'nav, footer, form, dialog, [role=navigation], [role=menubar], [role=menu], [role=search],'
    + ' [role=dialog], [role=alertdialog], [aria-modal=true], [aria-haspopup]:not([aria-haspopup=false])';
  const text = (element) => element ? element.textContent.replace(/\\s+/g, ' ').trim() : '';
  const holds = (panel) => text(panel).length > 20;
  const named = (element) => {
    const id = element.getAttribute('aria-controls') || (element.getAttribute('href') || '').replace(/^#/, '')
      || (element.dataset.target || element.dataset.bsTarget || '').replace(/^#/, '');
    return id ? document.getElementById(id) : null;
  };
  const beside = (element) => (element.closest('h1, h2, h3, h4, h5, h6, dt') || element).nextElementSibling;
  const closed = (element) => {
    const words = text(element), href = element.getAttribute('href');
    if (!words || words.length > 120 || element.closest(outside) || element.closest('body > header')) return false;
    if ((href && !href.startsWith('#')) || element.disabled) return false;
    if (element.localName === 'summary') return text(element.parentElement).length < words.length + 20;
    if (element.getAttribute('role') === 'tab')
      return element.getAttribute('aria-selected') !== 'true' && !holds(named(element));
    return !holds(named(element) || beside(element));
  };
  const main = document.querySelector('main, [role=main]') || document.body;
  if (!main || main.getElementsByTagName('*').length > 20000) return 0;
  globalThis.closedParts = {main, found: [...main.querySelectorAll(selector)].filter(closed)};
  return globalThis.closedParts.found.length;
})(%s)
"""
_NAMED = """
((wanted) => {
  const text = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
  const selector = 'button, [role=button], [role=link], a:not([href]), a[href^="#"], a[href^="javascript:"]';
  const found = [...document.querySelectorAll(selector)].filter(
    (element) => text(element) === wanted && !element.closest('form') && !element.disabled);
  globalThis.closedParts = {main: document.body, found: found.slice(0, 1)};
  return globalThis.closedParts.found.length;
})(%s)
"""
_PRESS = """
((index) => {
  const parts = globalThis.closedParts, element = parts.found[index];
  if (!element || !element.isConnected) return;
  parts.before = parts.main.cloneNode(true);
  element.click();
})(%d)
"""
_LOST = """
(() => {
  const {main, before} = globalThis.closedParts, lost = [];
  if (!before) return '';
  const text = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
  const now = text(main);
  const look = (old) => {
    const words = text(old), children = [...old.children];
    if (!words || now.includes(words)) return;
    if (children.some((child) => text(child) && now.includes(text(child)))) children.forEach(look);
    else lost.push(old.outerHTML);
  };
  look(before);
  return lost.join('').slice(0, 200000);
})()
"""
"""What stood on the page before the last press and stands there no more, as HTML."""


async def open_parts(cdp: CDPSession, page_time: PageTime, name: str | None = None) -> str:
    """Open the page's closed parts, or only what is called `name`; return the text that gave way to theirs, as HTML."""
    gone: list[str] = []
    until = time.monotonic() + MAX_SECONDS
    try:
        world = await _world(cdp)
        found = await _evaluate(cdp, world, _FIND % json.dumps(CLOSED) if name is None else _NAMED % json.dumps(name))
        for index in range(min(found if isinstance(found, int) else 0, MAX_PRESSED)):
            if time.monotonic() > until:
                break
            await _evaluate(cdp, world, _PRESS % index)
            await page_time.grant(_AFTER_MS)
            lost = await _evaluate(cdp, world, _LOST) if name is None else ""
            gone.append(lost if isinstance(lost, str) else "")
    except PlaywrightError:  # what was pressed led elsewhere: there is no more to open
        pass
    return "".join(gone)


async def _world(cdp: CDPSession) -> int:
    """Return a world of our own in the page, which its scripts don't see."""
    tree = await cdp.send("Page.getFrameTree")
    parameters = {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "opening"}
    return int((await cdp.send("Page.createIsolatedWorld", parameters))["executionContextId"])


async def _evaluate(cdp: CDPSession, world: int, expression: str) -> Any:
    parameters = {"expression": expression, "contextId": world, "returnByValue": True, "timeout": 5000}
    answer = await cdp.send("Runtime.evaluate", parameters)
    return answer.get("result", {}).get("value")
