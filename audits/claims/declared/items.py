"""Cookies in lists and short paragraphs: "_ga: distinguishes visitors, 2 years", "`_gid` (Google) – 24 hours"."""

from __future__ import annotations

import re
from collections import Counter

from audits.claims.declared.context import Page, mentions_cookies, party_of
from audits.claims.declared.model import Row
from audits.claims.declared.names import Shape, shape, split_names
from audits.claims.durations import find_durations, parse_duration
from audits.claims.lexicon import ENGLISH, phrases
from crawler.evidence.text import BlockKind

_HEAD = re.compile(
    r"^[\s\"'`“”„«»*•·]*(?P<head>[^\s].{0,150}?)[\"'`“”„«»*]*(?:\s*[:：|]\s|\s+[–—\-−=→]\s*|\s*[–—]\s|\s+\((?=\S)|,\s|$|\.\s)"
)
_IN_BRACKETS = re.compile(r"\(?([^()]{1,40})\)")
"""What stands in brackets right behind the name."""
_DURATION_PART = re.compile(r"[^.;,()|–—]+")
_KINDS = (
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.PARAGRAPH,
    BlockKind.TERM,
    BlockKind.DEFINITION,
    BlockKind.CODE,
)
_MAX_CHARS = 1_500
_BEFORE_STAR = ("_", "-", ".")
_DESCRIBED = 3
"""Characters behind a name that are more than a mark."""
_PLAIN = 4
"""Letters of a plain word that is a name where it stands behind technical ones."""
_TABLE_LINE = 60
_TIME_WORDS = 5
"""Words of a line that is a time and no more."""
_BARE = 40
"""A block with no more than this after its names ("(Cloudflare)") leaves the description to the blocks below."""


def read_items(page: Page) -> list[Row]:
    """Read list items, terms and short paragraphs that begin with a cookie's name."""
    candidates = [
        (index, names, rest)
        for index in range(len(page.blocks))
        if (found := _names(page, index))
        for names, rest in [found]
    ]
    accepted = [candidate for candidate in candidates if _is_sure(page, candidate)]
    groups = {group for index, *_ in accepted if (group := _group(page, index))} | _lists_of_names(page, candidates)
    taken = {index for index, *_ in accepted}
    for candidate in candidates:
        if candidate[0] not in taken and _group(page, candidate[0]) in groups and _is_plausible(page, candidate):
            accepted.append(candidate)
    starts = {index for index, *_ in accepted}
    return [_row(page, index, names, rest, starts) for index, names, rest in sorted(accepted)]


_Candidate = tuple[int, list[tuple[str, int, int]], int]


def _lists_of_names(page: Page, candidates: list[_Candidate]) -> set[tuple[str, int]]:
    """Return the lists about cookies of which every item begins with what may be a name ("csrf-token – …")."""
    lists: dict[tuple[str, int], int] = {}
    for index, names, rest in candidates:
        group, name = _group(page, index), names[0][0]
        named = shape(name) >= Shape.MEDIUM and name.islower() and not _is_kind(page, index, names)
        if group and named and page.is_about_cookies(index) and page.blocks[index].end - rest > _DESCRIBED:
            lists[group] = lists.get(group, 0) + 1
    items = Counter(group for index in range(len(page.blocks)) if (group := _group(page, index)) in lists)
    return {group for group, count in lists.items() if count > 1 and count == items[group]}


def _names(page: Page, index: int) -> tuple[list[tuple[str, int, int]], int] | None:
    """Return the names that a block begins with and where the words about them begin."""
    block = page.blocks[index]
    if page.is_used(index) or block.kind not in _KINDS or block.end - block.start > _MAX_CHARS:
        return None
    words = page.words(index)
    match = _HEAD.match(words)
    if match is None:
        return None
    head_start = match.start("head")
    names = split_names(match["head"], block.start + head_start)
    # "_ga, _gid: …": the head goes on over commas as long as names follow
    longer = re.match(r"[^:：–—(|]{1,200}?(?=\s*[:：|]\s|\s+[–—\-−]\s|\s+\(|$)", words[head_start:])
    if longer and len(longer[0]) > len(match["head"]):
        several = split_names(longer[0], block.start + head_start)
        if len(several) > len(names) and _are_names([name for name, _, _ in several]):
            return several, block.start + head_start + longer.end()
    if match["head"].endswith(_BEFORE_STAR) and words.startswith("*", match.end("head")):  # "_ga_*" loses no star
        names = split_names(f"{match['head']}*", block.start + head_start)
    if not names or sum(end - start for _, start, end in names) * 2 < len(match["head"]):
        return None
    return names, block.start + match.end("head")


def _are_names(several: list[str]) -> bool:
    """Say whether all before the colon are names: technical ones, or short plain ones behind such ("_fbp, fr")."""
    if shape(several[0]) is not Shape.STRONG:
        return False
    return all(shape(name) is Shape.STRONG or (name.islower() and len(name) <= _PLAIN) for name in several)


def _is_sure(page: Page, candidate: _Candidate) -> bool:
    """Say whether the block can be nothing but a cookie of a list: its shape, and cookies are the subject."""
    index, names, rest = candidate
    grade = min(shape(name) for name, _, _ in names)
    if grade is Shape.STRONG:
        about = page.is_about_cookies(index) or "cookie" in page.words(index).casefold()
        return about or _lifetime(page, index, rest) is not None
    if grade is Shape.MEDIUM and page.is_about_cookies(index):
        return (
            _lifetime(page, index, rest) is not None and not _is_brand(names[0][0]) and not _is_kind(page, index, names)
        )
    return False


def _is_plausible(page: Page, candidate: _Candidate) -> bool:
    """Say whether a block beside sure ones is one more of them."""
    index, names, rest = candidate
    grade = min(shape(name) for name, _, _ in names)
    described = page.blocks[index].end - rest > 3
    if _is_kind(page, index, names):
        return False
    return grade >= Shape.MEDIUM or (described and not names[0][0][:1].isupper())


def _is_kind(page: Page, index: int, names: list[tuple[str, int, int]]) -> bool:
    """Say whether a name is a kind of cookies: "Session-Cookies", "third-party"."""
    words = names[0][0].replace("-", " ")
    return (
        mentions_cookies(words.split()[-1], page.language(index)) or party_of(words, page.language(index)) is not None
    )


def _is_brand(name: str) -> bool:
    return name[:1].isupper() and not name.isupper() and "_" not in name and "-" not in name


def _group(page: Page, index: int) -> tuple[str, int] | None:
    block = page.blocks[index]
    return ("list", block.list) if block.list is not None else None


def _row(page: Page, index: int, names: list[tuple[str, int, int]], rest: int, starts: set[int]) -> Row:
    block = page.blocks[index]
    indexes = [index]
    values: dict[str, list[tuple[int, int]]] = {}
    if block.kind is BlockKind.TERM and index + 1 < len(page.blocks) and block.end - rest < 4:
        following = page.blocks[index + 1]
        if following.kind is BlockKind.DEFINITION:
            indexes.append(index + 1)
            values["purpose"] = [(following.start, following.end)]
    elif block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and block.end - rest < _BARE and len(starts) > 1:
        indexes += _description(page, index, starts)
    end = page.blocks[indexes[-1]].end
    if len(indexes) > 1 and "purpose" not in values:
        below = indexes[1:]
        times = [place for place in below if _is_time(page, place)]
        said = next((place for place in below if place not in times), below[0])
        values["purpose"] = [(page.blocks[said].start, page.blocks[said].end)]
        lifetime = next(
            (
                found
                for place in times or reversed(below)
                if (found := _lifetime(page, place, page.blocks[place].start))
            ),
            None,
        )
        if lifetime:
            values["lifetime"] = [lifetime]
    if "purpose" not in values:
        begin = rest + len(page.text[rest:end]) - len(page.text[rest:end].lstrip(" :–—-−=→,(.\"'`”“»*|"))
        if begin < end:
            values["purpose"] = [(begin, end)]
    lifetime = _lifetime(page, indexes[-1], values["purpose"][0][0]) if values.get("purpose") else None
    if lifetime and "lifetime" not in values:
        values["lifetime"] = [lifetime]
    page.use(indexes)
    return Row(names=names, start=names[0][1], end=end, values=values, block=index)


def _is_time(page: Page, index: int) -> bool:
    """Say whether a line tells nothing but how long ("2 years", "End of the session")."""
    words = page.words(index)
    language = page.language(index)
    if len(words.split()) > _TIME_WORDS or parse_duration(words, language) is None:
        return False
    return bool(find_durations(words, language)) or len(words.split()) == 1


def _description(page: Page, index: int, starts: set[int]) -> list[int]:
    """Return the paragraphs that say something of a name standing alone: those up to the next name.

    Two, or more while they are as short as the lines of a table whose grid was lost (PDF).
    """
    found: list[int] = []
    for place in range(index + 1, min(index + 16, len(page.blocks))):
        block = page.blocks[place]
        if place in starts or page.is_used(place) or block.kind is not BlockKind.PARAGRAPH:
            break
        if len(found) >= 2 and block.end - block.start > _TABLE_LINE:
            break
        found.append(place)
    return found


def _lifetime(page: Page, index: int, start: int) -> tuple[int, int] | None:
    """Find where the words about a cookie say how long it lives: a short part of its own first, then any duration."""
    end = page.blocks[index].end
    language = page.language(index)
    text = page.text[start:end]
    beside = _IN_BRACKETS.match(text)
    if beside and parse_duration(beside[1], language) is not None:  # "_ga (2 years), _gid (1 day)"
        return start + beside.start(1), start + beside.end(1)
    parts = [match for match in _DURATION_PART.finditer(text) if len(match[0].split()) <= 6]
    for match in reversed(parts):
        before = text[: match.start()]
        if _says_how_long(match[0], language, aside=before.count("(") > before.count(")")):
            return start + match.start(), start + match.end()
    found = find_durations(text, language)
    return (start + found[0][0], start + found[0][1]) if found else None


def _says_how_long(part: str, language: str, *, aside: bool) -> bool:
    """Say whether a part tells a time, and does not just hold the word "session" ("keeps the user's session").

    `aside` is set for a remark in brackets.
    """
    duration = parse_duration(part, language)
    if aside or duration is None or duration.startswith("P") or find_durations(part, language):
        return duration is not None
    label = any((names := phrases(code, "tables", "lifetime")) and names.search(part) for code in (language, ENGLISH))
    return label or len([word for word in part.split() if not mentions_cookies(word, language)]) <= 1
