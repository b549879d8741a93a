"""What a banner's first layer says: that consent can be taken back, wording that nudges, purposes, partners, language.

Facts for rules, read from words; pure. Each finding is the sentence that holds it, so that it can be quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from crawler.languages import languages, tokens
from crawler.languages.index import WordIndex

MAX_TEXT = 8000
MAX_SENTENCE = 300
MAX_FOUND = 12
MAX_PARTNERS = 5000
YEARS = range(1980, 2040)
"""Numbers that are years rather than counts."""

PARTNERS = re.compile(
    r"partner|vendor|third$|anbieter|leveranc|leverant|leverand|fournisseur|partenaire|proveedor|socio|fornitor|dostawc|"
    r"kumppan|toimittaj|dodavate|poskytovat|parceir|furnizor|доставчи|партн|συνεργ|dobavitel|pružatel|samstarf|tiekėj|piegād"
)
"""Beginnings of the words for those that data is shared with."""

BETWEEN = frozenset(
    ["iab", "tcf", "third", "party", "trusted", "advertising", "of", "s", "other", "selected", "technology"]
)
"""What may stand between a number and "partners", besides words without weight."""

CLEAR_LEAD = 1.15
"""How much more of a text one language must know than the next to be called its language."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What a text says. Quotes are its own sentences, bounded."""

    withdrawal: tuple[str, ...] = ()
    """Sentences that say that the choice can be taken back or changed later."""
    nudges: tuple[str, ...] = ()
    """Sentences that praise consent, or warn of refusing."""
    legitimate_interest: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    """Words of optional purposes (advertising, statistics …), folded, in order."""
    partners: int | None = None
    """How many partners or vendors it names; None: no number."""
    language: str | None = None
    """Code of the language that knows most of its words; None when none clearly does."""


def read_statements(text: str, preferred: Sequence[str] = ()) -> Statements:
    """Read a banner's text; `preferred` are the languages to decide for when several know as much of it."""
    text = text[:MAX_TEXT]
    sentences = [part.strip() for part in re.split(r"(?<=[.!?…])\s+|\n", text) if part.strip()]
    found: dict[str, list[str]] = {}
    for sentence in sentences:
        concepts = {span.concept for span in _statement_index().find(tokens(sentence)[:200])}
        for concept in concepts:
            found.setdefault(concept, []).append(sentence[:MAX_SENTENCE])
    words = tokens(text)
    language = language_of(words, preferred)
    return Statements(
        withdrawal=_some(found.get("withdrawal", ())),
        nudges=_some(found.get("nudge", ())),
        legitimate_interest=_some(found.get("legitimate_interest", ())),
        purposes=_some(_purposes(words, language)),
        partners=_partners(words),
        language=language,
    )


def speaks_of_legitimate_interest(label: str) -> bool:
    """Tell whether a choice's label says that it stands on legitimate interest rather than on consent."""
    return any(span.concept == "legitimate_interest" for span in _statement_index().find(tokens(label)[:80]))


def _some(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:MAX_FOUND]


def _purposes(words: Sequence[str], language: str | None) -> list[str]:
    """Return the words of optional purposes, as the text's own language has them (any language, when unknown)."""
    spans = _control_index().find(words[:1500])
    return [
        " ".join(words[span.start : span.end])
        for span in spans
        if span.concept == "optional" and language in (None, span.language)
    ]


def _partners(words: Sequence[str]) -> int | None:
    """Return the largest number that stands before a word for partners; None when none does."""
    counts = []
    for start, word in enumerate(words):
        if not (word.isascii() and word.isdigit()) or (start and words[start - 1].isdigit()):
            continue
        number, end = word, start + 1
        while end < len(words) and len(words[end]) == 3 and words[end].isdigit():  # thousands parted by a sign
            number, end = number + words[end], end + 1
        following = words[end : end + 4]
        at = next((position for position, other in enumerate(following) if PARTNERS.match(other)), None)
        if at is not None and all(other in BETWEEN or other in _weightless() for other in following[:at]):
            counts.append(int(number[:9]))
    fitting = [count for count in counts if 1 < count <= MAX_PARTNERS and count not in YEARS]
    return max(fitting, default=None)


def language_of(words: Sequence[str], preferred: Sequence[str] = ()) -> str | None:
    """Return the language that knows clearly more of the words than all others; None when none does.

    Where several know about as much, the first of `preferred` among them is taken.
    """
    known: Counter[str] = Counter()
    for word in words[:600]:
        known.update(_vocabulary().get(word, ()))
    if not known:
        return None
    most = max(known.values())
    close = sorted(code for code, count in known.items() if count * CLEAR_LEAD >= most)
    if len(close) == 1:
        return close[0]
    return next((code for code in preferred if code in close), None)


@cache
def _statement_index() -> WordIndex:
    return WordIndex(
        (code, concept, pattern)
        for code, language in languages().items()
        for concept, patterns in language.statements.items()
        for pattern in patterns
    )


@cache
def _control_index() -> WordIndex:
    return WordIndex(
        (code, "optional", pattern)
        for code, language in languages().items()
        for pattern in language.controls["optional"]
    )


@cache
def _weightless() -> frozenset[str]:
    """Return the words without weight of all languages."""
    return frozenset(word for language in languages().values() for word in language.controls["filler"])


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """Return every whole word that the language files hold, with the languages that know it."""
    found: dict[str, set[str]] = {}
    for code, language in languages().items():
        for patterns in [*language.banner.values(), *language.controls.values(), *language.links.values()]:
            for pattern in patterns:
                for word in pattern.replace("*", "").split():
                    found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}
