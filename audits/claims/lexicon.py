"""The part of the language files that tables, durations and dates are read with: `[durations]`, `[dates]`, `[tables]`.

A phrase in these sections is a row of words: `word*` takes any ending, `*word` any beginning, `_` stands for up to
three words of any kind, spaces also match hyphens and apostrophes. Case doesn't count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

ENGLISH = "en"
_SPACE = r"[\s\-\u2010\u2011'’.]+"


@cache
def language_codes() -> tuple[str, ...]:
    """Return the codes of all languages that have these sections, sorted."""
    folder = files("audits.claims.languages")
    codes = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(code for code in codes if "durations" in _file(code))


@cache
def section(code: str, name: str) -> Mapping[str, Any]:
    """Return a section of a language's file; empty for a language without one."""
    found = _file(code).get(name, {}) if code in language_codes() else {}
    return found if isinstance(found, dict) else {}


@cache
def joiners(code: str) -> frozenset[str]:
    """Return the words for "and" of a language; none for one without a file."""
    return frozenset(section(code, "durations").get("joiners", ()))


def reading_order(language: str, *, widely: bool = False) -> tuple[str, ...]:
    """Return the languages to try for text in `language`: itself, then English, then (`widely`) all others.

    Tables and consent managers are often in English on pages in another language.
    """
    code = language.casefold().split("-")[0]
    code = {"no": "nb"}.get(code, code)
    known = language_codes()
    first = [candidate for candidate in (code, ENGLISH) if candidate in known]
    if not widely and code in known:
        return tuple(dict.fromkeys(first))
    return tuple(dict.fromkeys([*first, *known]))


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Compile phrases to one pattern that matches any of them as whole words; None when there are none."""
    alternatives = sorted({_phrase(phrase) for phrase in phrases if phrase.strip("* _")}, key=len, reverse=True)
    if not alternatives:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


@cache
def phrases(code: str, name: str, *keys: str) -> re.Pattern[str] | None:
    """Compile the phrases under `keys` of a language's section."""
    return phrase_pattern(phrase for key in keys for phrase in section(code, name).get(key, ()))


def _phrase(phrase: str) -> str:
    pattern, pause = "", ""
    for word in phrase.split():
        if word == "_":
            pattern += rf"{pause}(?:\S{{1,40}}{_SPACE}){{0,3}}?"
            pause = ""
            continue
        stem = re.escape(word.strip("*")).replace("\\-", _SPACE).replace("'", "['’]")
        pattern += pause + (r"\w*" if word.startswith("*") else "") + stem + (r"\w*" if word.endswith("*") else "")
        pause = _SPACE
    return pattern


@cache
def _file(code: str) -> Mapping[str, Any]:
    source = files("audits.claims.languages") / f"{code}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
