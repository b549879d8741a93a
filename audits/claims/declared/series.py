"""Names that stand in one row with an unmistakable one: "_ga (2 years), IDE (13 months) and NID (6 months)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audits.claims.declared.names import Shape, shape
from audits.claims.durations import find_durations
from audits.claims.lexicon import ENGLISH, joiners

Place = tuple[str, int, int]
"""A name, and where it begins and ends."""

_ITEM = re.compile(r"(?P<name>[A-Za-z_][\w.\-]{0,60}\w)[\"'`“”„«»‘’]*(?:\s*\((?P<note>[^()]{1,60})\))?[\"'`“”„«»‘’]*")
_CAPITALS = re.compile(r"[A-Z][A-Z\d]{2,}")
_SHORT = 3
"""Letters of the longest plain word that a time in brackets makes a name: "fr (3 months)", no "Statistics"."""
_COMPANY = 2
"""Unmistakable names beside which capitals alone are a name too: "_ga, _gid and IDE"."""


def in_one_row(sentence: str, sure: Sequence[Place], language: str) -> list[Place]:
    """Return `sure`, names of a sentence with their places in it, and those in one row with them, in order."""
    if not sure:
        return []
    joined_by = joiners(language.split("-", maxsplit=1)[0]) | joiners(ENGLISH)
    items = [match for match in _ITEM.finditer(sentence) if match["name"].casefold() not in joined_by]
    link = re.compile(rf"[\s\"'`“”„«»‘’]*(?:,|(?:,\s*|\s)(?:{'|'.join(map(re.escape, joined_by))})\s)[\s\"'`“”„«»‘’]*")
    known, found = {begin for _, begin, _ in sure}, list(sure)
    row: list[re.Match[str]] = []
    for item in (*items, None):
        if row and (item is None or not link.fullmatch(sentence, row[-1].end(), item.start())):
            found += _mates(row, known, language)
            row = []
        if item is not None:
            row.append(item)
    return sorted(found, key=lambda place: place[1])


def _mates(row: Sequence[re.Match[str]], known: set[int], language: str) -> list[Place]:
    """Return the further names of a row: the run of what may be names around those that are known."""
    found: list[Place] = []
    run: list[re.Match[str]] = []
    for item in (*row, None):
        if item is not None and (item.start("name") in known or _may_be_name(item, language)):
            run.append(item)
            continue
        company = sum(other.start("name") in known for other in run)
        for other in run:
            if company >= (1 if other["note"] else _COMPANY) and other.start("name") not in known:
                found.append((other["name"], other.start("name"), other.end("name")))
        run = []
    return found


def _may_be_name(item: re.Match[str], language: str) -> bool:
    """Tell whether an item has a time in brackets and the shape of a name, or is written in capitals."""
    name = item["name"]
    if item["note"] is None:
        return _CAPITALS.fullmatch(name) is not None
    likely = shape(name) >= Shape.MEDIUM or len(name) <= _SHORT
    return likely and bool(find_durations(item["note"], language))
