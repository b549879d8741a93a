"""Paragraphs that are list items in all but their markup: they begin with a bullet, or are numbered in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.evidence.text import Block, BlockKind

GLYPHS = "•●○▪▫◦‣∙■□➢➤►▸▶◆❖✓✔✅\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
"""Bullets as fonts have them; the last are those of symbol fonts, which print-outs keep as they are."""
_GLYPH = re.compile(rf"[{GLYPHS}]\ufe0f?\s*(?=\S)")
_DASH = re.compile(r"[-–—*·]\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+(?=\S)")


def itemised(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, those paragraphs made list items that begin like one; the mark is left out of the block.

    A bullet makes an item anywhere; a dash or a number only in a row that a paragraph ending in a colon leads in.
    """
    number = max((block.list or 0 for block in blocks), default=0)
    made: list[Block] = []
    mark: str | None = None
    for block in blocks:
        begins = _begins(text, block, made[-1] if made else None, mark)
        if begins is None:
            mark = None
            made.append(block)
            continue
        kind, after = begins
        number += mark is None
        mark = kind
        made.append(replace(block, kind=BlockKind.LIST_ITEM, start=after, level=0, list=number))
    return tuple(made)


def _begins(text: str, block: Block, before: Block | None, mark: str | None) -> tuple[str, int] | None:
    """Return the mark that a paragraph begins with, when it makes an item of it, and where the item's text begins."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    if glyph := _GLYPH.match(text, block.start, block.end):
        return "glyph", glyph.end()
    led_in = before is not None and text[before.start : before.end].rstrip("*_ ").endswith(":")
    if (dash := _DASH.match(text, block.start, block.end)) and (mark == "dash" or led_in):
        return "dash", dash.end()
    numbered = _NUMBERED.match(text, block.start, block.end)
    if numbered and (_follows(mark, numbered[1]) or (led_in and numbered[1] in ("1", "a"))):
        return numbered[1], numbered.end()
    return None


def _follows(mark: str | None, number: str) -> bool:
    """Tell whether a number (or letter) is the next one after that of the item before."""
    if mark is None or mark in ("glyph", "dash"):
        return False
    if mark.isdigit() and number.isdigit():
        return int(number) == int(mark) + 1
    return not mark.isdigit() and not number.isdigit() and ord(number) == ord(mark) + 1
