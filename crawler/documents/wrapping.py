"""Lines of plain text → the lines that were meant: broken to fit a width, or on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONG = 40
"""Characters of a line from which it may have been broken to fit."""
_LISTED_FROM = 20
"""Characters of a line that counts when the width is measured."""
_FULL = 0.8
"""Part of the width that a line fills, with the next line's first word, when it was broken to fit it."""
_WORDS = 4
"""Words of a line that may be a sentence's beginning; less is a name, a label or a cell."""
_LABEL = re.compile(r"[^\s:][^:]{0,40}:")
_HYPHEN = re.compile(r"[^\W\d_]{2}[-‐\u00ad]$")
_SENTENCE_ENDS = ".!?"


def width_of(lines: Iterable[str]) -> int:
    """Return how wide a text is set, in characters: nearly its longest lines; 0 when no line is long enough."""
    lengths = sorted(size for line in lines if (size := len(line.strip())) >= _LISTED_FROM)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def unwrapped(lines: Iterable[str], width: int, *, listing: bool = False) -> list[str]:
    """Join the lines of one paragraph or item that were broken in mid-sentence; what was broken on purpose stays.

    `listing`: what stands before announces a list ("We use cookies to:"), so that lines in small letters may be items.
    """
    whole: list[str] = []
    last = ""
    for line in (each.strip() for each in lines):
        if not line:
            continue
        if whole and _goes_on(last, line, width, listing):
            whole[-1] = _joined(whole[-1], line)
        else:
            listing = listing or last.endswith(":")
            whole.append(line)
        last = line
    return whole


def is_full(line: str, following: str, width: int) -> bool:
    """Tell whether a line is so full that the next line's first word did not fit it."""
    first = following.split(maxsplit=1)[0]
    return len(line.strip()) >= _LONG and len(line.strip()) + 1 + len(first) >= _FULL * width


def _goes_on(before: str, line: str, width: int, listing: bool) -> bool:
    """Tell whether `line` goes on with the sentence that `before`, the line above it, began."""
    first = line.split(" ", 1)[0]
    if before[-1] in ":;":
        return False
    small = line[0].islower()
    full = is_full(before, line, width)
    if "_" in first:  # a cookie's name: the next of a list, unless the sentence before has no end
        last = before.rsplit(maxsplit=1)[-1]
        return full and last.isalpha() and last.islower()
    if before[-1] in _SENTENCE_ENDS:
        return small and full  # "approx.", "z. B."
    if _HYPHEN.search(before[-3:]) and small:
        return True
    if small:
        return full or before[-1] == "," or (not listing and len(before.split()) >= _WORDS)
    return full and not _LABEL.match(line[:50])


def _joined(before: str, line: str) -> str:
    """Put two lines together; a hyphen that only divides a word at the line's end goes."""
    if _HYPHEN.search(before[-3:]) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"
