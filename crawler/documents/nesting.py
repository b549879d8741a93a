"""A bound on how deep block elements nest: HTML's parsing rules take quadratic time on absurdly deep trees."""

from __future__ import annotations

import re

MAX_DEPTH = 2_000
"""Pages have at most some dozens; above some ten thousand levels parsing takes minutes."""

_BLOCKS = (
    "div|ul|ol|dl|section|article|blockquote|center|main|aside|header|footer|form|fieldset|details|summary|table|"
    "figure|nav|address|dir|menu|hgroup|dialog|search|button|marquee|object|applet|select|pre"
)
_TAG = re.compile(rf"<(/?)(?:{_BLOCKS})(?=[\s/>])[^<>]{{0,4000}}>?", re.I)


def limit_nesting(source: str) -> str:
    """Return HTML without the block tags that stand deeper than `MAX_DEPTH`; their text stays."""
    if source.count("<") < MAX_DEPTH or not _is_deep(source):
        return source
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < MAX_DEPTH else " "
        depth += 1
        return match[0] if depth <= MAX_DEPTH else " "

    return _TAG.sub(keep, source)


def _is_deep(source: str) -> bool:
    depth = 0
    for match in _TAG.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False
