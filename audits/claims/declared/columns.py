"""What each column of a table is about, from its heading's words and from what its cells look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from audits.claims.declared.context import ROLES, category_of, label_role, names_storage, party_of
from audits.claims.declared.names import Shape, shape, split_names
from audits.claims.durations import parse_duration
from audits.claims.lexicon import phrases, reading_order

_SAMPLE = 40
"""Rows looked at."""
_MIN_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column has which role."""

    roles: dict[str, int]
    """Role → column."""
    headings: dict[int, str]
    name_share: float
    """Share of the name column's cells that hold names."""
    strong_share: float
    """Share of the name column's cells that hold an unmistakable name."""
    named: bool
    """The heading says that the column holds names."""


def assign_columns(headings: dict[int, str], cells: dict[int, list[str]], language: str) -> Columns:
    """Give each role the column that fits it best. `cells` holds the texts of each column's body cells."""
    scores = {
        (role, column): _heading_score(headings.get(column, ""), role, language) + _content_score(texts, role, language)
        for (column, texts), role in product(sorted(cells.items()), ROLES)
    }
    roles: dict[str, int] = {}
    for (role, column), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if role == "in_use" and headings.get(column) and not _heading_score(headings[column], role, language):
            continue  # yes or no to another question ("Is the cookie essential?")
        if score >= _MIN_SCORE and role not in roles and column not in roles.values():
            roles[role] = column
    if "provider" not in roles and not any(label_role(heading, language) for heading in headings.values()):
        left = [column for column, texts in sorted(cells.items()) if column not in roles.values() and _are_firms(texts)]
        roles.update({"provider": left[0]} if left else {})
    texts = cells.get(roles.get("name", -1), [])
    return Columns(
        roles=roles,
        headings=headings,
        name_share=_share([bool(split_names(text)) for text in texts]),
        strong_share=_share([_is_strong(text) for text in texts]),
        named=_heading_score(headings.get(roles.get("name", -1), ""), "name", language) >= 2,
    )


def _heading_score(heading: str, role: str, language: str) -> float:
    found = label_role(heading, language) if heading else None
    if not found or found[0] != role:
        return 0.0
    return min(found[1], 1.5) if role == "storage" else found[1]  # "type" may be the type of anything


def _content_score(texts: Sequence[str], role: str, language: str) -> float:
    """Score how much the cells look like the role; about as weighty as a heading when all do."""
    sample = texts[:_SAMPLE]
    if role == "name":
        names = [split_names(text) for text in sample]
        return 2.0 * _share([_is_strong(text) for text in sample]) + _share([bool(found) for found in names]) - 0.5
    if role == "lifetime":
        share = _share([len(text) <= 90 and parse_duration(text, language) is not None for text in sample])
        return 3.5 * share if share >= 0.5 else 0.0
    if role == "purpose":
        return 1.5 * _share([len(text.split()) >= 4 for text in sample])
    if role == "party":
        return 2.5 * _share([len(text) <= 30 and party_of(text, language) is not None for text in sample])
    if role == "category":
        return 2.5 * _share([len(text) <= 30 and category_of(text, language) is not None for text in sample])
    if role == "storage":
        return 2.5 * _share([names_storage(text) for text in sample])
    if role == "in_use":
        return 2.5 * _share([is_answer(text, language) is not None for text in sample])
    return _share([" " not in text and "." in text[1:-1] and shape(text) is Shape.WEAK for text in sample])


def is_answer(text: str, language: str) -> bool | None:
    """Read a cell that only says yes or no; None for any other."""
    mark = text.strip(" .!")
    if mark in ("✓", "✔", "☑", "✅"):
        return True
    if mark in ("✗", "✘", "✕", "❌", "☐"):
        return False
    for code in reading_order(language):
        for key, answer in (("yes", True), ("no", False)):
            pattern = phrases(code, "tables", key)
            if pattern is not None and pattern.fullmatch(mark):
                return answer
    return None


def _are_firms(texts: Sequence[str]) -> bool:
    """Say whether the cells read like names of firms: a few words, the first in capitals."""
    return _share([text[:1].isupper() and len(text.split()) <= 4 for text in texts[:_SAMPLE]]) >= 0.8


def _is_strong(text: str) -> bool:
    return any(shape(name) is Shape.STRONG for name, _, _ in split_names(text))


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0
