"""One row → its declared cookies: which line of each cell belongs to which name, and what the words mean."""

from __future__ import annotations

import re

from audits.claims.declared.context import Page, category_of, party_of, storage_of
from audits.claims.declared.model import DeclaredCookie, Row
from audits.claims.durations import parse_duration

_EMPTY = re.compile(r"^[\W_]*$|^n/?a\.?$", re.I)
_MAX_VALUE = 2_000


def describe(row: Row, page: Page) -> list[DeclaredCookie]:
    """Return a declared cookie for each name in the row."""
    language = page.language(row.block)
    count = len(row.names)
    return [
        DeclaredCookie(
            name=name,
            start=row.start,
            end=row.end,
            language=language,
            provider=_text(row, page, "provider", place, count),
            purpose=_text(row, page, "purpose", place, count),
            lifetime=_lifetime(row, page, place, language),
            party=_party(row, page, place, language),
            category=_category(row, page, place, language),
            storage=_storage(row, page, place),
            fired=page.headings_read(row.block),
        )
        for place, (name, _, _) in enumerate(row.names)
    ]


def _text(row: Row, page: Page, role: str, place: int, count: int) -> str | None:
    """Return the words under a role that belong to the name at `place`: its own line when there are as many lines."""
    ranges = row.values.get(role, [])
    if not ranges:
        return None
    if count > 1 and len(ranges) == count:
        ranges = [ranges[place]]
    text = " ".join(page.text[start:end] for start, end in ranges)
    if count > 1 and len(ranges) == 1:
        parts = [part.strip() for part in re.split(r"[,;]\s|\s/\s", text)]
        if role != "purpose" and len(parts) == count:
            text = parts[place]
    text = text[:_MAX_VALUE].strip()
    return None if not text or _EMPTY.match(text) else text


def _lifetime(row: Row, page: Page, place: int, language: str) -> str | None:
    text = _text(row, page, "lifetime", place, len(row.names))
    if text is None:
        return None
    if text.isdecimal() and row.lifetime_unit:
        return parse_duration(f"{text} {_unit(row.lifetime_unit)}", language)
    return parse_duration(text, language)


def _unit(heading: str) -> str:
    inside = re.search(r"\(([^()]*)\)", heading)
    return inside[1] if inside else heading.rsplit(maxsplit=1)[-1]


def _party(row: Row, page: Page, place: int, language: str) -> str | None:
    for role in ("party", "lifetime", "storage", "provider", "category"):
        text = _text(row, page, role, place, len(row.names))
        found = party_of(text, language) if text and (len(text) <= 80 or role == "party") else None
        if found:
            return found
    described = _text(row, page, "purpose", place, len(row.names)) or ""
    texts = [described, *page.surroundings(row.block, denying=False)]
    return next((found for text in texts if (found := party_of(text, language, strictly=True))), None)


def _category(row: Row, page: Page, place: int, language: str) -> str | None:
    for role in ("category", "section"):
        text = _text(row, page, role, place, len(row.names))
        found = category_of(text, language) if text else None
        if found:
            return found
    described = _text(row, page, "purpose", place, len(row.names)) or ""
    texts = [_opening(described), *_lone_words(described), *page.classing(row.block)]
    return next((found for text in texts if (found := category_of(text, language))), None)


def _opening(purpose: str) -> str:
    """Return the first word of a purpose, where tables write the category: "Analytics used to …"."""
    return re.split(r"[\s(,;:/–—-]", purpose, maxsplit=1)[0] if len(purpose) < 300 else ""


def _lone_words(purpose: str) -> list[str]:
    """Return the words that stand alone between commas, as lists write them: "keeps a choice, necessary, 1 year"."""
    parts = re.split(r"[,;(·|]", purpose) if len(purpose) < 300 else []
    return [word for part in parts if " " not in (word := part.strip(" .)"))]


def _storage(row: Row, page: Page, place: int) -> str | None:
    for role in ("storage", "lifetime", "party", "category", "name_note"):
        text = _text(row, page, role, place, len(row.names))
        found = storage_of(text) if text and len(text) <= 80 else None
        if found:
            return found
    described = storage_of(_text(row, page, "purpose", place, len(row.names)) or "")
    if described and described != "pixel":  # a cookie may well serve somebody's pixel
        return described
    headings = page.surroundings(row.block)
    return next((found for text in headings[:2] if len(text) <= 80 and (found := storage_of(text))), None)
