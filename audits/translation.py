"""The words of a report in its reader's language.

English stands in the source; `translations/<language>.po` (GNU gettext) holds the others, one file a language, found by
looking into the folder. What is written while `speaking("sv")` holds comes out in Swedish; a message without a
translation stays English. Quotes and names are never translated.

Messages are `str.format` templates. Only the data may come from a site, never the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal

TRANSLATIONS = Path(__file__).parent / "translations"
SOURCE_LANGUAGE = "en"

_language: ContextVar[str] = ContextVar("language of the report", default=SOURCE_LANGUAGE)


@cache
def report_languages() -> tuple[str, ...]:
    """Return the languages a report can be written in, the source's own first."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in TRANSLATIONS.glob("*.po")))


def language() -> str:
    """Return the language in force."""
    return _language.get()


@contextmanager
def speaking(tongue: str) -> Iterator[None]:
    """Write in `tongue`, one of `report_languages`, until the block ends."""
    token = _language.set(tongue)
    try:
        yield
    finally:
        _language.reset(token)


def say(message: str, /, **data: Any) -> str:
    """Return a message in the language in force, filled with `data`."""
    template = _catalogue(_language.get()).get(message) or message
    return template.format(**data) if data else template


def say_count(count: int, one: str, many: str, /, **data: Any) -> str:
    """Return the message for `count` things, which it names `{count}`. Every language here has one and many."""
    return say(one if count == 1 else many, count=count, **data)


def noted(message: str, /) -> str:
    """Return a message as it is: marks one that is said elsewhere, so that it finds its way into the catalogues."""
    return message


def say_list(parts: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Return an enumeration: "a, b and c"."""
    from babel.lists import format_list  # noqa: PLC0415  # slow to import

    return format_list(parts, style="standard" if last == "and" else "or", locale=_locale()) if parts else ""


def say_number(number: float) -> str:
    """Return a number with one digit after its decimal mark: "0.4", in Swedish "0,4"."""
    from babel.numbers import format_decimal  # noqa: PLC0415  # slow to import

    return format_decimal(number, format="0.0", locale=_locale())


def _locale() -> str:
    current = _language.get()
    return "en_GB" if current == SOURCE_LANGUAGE else current  # American English would put a comma before "and"


@cache
def _catalogue(tongue: str) -> dict[str, str]:
    """Return the messages of a language by their English."""
    path = TRANSLATIONS / f"{tongue}.po"
    if not path.exists():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415  # slow to import

    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id and entry.string}
