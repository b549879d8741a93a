"""Cookies written as labelled lines: "Name: _ga", "Purpose: …", one below the other, in any markup."""

from __future__ import annotations

import re

from audits.claims.declared.context import Page, label_role
from audits.claims.declared.model import Row
from audits.claims.declared.names import Shape, shape, split_names
from crawler.evidence.text import BlockKind

_LABEL = re.compile(r"\s*([^\s:：][^:：\n]{0,60}?)\s*[:：](?=\s|$)\s*")
_MAX_TITLE = 200
_MAX_GAP = 3
"""Blocks without a label after which a card has ended."""
_MAX_APART = 14
"""Blocks that one card may have."""


def read_cards(page: Page) -> list[Row]:
    """Read records made of labels and values: "label: value" lines, terms with definitions, or pairs of blocks."""
    rows: list[Row] = []
    card: Row | None = None
    last = -1
    for index, block in enumerate(page.blocks):
        if page.is_used(index) or block.kind is BlockKind.CELL:
            card = None
        elif titled := _card_of_title(page, index):
            card, last = titled, index
            rows.append(card)
        elif labelled := _labelled(page, index):
            card = card if index - last <= _MAX_GAP else None
            for value in labelled:
                card = _take(page, rows, card, value)
                last = max(index, value[3])
    kept = [row for row in rows if row.values and _is_sure(row)]
    for row in kept:
        page.use(_blocks_of(page, row))
    return kept


def _take(page: Page, rows: list[Row], card: Row | None, value: tuple[str, int, int, int]) -> Row | None:
    """Begin a card at a name, or add a labelled value to the one that is open; return the open card."""
    role, start, end, place = value
    if role == "name":
        names = split_names(page.text[start:end], start)
        if not names or not _is_believable(names, end - start):
            return None
        card = Row(names=names, start=names[0][1], end=end, values={}, block=place)
        rows.append(card)
    elif card is not None and place - card.block <= _MAX_APART:
        card.values.setdefault(role, []).append((start, end))
        card.end = max(card.end, end)
    return card


def _blocks_of(page: Page, row: Row) -> list[int]:
    """Return the indexes of the blocks that a card covers."""
    found = []
    for index in range(row.block, len(page.blocks)):
        if page.blocks[index].start >= row.end:
            break
        found.append(index)
    return found


def _is_believable(names: list[tuple[str, int, int]], length: int) -> bool:
    """Say whether a value after "name:" is a cookie's name, not a person's or a firm's."""
    covered = sum(end - start for _, start, end in names)
    return max(shape(name) for name, _, _ in names) >= Shape.MEDIUM or (covered == length and names[0][0].islower())


def _is_sure(row: Row) -> bool:
    """Say whether a card is a cookie's: an unmistakable name, or a lifetime beside one that could be a brand."""
    return "lifetime" in row.values or not row.titled or all(shape(name) is Shape.STRONG for name, _, _ in row.names)


def _card_of_title(page: Page, index: int) -> Row | None:
    """Begin a card at a heading or item that is nothing but a cookie's name and has labelled lines below it."""
    block = page.blocks[index]
    names = split_names(page.words(index), block.start) if block.end - block.start <= _MAX_TITLE else []
    if not names or any(shape(name) < Shape.MEDIUM for name, _, _ in names):
        return None
    if sum(end - start for _, start, end in names) * 2 < block.end - block.start:
        return None
    following = range(index + 1, min(index + 3, len(page.blocks)))
    if block.kind is not BlockKind.HEADING:  # a heading begins something else: "IP address" is the end of a list
        following = range(
            index + 1, next((i for i in following if page.blocks[i].kind is BlockKind.HEADING), following.stop)
        )
    if not any(_labelled(page, place) for place in following):
        return None
    row = Row(names=names, start=names[0][1], end=block.end, values={}, block=index, titled=True)
    if index + 2 < len(page.blocks) and not _labelled(page, index + 1):
        row.values["purpose"] = [(page.blocks[index + 1].start, page.blocks[index + 1].end)]
    return row


def _labelled(page: Page, index: int) -> list[tuple[str, int, int, int]]:
    """Return (role, start, end, block) for each labelled value that begins in a block."""
    block = page.blocks[index]
    language = page.language(index)
    words = page.words(index)
    following = index + 1
    if block.kind in (BlockKind.TERM, BlockKind.HEADING) or (len(words) <= 40 and ":" not in words.rstrip(" :")):
        role = label_role(words, language)
        value = page.blocks[following] if following < len(page.blocks) else None
        pairs = value is not None and (
            (block.kind is BlockKind.TERM and value.kind is BlockKind.DEFINITION)
            or (block.kind is BlockKind.HEADING and value.kind is not BlockKind.HEADING)
        )
        if role and role[1] >= 3 and value is not None and (pairs or words.endswith(":") or _is_pair(page, index)):
            return [(role[0], value.start, value.end, following)]
        return []
    return _split_labels(page, index, words, language)


def _is_pair(page: Page, index: int) -> bool:
    """Say whether a bare label is followed by a value and another label: a card made of blocks without colons."""
    block, following = page.blocks[index], page.blocks[index + 1]
    if block.kind is not following.kind or index + 2 >= len(page.blocks):
        return False
    role = label_role(page.words(index + 2), page.language(index))
    return bool(role and role[1] >= 3) or label_role(page.words(max(0, index - 2)), page.language(index)) is not None


def _split_labels(page: Page, index: int, words: str, language: str) -> list[tuple[str, int, int, int]]:
    """Split "Name: _ga Purpose: … Expires: 2 years" at its labels."""
    start = page.blocks[index].start
    first = _LABEL.match(words)
    role = label_role(first[1], language) if first else None
    if first is None or role is None or role[1] < 2:
        return []
    marks: list[tuple[str, int, int]] = [(role[0], 0, first.end())]
    for match in re.finditer(r"(?<=[\s.;,|·•(])([^\s:.,;|()][^:.,;|()\n]{1,40}?):\s", words[first.end() : 4_000]):
        for cut in _suffixes(match[1]):
            inner = label_role(cut, language)
            if inner and inner[1] >= 3:
                begin = first.end() + match.end(1) - len(cut)
                marks.append((inner[0], begin, first.end() + match.end()))
                break
    ends = [mark[1] for mark in marks[1:]] + [len(words)]
    found = []
    for (kind, _, begin), end in zip(marks, ends, strict=True):
        value = words[begin:end].rstrip(" ,;|·•(")
        if value:
            found.append((kind, start + begin, start + begin + len(value), index))
    return found


def _suffixes(text: str) -> list[str]:
    """Return the text's last three, two and one words."""
    words = text.split()
    return [
        " ".join(words[-count:])
        for count in (3, 2, 1)
        if count <= len(words) and text.endswith(" ".join(words[-count:]))
    ]
