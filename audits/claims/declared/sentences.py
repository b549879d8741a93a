"""Cookies named in running text: "the cookie `_ga` is …", "a cookie named cookieConsent"."""

from __future__ import annotations

import re

from audits.claims.declared.context import Page, mentions_cookies
from audits.claims.declared.model import Row
from audits.claims.declared.names import Shape, shape
from audits.claims.declared.series import in_one_row
from audits.claims.durations import find_durations
from crawler.evidence.text import BlockKind

_TOKEN = re.compile(r"[\"'`“”„«»‘’(]*(?P<name>[^\s\"'`“”„«»‘’,;()]{2,80})[\"'`“”„«»‘’),.;:]*")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*")
_NEAR = 45
"""Characters between the word for cookie and the name."""
_MAX_CHARS = 20_000


def read_sentences(page: Page) -> list[Row]:
    """Read names of cookies in sentences: an unmistakable name close to a word for cookie."""
    rows: list[Row] = []
    for index, block in enumerate(page.blocks):
        if (
            page.is_used(index)
            or block.kind in (BlockKind.HEADING, BlockKind.CODE)
            or block.end - block.start > _MAX_CHARS
        ):
            continue
        words = page.words(index)
        if "_" not in words and not re.search(r"[a-z][A-Z]|SESS", words):
            continue
        for sentence in _SENTENCE.finditer(words):
            rows += _read(page, index, sentence.start(), sentence[0], words[sentence.end() :])
    return rows


def _read(page: Page, index: int, offset: int, sentence: str, after: str) -> list[Row]:
    language = page.language(index)
    start = page.blocks[index].start + offset
    names: list[tuple[str, int, int]] = []
    for token in _TOKEN.finditer(sentence):
        name = token["name"].rstrip(".:")
        if shape(name) is not Shape.STRONG or "/" in name or "@" in name:
            continue
        if (
            "_" not in name
            and token["name"] == token[0].rstrip(".,;:")
            and not _follows_cookie(sentence[: token.start()], language)
        ):
            continue  # two words run together look like camel case: `cookiesFunctional`; quoted ones are meant
        around = (
            sentence[max(0, token.start() - _NEAR) : token.start("name")]
            + " "
            + sentence[token.end("name") : token.end() + _NEAR // 2]
        )
        if names or mentions_cookies(around, language):
            names.append((name, token.start("name"), token.start("name") + len(name)))
    row = in_one_row(sentence, names, language)
    names = [(name, start + begin, start + end) for name, begin, end in row]
    lead, end = len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())
    values: dict[str, list[tuple[int, int]]] = {"purpose": [(start + lead, end)]}
    rows: list[Row] = []
    for name, lifetime in zip(names, _lifetimes(names, start, sentence, after, language), strict=True):
        said = values if lifetime is None else {**values, "lifetime": [lifetime]}
        if rows and rows[-1].values == said:
            rows[-1].names.append(name)
        else:
            rows.append(Row(names=[name], start=start + lead, end=end, values=said, block=index))
    return rows


def _lifetimes(
    names: list[tuple[str, int, int]], start: int, sentence: str, after: str, language: str
) -> list[tuple[int, int] | None]:
    """Return where the lifetime of each name stands: behind it and before the next; one time alone is all names'."""
    times = [(start + first, start + last) for first, last, _ in find_durations(sentence, language)]
    if not times and "_" not in after and (later := find_durations(after, language)):  # said of it further on
        begin = start + len(sentence)
        times = [(begin + later[0][0], begin + later[0][1])]
    if len(times) <= 1 or len(names) <= 1:
        return [times[0] if times else None] * len(names)
    ends = [begin for _, begin, _ in names[1:]] + [start + len(sentence)]
    behind = [[time for time in times if name[2] <= time[0] < end] for name, end in zip(names, ends, strict=True)]
    return [found[0] if found else None for found in behind]


def _follows_cookie(before: str, language: str) -> bool:
    """Say whether the word directly before is one for cookie: "the cookie acceptCookies"."""
    return mentions_cookies(before[-_NEAR:].rsplit(maxsplit=1)[-1], language) if before.split() else False
