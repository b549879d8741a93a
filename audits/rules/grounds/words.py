"""The words that rules go by in labels, links and policies: `rules/languages/*.toml`, all languages together.

A list holds stems that match anywhere in a text; `=word` matches as a whole word alone. All languages are matched at
once, since a banner or a link is often in another language than its page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

COOKIES, SETTINGS, NECESSARY, OPTIONAL, CONTROLLER = "cookies", "settings", "necessary", "optional", "controller"
BLANK, OWN, ADVERTISING, PROFILING = "blank", "own", "advertising", "profiling"
FONTS, SCRIPTS, PICTURES, PLAYERS, CONTENT = "fonts", "scripts", "pictures", "players", "content"
SOME_VISITORS = "some_visitors"
LISTS = (
    *(COOKIES, SETTINGS, NECESSARY, OPTIONAL, CONTROLLER, BLANK, OWN, ADVERTISING, PROFILING),
    *(FONTS, SCRIPTS, PICTURES, PLAYERS, CONTENT, SOME_VISITORS),
)

_MAX_LABEL = 200
"""Characters of a label or a link's text that are looked at: what it is stands at its beginning."""


def label_has(text: str, name: str) -> bool:
    """Tell whether a short text (a label, a button, a link) holds a word of the list `name`, in any language."""
    return _pattern(name).search(text[:_MAX_LABEL]) is not None


def text_has(text: str, name: str) -> bool:
    """Tell whether a whole text holds a word of the list `name`, in any language."""
    return _pattern(name).search(text) is not None


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """Return every language's lists, by its code, sorted."""
    folder = resources.files("audits.rules") / "languages"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return one pattern for a list in all languages: plain alternatives, nothing that could run away."""
    stems = sorted({stem.casefold() for lists in languages().values() for stem in lists[name]}, key=len, reverse=True)
    parts = [rf"\b{re.escape(stem[1:])}\b" if stem.startswith("=") else re.escape(stem) for stem in stems]
    return re.compile("|".join(parts), re.IGNORECASE)
