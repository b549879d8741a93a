"""An index over the word patterns of all languages, so that a text is read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crawler.languages import Span

Meaning = tuple[str, str]
"""Language and concept."""

JOINTS = ("s", "n", "en", "es", "e")
"""Letters that join the words of a compound."""


NO_STEMS = frozenset({"other", "filler", "manage", "notice"})
"""Concepts whose words explain no compound: "message settings" written as one word are none of cookies."""

ELIDING = frozenset({"ca", "fr", "it"})
ELIDED = ("l", "d", "dell", "all", "nell", "sull", "dall")
VOWELS = frozenset("aàâeéèêhiîoòôuù")
"""Articles that join the next word where apostrophes are dropped, in which languages, and before what."""


class WordIndex:
    """Finds which concepts the words of a text carry, in every language at once."""

    def __init__(self, patterns: Iterable[tuple[str, str, str]]) -> None:
        """Take (language, concept, folded pattern) triples."""
        self._words: defaultdict[str, set[Meaning]] = defaultdict(set)
        self._prefixes: defaultdict[str, set[Meaning]] = defaultdict(set)
        self._inner: defaultdict[str, set[Meaning]] = defaultdict(set)
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for language, concept, pattern in patterns:
            self._add(pattern, (language, concept))

    def _add(self, pattern: str, meaning: Meaning) -> None:
        words = pattern.split()
        if len(words) > 1:
            self._phrases[words[0]].append((tuple(words), meaning))
        elif pattern.startswith("*"):
            self._inner[pattern].add(meaning)
        elif pattern.endswith("*"):
            self._prefixes[pattern[:-1]].add(meaning)
        else:
            self._words[pattern].add(meaning)

    def find(self, words: Sequence[str]) -> list[Span]:
        """Return the concepts found, in order; a span inside a longer one of its language is left out."""
        spans: list[Span] = []
        for position, word in enumerate(words):
            meanings = sorted(self._meanings(word).items())
            spans += [Span(*meaning, position, position + 1, loose) for meaning, loose in meanings]
            spans += self._phrases_at(words, position)
        phrases = [span for span in spans if span.end - span.start > 1]
        longest = [span for span in spans if not any(_inside(span, phrase) for phrase in phrases)]
        return sorted(set(longest), key=lambda span: (span.start, span.end, span.language, span.concept))

    def _meanings(self, word: str) -> dict[Meaning, bool]:
        """Return what a word means, and whether only its end is known to mean it."""
        found = dict.fromkeys(self._begins(word) | self._elided(word), False)
        for pattern, meanings in self._inner.items():
            if _matches(pattern, word):
                for language, concept in meanings:
                    loose = not self._explains(language, word[: word.index(pattern.strip("*"))])
                    found[language, concept] = found.get((language, concept), True) and loose
        return found

    def _begins(self, word: str) -> set[Meaning]:
        """Return what whole words and beginnings of words say."""
        found = set(self._words.get(word, ()))
        for length in range(1, len(word) + 1):
            found |= self._prefixes.get(word[:length], set())
        return found

    def _explains(self, language: str, stem: str) -> bool:
        """Tell whether a language knows the beginning of a compound: none, or a noun, with what joins the two."""
        stems = {stem, *(stem.removesuffix(joint) for joint in JOINTS)}
        known = {concept for part in stems for code, concept in self._begins(part) if code == language}
        return "" in stems or bool(known - NO_STEMS)

    def _elided(self, word: str) -> set[Meaning]:
        """Return what a word says behind an article that lost its vowel (l'utilisation), unless it means more whole."""
        articles = [article for article in ELIDED if word.startswith(article) and word[len(article) :][:1] in VOWELS]
        rests = [word.removeprefix(article) for article in articles if len(word) >= len(article) + 4]
        found = {meaning for rest in rests for meaning in self._begins(rest) if meaning[0] in ELIDING}
        return {meaning for meaning in found if not any(code == meaning[0] for code, _ in self._begins(word))}

    def _phrases_at(self, words: Sequence[str], position: int) -> list[Span]:
        first = words[position]
        spans = []
        for phrase, meaning in self._phrases.get(first, ()):
            end = position + len(phrase)
            if end <= len(words) and all(map(_matches, phrase, words[position:end])):
                spans.append(Span(*meaning, position, end))
        return spans


def _inside(span: Span, other: Span) -> bool:
    """Tell whether `span` lies within a longer span of the same language."""
    return (
        span.language == other.language
        and other.start <= span.start
        and span.end <= other.end
        and other.end - other.start > span.end - span.start
    )


def _matches(pattern: str, word: str) -> bool:
    """Tell whether a one-word pattern matches a word."""
    if pattern.startswith("*"):
        return pattern.strip("*") in word if pattern.endswith("*") else word.endswith(pattern[1:])
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word == pattern
