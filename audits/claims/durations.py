"""How long something is kept, as ISO 8601 (`P13M`, `PT30M`) or `session`, `until-deleted`, `variable`.

The unit that the policy uses is kept: `24 hours` is `PT24H`, not `P1D`. "At most 13 months" is `P13M`; a span
("7 days - 3 years") is `variable`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from audits.claims.lexicon import joiners, phrases, reading_order, section

SESSION = "session"
UNTIL_DELETED = "until-deleted"
VARIABLE = "variable"

_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_ISO = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_SMALLER = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day"), "day": (24, "hour"),
            "hour": (60, "minute"), "minute": (60, "second")}  # fmt: skip
_MAX_CHARS = 2_000
"""A cell that says how long is short; of a longer text only the beginning is read."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One number with its unit, or a fixed phrase."""

    start: int
    end: int
    unit: str
    """Empty for a fixed phrase."""
    value: float
    iso: str
    """A fixed phrase's duration, or `variable` for "6-12 months"; else empty."""
    word: bool = False
    """The number is a word, which may be an article."""


def parse_duration(text: str, language: str) -> str | None:
    """Return what a short text (a table cell, the part after "expires:") says about how long; None if nothing."""
    return _parse(text[:_MAX_CHARS], language)


@lru_cache(maxsize=1024)
def _parse(clipped: str, language: str) -> str | None:
    codes = reading_order(language, widely=True)
    for code in codes:
        found = _durations(clipped, code, short_units=True)
        if found:
            return found[0][2]
    for keys, meaning in (
        (("session", "session_phrases"), SESSION),
        (("until_deleted", "until_deleted_phrases"), UNTIL_DELETED),
        (("variable",), VARIABLE),
    ):
        for code in codes:
            pattern = phrases(code, "durations", *keys)
            if pattern is not None and pattern.search(clipped):
                return meaning
    return None


def find_durations(text: str, language: str) -> list[tuple[int, int, str]]:
    """Return the durations in running text as (start, end, duration), in order.

    Only what says a time by itself is found: numbers with units, and phrases such as "until you close the browser"
    or "until you delete it"; the bare words "session" and "permanent" are not.
    """
    for code in reading_order(language):
        found = _durations(text, code, short_units=False) + _spoken(text, code)
        if found:
            return _without_overlaps(found)
    return []


def _spoken(text: str, code: str) -> list[tuple[int, int, str]]:
    found = []
    for key, meaning in (("session_phrases", SESSION), ("until_deleted_phrases", UNTIL_DELETED)):
        pattern = phrases(code, "durations", key)
        if pattern is not None:
            found += [(match.start(), match.end(), meaning) for match in pattern.finditer(text)]
    return found


def _without_overlaps(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, iso in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, iso))
    return kept


def _durations(text: str, code: str, *, short_units: bool) -> list[tuple[int, int, str]]:
    """Find numeric durations: parts, joined where they make one duration or a span."""
    parts = _parts(text, code, short_units=short_units)
    groups: list[list[_Part]] = []
    spans: set[int] = set()
    for part in parts:
        gap = text[groups[-1][-1].end : part.start] if groups else None
        if gap is not None and (_is_span(gap, code) or _is_between(text, groups[-1][0], gap, part, code)):
            groups[-1].append(part)
            spans.add(len(groups) - 1)
        elif gap is not None and _continues(groups[-1][-1], part, gap, code):
            groups[-1].append(part)
        elif not (gap is not None and part.word and not gap.strip()):  # "24 hours a day" is no second duration
            groups.append([part])
    return [
        (group[0].start, group[-1].end, VARIABLE if index in spans else _iso(group))
        for index, group in enumerate(groups)
    ]


def _parts(text: str, code: str, *, short_units: bool) -> list[_Part]:
    grammar = _grammar(code, short_units)
    if grammar is None:
        return []
    pattern, units, numbers, fixed = grammar
    frequency = phrases(code, "durations", "frequency")
    parts = []
    for match in pattern.finditer(text):
        if match["fixed"]:
            iso = fixed.get(" ".join(match["fixed"].casefold().split()), "")
            if iso:
                parts.append(_Part(match.start(), match.end(), "", 0, iso))
            continue
        number = match["number"].casefold()
        word = number in numbers
        before = text[max(0, match.start() - 15) : match.start()].split()[-1:]
        if word and frequency is not None and before and frequency.search(before[0]):
            continue
        value = float(numbers[number]) if word else _number(number)
        unit = units.get(match["unit"].casefold()) or units.get(match["unit"].casefold().rstrip("."), "")
        if unit:
            iso = VARIABLE if match["low"] else ""
            parts.append(_Part(match.start(), match.end(), unit, value, iso, word))
    return parts


_Grammar = tuple[re.Pattern[str], dict[str, str], dict[str, int], dict[str, str]]


@cache
def _grammar(code: str, short_units: bool) -> _Grammar | None:
    data = section(code, "durations")
    if not data:
        return None
    units = {
        word.casefold(): unit
        for unit in _UNITS
        for word in data.get(unit, ())
        if short_units or len(word.strip(".")) > 1
    }
    numbers = {word.casefold(): value for word, value in data.get("numbers", {}).items()}
    fixed = {" ".join(word.casefold().split()): iso for word, iso in data.get("fixed", {}).items()}
    unit_words = _alternatives(units)
    number_words = _alternatives(numbers) or "(?!)"
    fixed_words = _alternatives(fixed).replace("\\ ", r"\s+") or "(?!)"
    ranges = "|".join(re.escape(word) for word in data.get("ranges", ())) or "(?!)"
    digits = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,2})?"
    spelled_out = r"(?:[\s\-]*\([\w\s\-]{1,24}\))?"
    pattern = (
        rf"(?<![\w])(?:(?P<fixed>{fixed_words})(?!\w)|"
        rf"(?:(?P<low>\d{{1,4}})\s*(?:[-–—]|\b(?:{ranges})\b)\s*)?(?P<number>{digits}|(?:{number_words})(?!\w)){spelled_out}"
        rf"[\s\-\u2010\u2011]{{0,3}}(?P<unit>{unit_words})(?!\w))"
    )
    return re.compile(pattern, re.IGNORECASE), units, numbers, fixed


def _alternatives(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _number(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+", digits):
        return float(re.sub(r"\D", "", digits))
    return float(digits.replace(",", "."))


def _is_span(gap: str, code: str) -> bool:
    middle = gap.strip().casefold()
    return middle in ("-", "–", "—") or (bool(middle) and middle in section(code, "durations").get("ranges", ()))


def _is_between(text: str, low: _Part, gap: str, high: _Part, code: str) -> bool:
    """Say whether "between 2 months and 2 years" is what is said; Finnish and Hungarian say "between" after it."""
    middle = gap.casefold().split()
    if not middle or len(middle) > 2 or middle[0] not in joiners(code):
        return False
    words = section(code, "durations").get("between", ())
    around = (*text[max(0, low.start - 24) : low.start].split()[-2:], *text[high.end : high.end + 24].split()[:1])
    return any(word.casefold().strip(".,;:)") in words for word in around)


def _continues(before: _Part, part: _Part, gap: str, code: str) -> bool:
    """Say whether "1 month" goes on from "1 year"."""
    if not before.unit or not part.unit or _UNITS.index(before.unit) >= _UNITS.index(part.unit) or part.word:
        return False
    middle = gap.strip(" ,\n").casefold()
    return len(gap) < 8 and (not middle or middle in joiners(code))


def _iso(group: list[_Part]) -> str:
    if group[0].iso:
        return group[0].iso
    date: dict[str, int] = {}
    for part in group:
        value, unit = part.value, part.unit
        while value != int(value) and unit in _SMALLER:
            factor, unit = _SMALLER[unit]
            value = round(value * factor, 6)
        date[unit] = date.get(unit, 0) + round(value)
    days = "".join(f"{date[unit]}{_ISO[unit]}" for unit in _UNITS[:4] if unit in date)
    time = "".join(f"{date[unit]}{_ISO[unit]}" for unit in _UNITS[4:] if unit in date)
    return f"P{days}T{time}" if time else f"P{days}"
