"""Which claims found are the labelled ones: matching by type, place and the params that carry the meaning.

A claim found is a labelled one when both have the same type, their quotes share at least half of the shorter one, and
the params in `MEANING` agree. Declared cookies match by name alone. Each claim found is counted for one labelled
claim, that with the most shared text. A claim found inside a labelled one that is already matched (a list read item by
item), or one that is labelled `optional`, is neither right nor wrong.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

MEANING = {
    "category": ("category",),
    "service": ("vendor",),
    "party": ("party",),
    "sharing": ("shared",),
    "transfer": ("region",),
    "signal": ("signal", "honours"),
    "no-cookies": ("kind",),
    "consent-choice": ("offered",),
    "degraded": ("degraded",),
    "withdrawal": ("via",),
    "similar-tech": ("tech",),
    "updated": ("date",),
    "lifetime": ("duration",),
    "opt-out": ("vendor",),
}
"""Params by claim type that a label and a claim must agree in; of other types, place and type are enough."""

_HALF = 0.5
_DAYS = {"Y": 365.0, "M": 30.44, "W": 7.0, "D": 1.0}
_SECONDS = {"H": 3600.0, "M": 60.0, "S": 1.0}
_SAME_TIME = 0.02
"""Share by which two durations may differ: "12 months" and "1 year" are the same."""
_DURATION = re.compile(r"P((?:\d+[YMWD])*)(?:T((?:\d+[HMS])+))?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\ufeff]")


@dataclass(frozen=True, slots=True)
class Matching:
    """Labels and claims of one document, matched."""

    found: frozenset[int]
    """Indices of the labels that were found."""
    wrong: tuple[int, ...]
    """Indices of the claims that are no label's."""


def match(labels: Sequence[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]) -> Matching:
    """Match claims found with labels. Both have `type`, `params` and `quote`; labels may have `text` and `optional`."""
    shared = {
        (row, column): share
        for row, label in enumerate(labels)
        for column, claim in enumerate(claims)
        if label["type"] == claim["type"] and (share := _shared(label, claim)) > 0
    }
    found: set[int] = set()
    taken: set[int] = set()
    for row in sorted(range(len(labels)), key=lambda index: bool(labels[index].get("optional"))):
        free = [(shared[row, column], -column) for column in range(len(claims))
                if (row, column) in shared and column not in taken]  # fmt: skip
        if free:
            found.add(row)
            taken.add(-max(free)[1])
    inside = {column for _, column in shared}
    return Matching(frozenset(found), tuple(i for i in range(len(claims)) if i not in taken and i not in inside))


def _shared(label: Mapping[str, Any], claim: Mapping[str, Any]) -> float:
    """Return the share of text that a claim has in common with a label of its type; 0 when it is not the same claim."""
    wanted, said = label.get("params") or {}, claim.get("params") or {}
    if label["type"] == "cookie":
        name = plain(str(wanted.get("name", "")))
        return 1.0 if name and name == plain(str(said.get("name", ""))) else 0.0
    if not all(agree(key, wanted.get(key), said.get(key)) for key in MEANING.get(label["type"], ())):
        return 0.0
    quotes = dict.fromkeys((label.get("text") or label["quote"], label["quote"]))
    share = max(overlap(plain(quote), plain(claim["quote"])) for quote in quotes)
    return share if share >= _HALF else 0.0


def agree(key: str, wanted: Any, said: Any) -> bool:
    """Tell whether a claim's param says what the label says; a label without it is content with anything."""
    if wanted is None:
        return True
    if key == "duration":
        one, other = _days(wanted), _days(said)
        if one is not None and other is not None:
            return abs(one - other) <= _SAME_TIME * max(one, other) + 0.01
    if isinstance(wanted, list) or isinstance(said, list):
        one_of = wanted if isinstance(wanted, list) else [wanted]
        others = said if isinstance(said, list) else [said]
        return not {plain(str(value)) for value in one_of}.isdisjoint(plain(str(value)) for value in others)
    if isinstance(wanted, str) and isinstance(said, str):
        one_name, other_name = _letters(wanted), _letters(said)
        return one_name in other_name or other_name in one_name
    return bool(wanted == said)


@lru_cache(maxsize=100_000)
def overlap(one: str, other: str) -> float:
    """Return the longest run of text in both, as a share of the shorter one."""
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return 1.0
    run = SequenceMatcher(None, one, other, autojunk=False).find_longest_match(0, len(one), 0, len(other))
    return run.size / min(len(one), len(other))


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return a quote as it reads: without tags, entities, Markdown's marks and invisible characters, in lower case."""
    readable = re.sub(r"<[^>]+>", " ", unicodedata.normalize("NFC", text))
    readable = html.unescape(_INVISIBLE.sub("", readable).replace("\\_", "_"))
    return " ".join(re.sub(r"[*`|#>\[\]]", " ", readable).split()).lower()


def _letters(text: str) -> str:
    return " ".join(re.findall("[a-z0-9]+", plain(text)))


def _days(duration: Any) -> float | None:
    match = _DURATION.fullmatch(str(duration or "").upper())
    if match is None or not (match[1] or match[2]):
        return None
    days = sum(int(n) * _DAYS[unit] for n, unit in re.findall(r"(\d+)([YMWD])", match[1] or ""))
    return days + sum(int(n) * _SECONDS[unit] for n, unit in re.findall(r"(\d+)([HMS])", match[2] or "")) / 86_400
