"""Dates in policies as ISO 8601: `2023-12-15`, or `2023-01` and `2024` where the text says or proves no more."""

from __future__ import annotations

import re
from functools import cache

from audits.claims.lexicon import reading_order, section

_YEAR = r"(?:19[89]\d|20\d\d)"
_GAP = r"[\s.,\-\u00ad'’]{0,4}"
_SMALL = r"(?:\s{0,4}(?:de|del|d|of|m|r|ta|den|the|gada|på|of the|año)\b\.?){0,2}"
"""Little words between the parts of a date, in any language: they carry nothing."""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|er|e|ste|de|η|ης|º|ª|-?(?:án|én|jén|ei|oji))?\b"
_NUMERIC = re.compile(
    rf"(?<![\d.])(?:(?P<y>{_YEAR})\s?[-./年]\s?(?P<m>\d{{1,2}})(?:\s?[-./月]\s?(?P<d>\d{{1,2}})(?!\d))?"
    rf"|(?P<a>\d{{1,2}})\s?(?P<sep>[./-])[./\-]?\s?(?P<b>\d{{1,2}})\s?[./-]{{1,2}}\s?(?P<year>{_YEAR}))(?!\d)"
)
_MAX_CHARS = 4_000


def parse_date(text: str, language: str) -> str | None:
    """Return the first date in a short text; None if there is none."""
    found = find_dates(text[:_MAX_CHARS], language)
    return found[0][2] if found else None


def find_dates(text: str, language: str) -> list[tuple[int, int, str]]:
    """Return the dates in a text as (start, end, date), in order."""
    numeric = [
        (match.start(), match.end(), iso) for match in _NUMERIC.finditer(text) if (iso := _numeric(match, language))
    ]
    spoken: list[tuple[int, int, str]] = []
    for code in reading_order(language, widely=len(text) <= _MAX_CHARS):
        spoken = _spoken(text, code)
        if spoken:
            break
    found: list[tuple[int, int, str]] = []
    for start, end, iso in sorted([*numeric, *spoken], key=lambda item: (item[0], -item[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end, iso))
    return found


def _numeric(match: re.Match[str], language: str) -> str | None:
    if match["y"]:
        return _iso(match["y"], int(match["m"]), int(match["d"]) if match["d"] else None)
    first, second, year = int(match["a"]), int(match["b"]), match["year"]
    if first > 12 or first == second:
        return _iso(year, second, first)
    if second > 12:
        return _iso(year, first, second)
    if match["sep"] == "/" and language.casefold().split("-")[0] in ("en", "und"):
        return year  # 4/5/2024 is April or May, depending on who writes English
    return _iso(year, second, first)


def _spoken(text: str, code: str) -> list[tuple[int, int, str]]:
    grammar = _grammar(code)
    if grammar is None:
        return []
    pattern, months = grammar
    found = []
    for match in pattern.finditer(text):
        word = next(value for name, value in match.groupdict().items() if value and name.startswith("month"))
        days = {int(value) for name, value in match.groupdict().items() if value and name.startswith("day")}
        year = next(value for name, value in match.groupdict().items() if value and name.startswith("year"))
        iso = _iso(year, _month(word, months), days.pop() if len(days) == 1 else None)
        if iso:
            found.append((match.start(), match.end(), iso))
    return found


@cache
def _grammar(code: str) -> tuple[re.Pattern[str], tuple[tuple[str, int], ...]] | None:
    """Compile "15 December 2023", "December 15, 2023", "2023. december 15." and dates without a day."""
    names = section(code, "dates").get("months", ())
    months = tuple((name.lower(), number) for number, group in enumerate(names, start=1) for name in group)
    if not months:
        return None
    stems = sorted({re.escape(name.rstrip("*")) + (r"\w*" if name.endswith("*") else "") for name, _ in months})
    month = "(?:" + "|".join(sorted(stems, key=len, reverse=True)) + r")\b\.?"
    day_first = (
        rf"(?:(?P<day1>{_DAY}){_ORDINAL}{_GAP}{_SMALL}{_GAP})?(?P<month1>{month}){_SMALL}{_GAP}"
        rf"(?:(?P<day2>{_DAY}){_ORDINAL}{_GAP})?{_SMALL}{_GAP}(?P<year1>{_YEAR})\b"
    )
    if not section(code, "dates").get("year_first"):
        return re.compile(rf"(?<!\w){day_first}", re.IGNORECASE), months
    year_first = (
        rf"(?P<year2>{_YEAR}){_GAP}{_SMALL}{_GAP}(?:(?P<day4>{_DAY})\b\.?\s)?(?P<month2>{month}){_GAP}"
        rf"(?:(?P<day3>{_DAY})\b(?![:.]\d))?"
    )
    return re.compile(rf"(?<!\w)(?:{day_first}|{year_first})", re.IGNORECASE), months


def _month(word: str, months: tuple[tuple[str, int], ...]) -> int:
    folded = word.lower().rstrip(".")
    exact = [number for name, number in months if name == folded]
    stems = [number for name, number in months if name.endswith("*") and folded.startswith(name[:-1])]
    return (exact or stems or [0])[0]


def _iso(year: str, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day is not None else "")
