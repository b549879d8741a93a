"""What stands around a row: the document's words by role, the headings above a block, what was read already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from audits.claims.languages import known_languages, load_language
from audits.claims.lexicon import phrases, reading_order
from audits.claims.words import split_words
from crawler.evidence.text import Block, BlockKind, DocumentText

ROLES = ("name", "provider", "purpose", "lifetime", "party", "category", "storage", "in_use")
CATEGORIES = ("necessary", "functional", "analytics", "marketing", "social")
_LEAD_CHARS = 400
_BETWEEN_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+(?=\w)")
_NEAR_CHARS = 2_000
_MOST_COLUMNS = 20
_LABEL_CHARS = 70
_SPECIFIC = 10
"""A word for a party that is at least this long means cookies: `third-party`, `förstapartskaka`, not `our`."""
_STORAGE = (
    ("session-storage", re.compile(r"session[\s-]?storage|sessions?(?:lagring|speicher|opslag)", re.I)),
    (
        "local-storage",
        re.compile(
            r"local[\s-]?storage|lokal\w*\s?(?:lagring|lager|speicher|opslag)|lokale\s+opslag|stockage\s+local|"
            r"paikalli\w+\s+(?:tallennus|varasto)\w*|almacenamiento\s+local|archiviazione\s+locale|"
            r"\bDOM[\s-]storage|web[\s-]?storage",
            re.I,
        ),
    ),
    ("indexed-db", re.compile(r"indexed[\s-]?db", re.I)),
    ("pixel", re.compile(r"pixel|pi[ck]sel\w*|pikseli\w*|web[\s-]?beacon|tracking[\s-]?gif", re.I)),
)  # fmt: skip
_COOKIE_KIND = re.compile(r"\b(?:http|cookie|html)\b|http[\s-]\w+", re.I)


class Page:
    """A document being read, with what was read of it."""

    def __init__(self, text: DocumentText, languages: Mapping[int, str] | str) -> None:
        self.text = text.text
        self.blocks = text.blocks
        self._languages = languages
        self._fallback = languages if isinstance(languages, str) else _commonest(languages)
        self._used: set[int] = set()
        self._headings = _heading_stacks(text.blocks)
        self._first_of_run = _run_starts(text.blocks)
        self._first_of_table = _table_starts(text.blocks)
        self._headings_read: dict[int, tuple[str, ...]] = {}
        opening = " ".join(
            [text.title or "", *(self.words(index)[:_LEAD_CHARS] for index in range(min(2, len(text.blocks))))]
        )
        self._is_cookie_policy = mentions_cookies(opening, self.language(0))

    def language(self, index: int) -> str:
        """Return the language of a block."""
        if isinstance(self._languages, str):
            return self._languages
        return self._languages.get(index, self._fallback)

    def words(self, index: int) -> str:
        """Return a block's text."""
        block = self.blocks[index]
        return self.text[block.start : block.end]

    def use(self, indexes: Iterator[int] | range | list[int]) -> None:
        """Note that these blocks were read."""
        self._used.update(indexes)

    def is_used(self, index: int) -> bool:
        """Say whether a block was read already."""
        return index in self._used

    def consumed(self) -> tuple[tuple[int, int], ...]:
        """Return the ranges that were read, neighbours joined."""
        ranges: list[tuple[int, int]] = []
        for index in sorted(self._used):
            block = self.blocks[index]
            if ranges and block.start <= ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], max(ranges[-1][1], block.end))
            else:
                ranges.append((block.start, block.end))
        return tuple(ranges)

    def surroundings(self, index: int, *, denying: bool = True) -> list[str]:
        """Return the texts that introduce a block, nearest first: the paragraph before its table, then its headings.

        Without `denying`, a paragraph that says what is not used ("no third-party cookies") is left out.
        """
        texts = []
        before = self._introduction(index)
        if before is not None and (denying or not _denies(self.words(before)[:_LEAD_CHARS], self.language(before))):
            texts.append(self.words(before)[:_LEAD_CHARS])
        texts += [self.words(heading)[:_LEAD_CHARS] for heading in reversed(self._headings[index])]
        return texts

    def classing(self, index: int) -> list[str]:
        """Return the texts that may say of which class everything is that a table or list holds, nearest first.

        As `surroundings`, but of a paragraph of several sentences only the last one, unless it leads over to the list
        by its colon: "We use Google Analytics if you agree. These are our cookies." says of none that it measures.
        """
        texts = self.surroundings(index, denying=False)
        before = self._introduction(index)
        if before is None or not texts or texts[0] != self.words(before)[:_LEAD_CHARS]:
            return texts
        return [_last_sentence(self.words(before))[:_LEAD_CHARS], *texts[1:]]

    def headings_read(self, index: int) -> tuple[str, ...]:
        """Return the headings of the table that a block is in, with the role each was read as; empty outside tables."""
        table = self.blocks[index].table
        if table is None:
            return ()
        if table not in self._headings_read:
            self._headings_read[table] = tuple(self._read_headings(self._first_of_table[table]))
        return self._headings_read[table]

    def _read_headings(self, first: int) -> Iterator[str]:
        """Yield what the cells of the first row of the table that begins at block `first` say."""
        language = self.language(first)
        for index in range(first, min(first + _MOST_COLUMNS, len(self.blocks))):
            block = self.blocks[index]
            if (block.table, block.row) != (self.blocks[first].table, self.blocks[first].row):
                return
            read = label_role(self.words(index), language)
            if read is not None:
                yield f"{language}:tables.{read[0]}:{self.words(index)}"

    def is_about_cookies(self, index: int) -> bool:
        """Say whether the headings or the paragraph before a block speak of cookies or browser storage."""
        language = self.language(index)
        if self._is_cookie_policy or any(mentions_cookies(text, language) for text in self.surroundings(index)):
            return True
        return any(
            mentions_cookies(self.words(near)[:_NEAR_CHARS], language) for near in range(max(0, index - 4), index)
        )

    def _introduction(self, index: int) -> int | None:
        """Return the paragraph that stands directly before a block, or before the table or list that it is part of."""
        block = self.blocks[index]
        if block.table is not None:
            first = self._first_of_table[block.table]
        else:
            first = self._first_of_run[index] if block.list is not None else index
        place = first - 1
        return place if place >= 0 and self.blocks[place].kind is BlockKind.PARAGRAPH else None


def _run_starts(blocks: tuple[Block, ...]) -> list[int]:
    """Return for each block where the run of list items that it stands in begins."""
    starts: list[int] = []
    for index, block in enumerate(blocks):
        goes_on = index > 0 and block.list is not None and blocks[index - 1].list is not None
        starts.append(starts[-1] if goes_on else index)
    return starts


def _table_starts(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Return the index of the first block of each table."""
    starts: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.table is not None:
            starts.setdefault(block.table, index)
    return starts


def label_role(text: str, language: str) -> tuple[str, float] | None:
    """Return what a column heading or label is about, and how sure: 3 the whole text says it, 2 its start, 1 a part."""
    return _label_role(text.strip(" :*.\t\n"), language) if len(text) <= _LABEL_CHARS else None


@lru_cache(maxsize=1024)
def _label_role(whole_text: str, language: str) -> tuple[str, float] | None:
    label = re.sub(r"\([^()]*\)", " ", whole_text).strip(" :*.\t\n")
    if not label:
        return None
    best: tuple[str, float] | None = None
    for position, code in enumerate(reading_order(language, widely=True)):
        for role in ROLES:
            pattern = phrases(code, "tables", role)
            match = pattern.search(label) if pattern else None
            if match is None and role == "lifetime" and pattern:
                match = pattern.search(whole_text)
            if match is None:
                continue
            score = _label_score(match, role, whole_text)
            if best is None or score > best[1]:
                best = (role, score)
        if best is not None and (best[1] >= 2 or position > 1):
            break
    return best


def _label_score(match: re.Match[str], role: str, label: str) -> float:
    length = match.end() - match.start()
    if match.start() == 0 and length == len(label):
        score = 3.0
    elif role == "lifetime" and length >= 6:
        score = 2.5  # "type and duration": the duration is what can be compared
    else:
        score = 2.0 if match.start() == 0 else 1.0
    return score + length / 1000


@lru_cache(maxsize=1024)
def mentions_cookies(text: str, language: str) -> bool:
    """Say whether a text speaks of cookies or browser storage."""
    for code in reading_order(language):
        pattern = phrases(code, "tables", "cookie")
        if pattern is not None and pattern.search(text):
            return True
    return storage_of(text) is not None or "cookie" in text.casefold()


def _last_sentence(text: str) -> str:
    return text if text.rstrip().endswith(":") else _BETWEEN_SENTENCES.split(text.strip())[-1]


@lru_cache(maxsize=1024)
def _denies(text: str, language: str) -> bool:
    """Say whether a paragraph denies something, other than that cookies can be switched off."""
    if language not in known_languages():
        return False
    hits = load_language(language).index.find(split_words(text))
    found = {hit.concept for hit in hits}
    if "negation" in found and "non_essential" in found:  # "they are pleasant but not necessary"
        return True
    return "negation" in found and not found & {"not_negation", "not_switchable", "always_active", "no_consent_needed"}


@lru_cache(maxsize=1024)
def category_of(text: str, language: str) -> str | None:
    """Return the one category that a short text names; None when it names none or several."""
    for code in reading_order(language):
        found: list[tuple[int, str]] = []
        for category in CATEGORIES:
            pattern = phrases(code, "tables", category)
            match = pattern.search(text) if pattern else None
            if match is not None:
                found.append((match.start(), category))
        if found:
            return found[0][1] if len(found) == 1 else None
    return None


@lru_cache(maxsize=1024)
def party_of(text: str, language: str, *, strictly: bool = False) -> str | None:
    """Return `first` or `third` where a short text says one of them; `strictly` in prose: "ours" does not count."""
    for code in reading_order(language):
        found = [
            party
            for party in ("first", "third")
            if (pattern := phrases(code, "tables", party))
            and any(not strictly or len(match[0]) >= _SPECIFIC for match in pattern.finditer(text))
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


@lru_cache(maxsize=1024)
def storage_of(text: str) -> str | None:
    """Return the kind of storage that a text names; None for cookies and where it names none."""
    return next((kind for kind, pattern in _STORAGE if pattern.search(text)), None)


def names_storage(text: str) -> bool:
    """Say whether a short text names a kind of storage, cookies included: `HTTP Cookie`, `Local Storage`."""
    return len(text) <= 40 and (storage_of(text) is not None or bool(_COOKIE_KIND.search(text)))


def _heading_stacks(blocks: tuple[Block, ...]) -> list[tuple[int, ...]]:
    stacks: list[tuple[int, ...]] = []
    stack: tuple[int, ...] = ()
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            stack = tuple(other for other in stack if blocks[other].level < block.level)
            stacks.append(stack)
            stack = (*stack, index)
        else:
            stacks.append(stack)
    return stacks


def _commonest(languages: Mapping[int, str]) -> str:
    values = sorted(languages.values())
    return max(values, key=values.count) if values else "und"
