"""The languages that policies can be read in: one TOML file each, discovered by being in this folder.

README.md beside this file says what each section and concept is for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audits.claims.lexicon import joiners
from audits.claims.patterns import PatternIndex
from audits.claims.words import fold, without_marks

UNKNOWN = "und"
"""BCP 47's tag for a language that can't be told."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words, compiled."""

    code: str
    """BCP 47 tag, the file's name."""
    name: str
    """English name."""
    negation_after: bool
    """A negation may stand after the verb it negates ("delas inte", "verkopen wij niet")."""
    abbreviations: frozenset[str]
    """Case-folded, with their full stops: after these a sentence goes on."""
    shortened: frozenset[str]
    """The words that abbreviations are made of, without their full stops."""
    function_words: frozenset[str]
    """Its commonest words: a block with many of them is in this language."""
    own_letters: frozenset[str]
    """Letters that no other language with a file has: they tell one that the language identifier doesn't know."""
    concepts: Mapping[str, tuple[str, ...]]
    """Concept → patterns, as written in the file."""
    also_plain: bool
    """Its words are also read without their accents."""
    accents_count: frozenset[str]
    """Words that are not: without their accents they are other words."""

    @property
    def joiners(self) -> frozenset[str]:
        """The words for "and"."""
        return joiners(self.code)

    @property
    def index(self) -> PatternIndex:
        """The concepts, ready to be looked for. Raises ValueError (naming the file) for a bad pattern."""
        return _index(self.code)


@cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of all languages found, sorted."""
    folder = files(__name__)
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load_language(code: str) -> Language:
    """Return a language. Raises KeyError for an unknown code, ValueError (naming the file) for a bad file."""
    if code not in known_languages():
        raise KeyError(code)
    data = tomllib.loads((files(__name__) / f"{code}.toml").read_text(encoding="utf-8"))
    if data.get("code") != code:
        raise ValueError(f"languages/{code}.toml: `code` must be {code!r}")
    concepts = {name: tuple(patterns) for name, patterns in data.get("concepts", {}).items()}
    plain = bool(data.get("also_plain", False))
    commonest = [word.casefold() for word in data.get("function_words", ())]
    return Language(
        code=code,
        name=data.get("name", code),
        negation_after=bool(data.get("negation_after", False)),
        abbreviations=frozenset(word.casefold() for word in data.get("abbreviations", ())),
        shortened=frozenset(
            part for word in data.get("abbreviations", ()) for part in word.casefold().replace(".", " ").split()
        ),
        function_words=frozenset([*commonest, *map(without_marks, commonest)] if plain else commonest),
        own_letters=frozenset(data.get("own_letters", "")),
        concepts=concepts,
        also_plain=plain,
        accents_count=frozenset(map(fold, data.get("accents_count", ()))),
    )


@cache
def _index(code: str) -> PatternIndex:
    """Compile a language's patterns: only for one that is really read, as all languages are asked for their words."""
    language = load_language(code)
    try:
        return PatternIndex(language.concepts, language.also_plain, language.accents_count)
    except ValueError as error:
        raise ValueError(f"languages/{code}.toml: {error}") from error
