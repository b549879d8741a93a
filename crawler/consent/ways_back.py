"""The ways back to the consent choice that a page shows: links, buttons and floating icons. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from crawler.consent.controls import read_control
from crawler.evidence.model import ControlRole
from crawler.languages import languages, tokens
from crawler.languages.index import WordIndex

NAMES = re.compile(r"cookie|consent|gdpr|privacy|\bcmp\b|kakor|samtyck|revisit|tracking|\bcc[-_]|🍪", re.IGNORECASE)
"""What names of floating buttons hold."""

MAX_WORDS = 9

BARE = frozenset({"cookie", "consent", "filler"})
"""Concepts of a control that says what it is about, and not what it does."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """A control that may reopen the choice."""

    node: int
    text: str
    stays: bool
    """Pressing it leaves the visitor on the page."""
    rank: int
    """Higher is likelier."""
    refuses: bool = False
    """Its words take consent back by themselves: "Withdraw consent"."""


def ways_back(raw: Sequence[dict[str, Any]], page_url: str) -> list[WayBack]:
    """Return the controls of `ways_back.js` that may reopen the choice, the likeliest first."""
    found = [way for item in raw if (way := _way(item, page_url)) is not None]
    return sorted(found, key=lambda way: (way.stays, way.rank, way.node), reverse=True)


def documents(raw: Sequence[dict[str, Any]], page_url: str) -> list[WayBack]:
    """Return the links of `ways_back.js` to a policy, which may hold the way back: those about cookies first."""
    found = [
        WayBack(item["node"], item["text"], stays=False, rank=1)
        for item in raw
        if item["href"] is not None
        and not item["newTab"]
        and _same_host(item["href"], page_url)
        and not _stays(item, page_url)
    ]
    return [way for concept in ("cookie_policy", "privacy_policy") for way in found if _names_page(way.text, concept)]


def _names_page(text: str, concept: str) -> bool:
    """Tell whether a link's text is the name of a policy, and little else."""
    words = tokens(text)
    covered = {at for span in _pages(concept).find(words) for at in range(span.start, span.end)}
    return bool(covered) and len(words) <= MAX_WORDS and 2 * len(covered) >= len(words)


def _way(item: dict[str, Any], page_url: str) -> WayBack | None:
    """Read one control; None when it is no way back, or one that leads off the site."""
    text = item["text"] or item["label"]
    stays = _stays(item, page_url)
    rank = max(_rank(item["text"]), _rank(item["label"]), 2 if item["floats"] and NAMES.search(_names(item)) else 0)
    rank = rank or (1 if stays and _says_cookies(text) else 0)
    if not rank or item["disabled"] or item["newTab"] or not _same_host(item["action"], page_url):
        return None
    if not _same_host(item["href"], page_url) and not item["rawHref"].strip().casefold().startswith("javascript:"):
        return None
    return WayBack(item["node"], text, stays, rank, read_control(text).role is ControlRole.REJECT)


def _rank(text: str) -> int:
    """Return how plainly a text speaks of changing the choice; 0 when it doesn't."""
    words = tokens(text)
    if not words or len(words) > MAX_WORDS:
        return 0
    covered = {at for span in _index().find(words) for at in range(span.start, span.end)}
    if covered:
        return 4 if len(covered) == len(words) else 3
    reading = read_control(text)
    if reading.role is ControlRole.SETTINGS and reading.concepts & {"cookie", "consent"}:
        return 3
    refuses = reading.role is ControlRole.REJECT and reading.concepts & {"cookie", "consent"}
    return 2 if refuses else 0


def _says_cookies(text: str) -> bool:
    """Tell whether a control says nothing but cookies, as a button in the footer does that opens the choice."""
    reading = read_control(text)
    return reading.certainty == 1 and "cookie" in reading.concepts and reading.concepts <= BARE


def _names(item: dict[str, Any]) -> str:
    return f"{item['text']} {item['label']} {item['hint']}"


def _same_host(address: str | None, page_url: str) -> bool:
    return address is None or urlsplit(address).netloc == urlsplit(page_url).netloc


def _stays(item: dict[str, Any], page_url: str) -> bool:
    raw = item["rawHref"].strip().casefold()
    if item["href"] is None or not raw or raw.startswith(("#", "javascript:")):
        return True
    target, page = urlsplit(item["href"]), urlsplit(page_url)
    return (target.path or "/") == (page.path or "/") and bool(target.fragment or target.query)


@cache
def _index() -> WordIndex:
    return WordIndex(
        (code, "withdrawal", pattern)
        for code, language in languages().items()
        for pattern in language.links["withdrawal"]
    )


@cache
def _pages(concept: str) -> WordIndex:
    return WordIndex(
        (code, "page", pattern) for code, language in languages().items() for pattern in language.links[concept]
    )
