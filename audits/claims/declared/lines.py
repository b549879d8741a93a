"""Cookies in lines without marks: "__utma Counts visitors. __utmb …", one line each or run together in a paragraph."""

from __future__ import annotations

import re

from audits.claims.declared.context import Page, category_of
from audits.claims.declared.model import Row
from audits.claims.declared.names import Shape, shape
from audits.claims.durations import find_durations, parse_duration
from crawler.evidence.text import BlockKind

_WORD = re.compile(r"[^\s,;()]{3,80}")
_QUOTES = "`'\"“”„«»‘’*:."
_BEFORE = re.compile(r"[.;!?)\]][\"'”’»]*\s+$")
"""What ends the entry before: a name inside a sentence begins none."""
_BEHIND = re.compile(r"[`'\"”’»*]*\s*[(\[–—:-]")
"""What follows a name that only looks technical by its hyphens ("app-consent-state (1 year)")."""
_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,60})\)")
_MAX_CHARS = 4_000
_FEWEST = 2
"""Entries that make a list: one alone may be a sentence on a name."""


def read_lines(page: Page) -> list[Row]:
    """Read paragraphs in which two or more entries begin with a name, and such lines that follow each other."""
    rows: list[Row] = []
    run: list[tuple[int, list[tuple[int, str]]]] = []
    for index in range(len(page.blocks)):
        entries = _entries(page, index)
        if not entries or not _opens(page, index, entries):
            rows += _rows(page, run)
            run = []
        if entries and (len(entries) >= _FEWEST or _opens(page, index, entries)):
            run.append((index, entries))
    return rows + _rows(page, run)


def _rows(page: Page, run: list[tuple[int, list[tuple[int, str]]]]) -> list[Row]:
    """Return the rows of paragraphs that follow each other; none where there is but one entry."""
    if sum(len(entries) for _, entries in run) < _FEWEST:
        return []
    page.use([index for index, _ in run])
    return [row for index, entries in run for row in _of_block(page, index, entries)]


def _opens(page: Page, index: int, entries: list[tuple[int, str]]) -> bool:
    return not page.text[page.blocks[index].start : entries[0][0]].strip(_QUOTES + " ")


def _entries(page: Page, index: int) -> list[tuple[int, str]]:
    """Return (start, name) of each entry that begins in a paragraph."""
    block = page.blocks[index]
    if page.is_used(index) or block.kind is not BlockKind.PARAGRAPH or block.end - block.start > _MAX_CHARS:
        return []
    words = page.words(index)
    if "_" not in words and not re.search(r"\w-\w+-\w", words):
        return []
    found = []
    for match in _WORD.finditer(words):
        name = match[0].strip(_QUOTES.replace("*", "")).removesuffix(".")
        before = words[max(0, match.start() - 6) : match.start()].lstrip("`'\"“„«")
        if match.start() > 1 and not _BEFORE.search(before):
            continue
        if _is_name(name) and ("_" in name or _BEHIND.match(words, match.end())) and words[match.end() :].strip(" ."):
            found.append((block.start + match.start() + match[0].index(name), name))
    return found if found and page.is_about_cookies(index) else []


def _is_name(name: str) -> bool:
    return shape(name) is Shape.STRONG and "/" not in name and "@" not in name and "=" not in name


def _of_block(page: Page, index: int, entries: list[tuple[int, str]]) -> list[Row]:
    ends = [start for start, _ in entries[1:]] + [page.blocks[index].end]
    rows = []
    for (start, name), end in zip(entries, ends, strict=True):
        behind = start + len(name)
        text = page.text[behind:end]
        skipped = len(text) - len(text.lstrip(" :–—-=→`'\"”’»*"))
        values = {"purpose": [(behind + skipped, behind + len(text.rstrip()))]} if text.strip(" .") else {}
        beside = _IN_BRACKETS.match(text)
        if beside is not None and category_of(beside[1], page.language(index)):
            values["category"] = [(behind + beside.start(1), behind + beside.end(1))]
        lifetime = _lifetime(page, index, behind, end)
        if lifetime is not None:
            values["lifetime"] = [lifetime]
        names = [(name, start, behind)]
        rows.append(Row(names=names, start=start, end=behind + len(text.rstrip()), values=values, block=index))
    return rows


def _lifetime(page: Page, index: int, start: int, end: int) -> tuple[int, int] | None:
    """Return where an entry tells how long: in the brackets behind its name first, else the first time it tells."""
    language = page.language(index)
    text = page.text[start:end]
    beside = _IN_BRACKETS.match(text)
    if beside is not None:
        parts = [part for part in re.finditer(r"[^,;/|]+", beside[1]) if parse_duration(part[0].strip(), language)]
        if parts:
            return start + beside.start(1) + parts[-1].start(), start + beside.start(1) + parts[-1].end()
    found = [time for time in find_durations(text, language) if time[2].startswith("P")]
    return (start + found[-1][0], start + found[-1][1]) if found else None
