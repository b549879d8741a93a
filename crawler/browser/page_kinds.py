"""What kind of page a link leads to, by the words of its text and address: a form, a shop, a video, an article."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

_WORDS = re.compile(r"[^\W_]+")
_BOUND = 400


def page_kind(text: str, url: str) -> str | None:
    """Return the kind of page that a link's words name, its address before its text; None when they name none."""
    for words in (unquote(urlsplit(url).path), text):
        plain = " " + " ".join(_WORDS.findall(_plain(words[:_BOUND])))
        for kind, beginnings in _kinds():
            if any(f" {beginning}" in plain for beginning in beginnings):
                return kind
    return None


def kinds() -> tuple[str, ...]:
    """Return the names of the kinds, the one to be seen first at the head."""
    return tuple(kind for kind, _ in _kinds())


@cache
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple((kind, tuple(_plain(word) for word in entry["words"])) for kind, entry in table.items())


def _plain(text: str) -> str:
    """Return a text in lower case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
