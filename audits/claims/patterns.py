"""Word patterns of the language files, compiled into one index that reads a text in time linear in its length.

A pattern is a row of words: `cookie*` (begins with), `*kakor` (ends with), `*cookie*` (contains), `a|b` (either),
`word?` (may be missing), `...` (at most six words in between, none of them ending a sentence). Words are compared
as `words.fold` leaves them. Which patterns a word can begin is looked up once for each distinct word and kept, so
no regular expression is run over a policy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from audits.claims.words import Word, fold, split_words, without_marks

GAP = "..."
_GAP_WORDS = 6
_GAP_STOPS = frozenset(".;:!?…")
_CACHE_LIMIT = 60_000
_MAX_PATTERN_VARIANTS = 64


class Hit(NamedTuple):
    """A concept found in a text."""

    concept: str
    first: int
    """Index of its first word in the sentence."""
    last: int
    """Index of its last word."""
    start: int
    """Offset in the document text."""
    end: int
    pattern: str
    """The language file's own pattern that fired."""


class PatternIndex:
    """All patterns of one language."""

    def __init__(
        self, concepts: Mapping[str, Sequence[str]], plain: bool = False, accented: frozenset[str] = frozenset()
    ) -> None:
        """Compile `concepts` (concept → patterns); `plain` compares words without their accents.

        All but `accented`: folded words that are others without them ("né" is no "ne", "dà" no "da"). Raises ValueError
        for a pattern without a word to begin with.
        """
        self._plain = plain
        self._accented = accented
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._prefix: dict[str, list[int]] = defaultdict(list)
        self._suffix: dict[str, list[int]] = defaultdict(list)
        self._infix: dict[str, int] = {}
        self._atoms: dict[str, int] = {}
        self._by_first: dict[int, list[tuple[str, str, tuple[frozenset[int] | None, ...]]]] = defaultdict(list)
        self._known: dict[str, frozenset[int]] = {}
        for concept, patterns in concepts.items():
            for pattern in patterns:
                self._add(concept, pattern)

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Return every hit in `words`; of one concept's overlapping hits only the longest."""
        atoms = [self._atoms_of(word) for word in words]
        hits: list[Hit] = []
        for i, here in enumerate(atoms):
            for atom in here:
                for concept, pattern, rest in self._by_first.get(atom, ()):
                    last = _match(rest, 0, i, words, atoms)
                    if last is not None:
                        hits.append(Hit(concept, i, last, words[i].start, words[last].end, pattern))
        return _longest(_tightest(hits))

    def _add(self, concept: str, pattern: str) -> None:
        elements = pattern.split()
        if not elements or elements[0] == GAP or elements[-1] == GAP:
            raise ValueError(f"pattern {pattern!r} of concept {concept!r} must begin and end with a word")
        choices = [(element[:-1], "") if element.endswith("?") else (element,) for element in elements]
        for variant in list(product(*choices))[:_MAX_PATTERN_VARIANTS]:
            row: list[frozenset[int] | None] = []
            for element in filter(None, variant):
                row.extend([None] if element == GAP else self._compile(element))
            if row and row[0] is not None:
                for atom in row[0]:
                    self._by_first[atom].append((concept, pattern, tuple(row[1:])))

    def _compile(self, element: str) -> list[frozenset[int]]:
        """Return one set of atoms for each word the element is split into ("d'accord" is two words)."""
        alternatives = element.split("|")
        if len(alternatives) > 1:
            return [frozenset(atom for part in alternatives for atom in self._atom(part))]
        words = [word.text for word in split_words(element.strip("*"))]
        if not words:
            raise ValueError(f"pattern element {element!r} holds no word")
        words[0] = ("*" if element.startswith("*") else "") + words[0]
        words[-1] += "*" if element.endswith("*") else ""
        return [frozenset(self._atom(word)) for word in words]

    def _atom(self, element: str) -> tuple[int, ...]:
        text = fold(element.strip("*"))
        if [word.text for word in split_words(text)] != [text]:
            raise ValueError(f"pattern element {element!r} must be one word")
        text = self._compared(text)
        key = ("*" if element.startswith("*") else "") + text + ("*" if element.endswith("*") else "")
        if key in self._atoms:
            return (self._atoms[key],)
        number = self._atoms[key] = len(self._atoms)
        if key.startswith("*") and key.endswith("*"):
            self._infix[text] = number
        elif key.startswith("*"):
            self._suffix[text].append(number)
        elif key.endswith("*"):
            self._prefix[text].append(number)
        else:
            self._exact[text].append(number)
        return (number,)

    def _compared(self, text: str) -> str:
        return without_marks(text) if self._plain and text not in self._accented else text

    def _atoms_of(self, word: Word) -> frozenset[int]:
        text = word.text[:80]
        known = self._known.get(text)
        if known is None:
            written, text = text, self._compared(text)
            found = set(self._exact.get(text, ()))
            for size in range(1, len(text) + 1):
                found.update(self._prefix.get(text[:size], ()))
                found.update(self._suffix.get(text[-size:], ()))
            found.update(number for part, number in self._infix.items() if part in text)
            if len(self._known) > _CACHE_LIMIT:
                self._known.clear()
            known = self._known[written] = frozenset(found)
        return known


def _match(
    row: tuple[frozenset[int] | None, ...],
    at: int,
    last: int,
    words: Sequence[Word],
    atoms: Sequence[frozenset[int]],
) -> int | None:
    """Match the rest of a pattern after word `last`; return the index of its last word, None when it doesn't."""
    if at == len(row):
        return last
    step = row[at]
    if step is not None:
        after = last + 1
        if after < len(words) and not step.isdisjoint(atoms[after]):
            return _match(row, at + 1, after, words, atoms)
        return None
    skipped = 0
    for position in range(last + 1, len(words)):
        end = _match(row, at + 1, position - 1, words, atoms)
        if end is not None:
            return end
        if words[position].text in _GAP_STOPS or skipped == _GAP_WORDS:
            return None
        skipped += not words[position].is_mark
    return None


def _tightest(hits: Iterable[Hit]) -> Iterable[Hit]:
    """Of one pattern's hits that end at one word, keep the last begun: in "if not A, B not work" the second "not"."""
    best: dict[tuple[str, str, int], Hit] = {}
    for hit in hits:
        key = (hit.concept, hit.pattern, hit.last)
        known = best.get(key)
        if known is None or hit.first > known.first:
            best[key] = hit
    return best.values()


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Drop hits that lie inside a longer hit of the same concept; sort by place."""
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in sorted(set(hits), key=lambda h: (h.first, -h.last, h.concept, h.pattern)):
        if reach.get(hit.concept, -1) < hit.last:
            reach[hit.concept] = hit.last
            kept.append(hit)
    return kept
