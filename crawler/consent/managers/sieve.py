"""Whether autoconsent may know anything on a page: its rules' own marks, looked up in one question to the browser.

Starting autoconsent in every frame and letting it try its rules costs more than all else that answering takes, and on
home-made banners finds nothing. Nearly all its rules begin with an element that must exist; where none of these does,
none of the rules can hold.
"""

from __future__ import annotations

from typing import Any

from crawler.consent.frames import Space, script
from crawler.consent.managers.autoconsent_rules import rules_for

BUILT_IN = (
    "#_evidon_banner, #onetrust-banner-sdk, #onetrust-pc-sdk, .klaro, .unic, .cmp-root, #CybotCookiebotDialog, #cmpbox,"
    " #truste-consent-track, iframe[src*='consent'], iframe[id*='sp_message'], iframe[src*='trustarc']"
)
"""Elements of the managers that autoconsent keeps in its code, not in rules."""

Marks = list[list[list[str]]]
"""For each rule all that must be there, each as alternatives: selectors."""


async def may_know(space: Space) -> bool:
    """Tell whether a rule of autoconsent's may hold on the page of this frame. Raises as `Space.call` does."""
    marks = [*(marks_of(rule) for rule in rules_for(space.url, main=True)), [[BUILT_IN]]]
    return bool(await space.call(script("marks.js"), [mark for mark in marks if mark]))


def marks_of(rule: dict[str, Any]) -> list[list[str]]:
    """Return what must exist for a rule to hold; nothing when it begins with code that only autoconsent can run."""
    found = [_alternatives(step) for step in rule["detectCmp"] if not step.get("negated") and not step.get("optional")]
    return [alternatives for alternatives in found if alternatives]


def _alternatives(step: dict[str, Any]) -> list[str]:
    """Return the selectors of which one must be there; none when the step asks for something else.

    A chain of selectors leads through shadow roots: its first is asked for.
    """
    if "any" in step:
        return [selector for one in step["any"] for selector in _alternatives(one)]
    selector = step.get("exists", step.get("visible"))
    first = selector[0] if isinstance(selector, list) and selector else selector
    return [first] if isinstance(first, str) else []
