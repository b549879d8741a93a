"""What a banner's control does, read from its words: pure, in every language of `crawler/languages`.

A text is read as concepts (accept, not, all, only, necessary, save …), whose combination gives the role: "accept
only necessary cookies" refuses, "accept selected" saves, "continue without accepting" refuses. Words that no
concept knows make a text something else: a control is only called consent when nearly all of it is understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from crawler.evidence.model import ControlRole
from crawler.languages import Span, languages, tokens
from crawler.languages.index import WordIndex

MAX_WORDS = 16
"""Longer texts are sentences, not the words of a button."""


@dataclass(frozen=True, slots=True)
class ControlReading:
    """What a control's words mean."""

    role: ControlRole
    language: str | None = None
    """Language whose words gave the role; None when no language knew it."""
    concepts: frozenset[str] = frozenset()
    certainty: float = 0.0
    """Share of the words that the language understood, 0–1."""
    leaning: ControlRole = ControlRole.UNKNOWN
    """The role if the words that are not understood say nothing: for whoever knows what the control stands on."""


ABOUT = ("cookie", "consent")
"""Concepts of a banner's sentences that its controls have too."""

HIDING = frozenset({"close", "settings", "cookie", "consent", "filler"})
CLOSING = frozenset({"close", "document", "cookie", "consent", "filler"})

ABOUT_CHOICE = ("cookie", "consent", "all", "only", "optional", "selection", "continue")
"""What tells of an answer about cookies: "Accept all …", not "Accept …", which an invitation can be too."""

OBJECTS = {
    ControlRole.ACCEPT: ABOUT_CHOICE,
    ControlRole.REJECT: (*ABOUT_CHOICE, "necessary"),
    ControlRole.ACKNOWLEDGE: (),
    ControlRole.SETTINGS: ("cookie", "manage", "consent"),
    ControlRole.SAVE: ("cookie", "selection", "settings"),
}
"""What must stand beside a role's verb in a text that is not wholly understood."""

UNREAD = ControlReading(role=ControlRole.UNKNOWN)


def classify_control(text: str, languages: Sequence[str] | None = None) -> ControlRole:
    """Return the role that a control's words give it.

    `languages` are the codes to prefer when several read the text (the page's own first); None: no preference.
    """
    return read_control(text, tuple(languages or ())).role


@lru_cache(maxsize=4096)
def read_control(text: str, preferred: tuple[str, ...] = ()) -> ControlReading:
    """Return what a control's words mean in the language that understands most of them."""
    words = _without_repetition(tokens(text))
    if not words or len(words) > MAX_WORDS:
        return UNREAD
    spans = _index().find(words)
    readings = [_read_in(code, [span for span in spans if span.language == code], words) for code in _codes(spans)]
    known = [reading for reading in readings if reading.concepts - {"filler"}]
    return max(known, key=lambda reading: _rank(reading, preferred), default=UNREAD)


def _without_repetition(words: list[str]) -> list[str]:
    """Drop the second half of a text that says itself twice (visible text and label)."""
    half = len(words) // 2
    return words[:half] if len(words) % 2 == 0 and half and words[:half] == words[half:] else words


@cache
def _index() -> WordIndex:
    """Return the index over the control words of all languages."""
    return WordIndex(
        (code, concept, pattern)
        for code, language in languages().items()
        for concept, patterns in [*language.controls.items(), *((name, language.banner[name]) for name in ABOUT)]
        for pattern in patterns
    )


def _codes(spans: Iterable[Span]) -> list[str]:
    return sorted({span.language for span in spans})


def _rank(reading: ControlReading, preferred: tuple[str, ...]) -> tuple[float, bool, bool, bool]:
    """Order the languages' readings: most understood, then a role, then a preferred language, then refusal.

    Between equally good readings the one that can't turn a refusal into consent wins.
    """
    return (
        round(reading.certainty + (0.15 if reading.language in preferred else 0), 3),
        reading.role is not ControlRole.UNKNOWN,
        reading.language == (preferred[0] if preferred else "en"),
        reading.role is not ControlRole.ACCEPT,
    )


def _read_in(code: str, spans: list[Span], words: Sequence[str]) -> ControlReading:
    """Read a text in one language."""
    understood = {position for span in spans for position in range(span.start, span.end)}
    unknown = sum(1 for position, word in enumerate(words) if position not in understood and not word.isdigit())
    concepts = frozenset(span.concept for span in spans)
    grammar = Grammar(spans, unknown)
    leaning = grammar.role()
    return ControlReading(
        role=leaning if grammar.is_sure(leaning) else ControlRole.UNKNOWN,
        language=code,
        concepts=concepts,
        certainty=1 - unknown / len(words),
        leaning=leaning,
    )


COMPANY = frozenset({"cookie", "consent", "all", "yes", "only", "necessary", "optional", "selection", "negation"})

MEANT = {"details": "settings", "vague": "settings"}
"""What stands for another concept where it counts."""

ANSWERED = (("accepted", "accept"), ("refused", "reject"))
"""States ("Enabled"), and the verbs that they stand for beside what they are about ("Cookies enabled")."""


def _resolved(concepts: frozenset[str], unknown: int) -> frozenset[str]:
    """Return the concepts of a text, with those decided that mean something in company only.

    "Details" leads to the settings, but "Click here for details" to a document; "Advanced" and "Change" lead there
    in a text that is wholly understood: "Advanced search" and "Change password" are about something else.
    """
    if not unknown and ("vague" in concepts or ("details" in concepts and "document" not in concepts)):
        concepts |= {"settings"}
    for state, verb in ANSWERED:
        if state in concepts and concepts & COMPANY:
            concepts |= {verb}
    return concepts - {"details", "vague", "accepted", "refused"}


VERBS = frozenset({"accept", "reject", "save"})


def _with_optional(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with "non-essential" as one concept: a denial right before a word of need, after a verb.

    "Accept non-essential cookies" denies the need, not the accepting. Before a verb that accepts it can't be told from
    "No, accept essential cookies": then the pair is something else, and no answer. "No, essential only" is neither.
    """
    verbs = [span for span in spans if span.concept in VERBS]
    only = any(span.concept == "only" for span in spans)
    found: list[Span] = []
    for span in spans:
        denial = _denial_before(span, found) if span.concept == "necessary" else None
        if denial is not None and any(verb.start < denial.start or verb.concept == "reject" for verb in verbs):
            found = [other for other in found if other.start < denial.start]
            found.append(replace(span, concept="optional", start=denial.start))
        elif denial is not None and verbs and not only:
            found.append(replace(span, concept="other"))
        else:
            found.append(span)
    return found


def _denial_before(need: Span, found: Sequence[Span]) -> Span | None:
    """Return the denial that stands right before a word of need, at most one word without weight between."""
    between = [span.start for span in found if span.concept == "filler" and span.end == need.start]
    ends = {need.start, *between}
    return next((span for span in found if span.concept == "negation" and span.end in ends), None)


class Grammar:
    """The rules by which concepts combine into a role."""

    def __init__(self, spans: Sequence[Span], unknown: int) -> None:
        """Take the concepts of a text in order and how many of its words none of them explains."""
        spans = _with_optional(spans)
        self.concepts = _resolved(frozenset(span.concept for span in spans), unknown)
        self.unknown = unknown
        self._first = {MEANT.get(span.concept, span.concept): span.start for span in reversed(spans)}

    def has(self, *concepts: str) -> bool:
        """Tell whether the text carries any of these concepts."""
        return not self.concepts.isdisjoint(concepts)

    def before(self, first: str, second: str) -> bool:
        """Tell whether `first` occurs, and not after `second`."""
        return first in self._first and self._first[first] <= self._first.get(second, 10**6)

    @property
    def configures(self) -> bool:
        """The text speaks of setting something: a noun of settings, or a verb with something to manage."""
        if self.has("settings"):
            return not self.has("optional") or self.has("cookie", "manage", "save")
        if self.unknown and not self.has("cookie", "consent"):
            return False  # "Select advertising by …"
        return self.has("manage") and self.has("cookie", "selection", "optional", "necessary", "consent")

    @property
    def minimal(self) -> bool:
        """The text's scope is necessary things; "functional" counts when cookies or a verb stand with it."""
        return self.has("necessary") or (self.has("functional") and self.has("only", "accept", "cookie", "save"))

    def role(self) -> ControlRole:
        """Return the role; UNKNOWN when the words don't give one."""
        clear = self.has("cookie") and self.has("accept", "reject", "settings", "save", "negation")
        if self.has("other") or self.unknown > (2 if clear else 1):
            return ControlRole.LINK if self.has("document") else ControlRole.UNKNOWN
        if self.has("pay"):
            return ControlRole.PAY
        if self.has("document"):
            return ControlRole.CLOSE if self._closes_notice() else self._document()
        if self._adjusts():
            return ControlRole.SETTINGS
        if self.configures and self.before("close", "settings") and self.concepts <= HIDING and not self.unknown:
            return ControlRole.CLOSE  # "Hide settings"
        for rule in (self._refusal, self._consent, self._save, self._neither):
            role = rule()
            if role is not None:
                return role
        return ControlRole.UNKNOWN

    def _adjusts(self) -> bool:
        """Tell whether the text declines and goes on to the settings: "No, let me choose", "No, adjust"."""
        if not self.has("negation") or self.has("accept", "reject"):
            return False
        plain = self.concepts <= {"negation", "manage", "filler"} and not self.unknown
        return self.configures or (self.has("manage") and plain)

    def is_sure(self, role: ControlRole) -> bool:
        """Tell whether a role holds although words are not understood: its verb needs an object that is.

        A noun of settings needs none when but one word is strange ("IAB settings").
        """
        if not self.unknown or role not in OBJECTS or self.has(*OBJECTS[role]):
            return True
        return role is ControlRole.SETTINGS and self.unknown == 1 and self.has("settings")

    def _closes_notice(self) -> bool:
        """Tell whether the document named is the banner itself: "Close this notice"."""
        return self.has("close") and self.concepts <= CLOSING and not self.unknown

    def _document(self) -> ControlRole:
        """Read a text that names a document: "learn more and customise" still configures."""
        if self.has("settings") and self.configures:
            return ControlRole.SETTINGS
        accepts = self.has("accept") and self.has("cookie") and self.before("accept", "document")
        return ControlRole.ACCEPT if accepts else ControlRole.LINK

    def _refusal(self) -> ControlRole | None:
        """Read refusals: a verb of refusing, a denied verb of accepting, or a scope of necessary things only.

        UNKNOWN ends the reading (the words contradict each other); None leaves it to the next rule.
        """
        if self.has("reject"):
            return self._verb_of_refusal()
        if self.has("negation"):
            return self._denial()
        acts = self.has("continue", "accept", "save", "only")
        if self.minimal and (acts or not self.configures):
            return self._necessary_scope()
        return None

    def _verb_of_refusal(self) -> ControlRole:
        if self.has("negation") and not (self.has("accept") or self.before("negation", "reject")):
            return ControlRole.UNKNOWN
        accepts = self.has("accept") and not self.has("negation")
        if accepts and (self.configures or not self.has("necessary", "optional")):
            return ControlRole.UNKNOWN
        if self.before("settings", "reject") or self.before("manage", "reject"):
            return ControlRole.SETTINGS
        return ControlRole.REJECT

    def _denial(self) -> ControlRole | None:
        """Read "don't accept", "continue without accepting", "no cookies", "no, thanks"."""
        if self.has("accept", "continue", "optional", "save", "close"):
            return ControlRole.REJECT
        if self.before("negation", "only") and self.minimal and self.has("only"):
            return ControlRole.REJECT  # "No, thanks, only what is necessary"
        plain = self.concepts <= {"negation", "filler", "acknowledge", "yes", "all", "cookie", "consent"}
        return ControlRole.REJECT if plain and not self.unknown else ControlRole.UNKNOWN

    def _necessary_scope(self) -> ControlRole:
        """Read "only necessary", "accept essential cookies": refusal, unless optional things come along."""
        if self.has("optional"):
            return ControlRole.UNKNOWN
        if self.has("selection") and not self.has("only"):
            return ControlRole.SAVE
        return ControlRole.REJECT

    def _consent(self) -> ControlRole | None:
        """Read verbs of accepting; with a choice as their object they store that choice."""
        if not self.has("accept"):
            return self._consent_without_verb()
        if self.has("selection", "only") or (self.configures and not self.has("all")):
            return ControlRole.SAVE
        return ControlRole.ACCEPT

    def _consent_without_verb(self) -> ControlRole | None:
        if self.has("save", "continue", "acknowledge") and self.has("all") and not self.has("selection", "only"):
            return ControlRole.ACCEPT
        if self.has("continue") and self.has("cookie", "optional"):
            return ControlRole.ACCEPT
        plain = self.concepts <= {"yes", "all", "cookie", "filler", "acknowledge"} and not self.unknown
        says_yes = self.has("yes") and (self.has("cookie", "all") or "filler" not in self.concepts)  # not "Yes, I am"
        if plain and (says_yes or (self.has("all") and self.has("cookie"))):
            return ControlRole.ACCEPT
        return None

    def _save(self) -> ControlRole | None:
        """Read verbs of storing; bare, "confirm" only acknowledges, and "save" may save anything: see `panel.py`."""
        if self.has("save"):
            if self.has("selection", "settings", "cookie", "optional", "consent", "manage", "necessary", "only"):
                return ControlRole.SAVE
            return ControlRole.ACKNOWLEDGE if self.has("acknowledge") else ControlRole.UNKNOWN
        return ControlRole.SAVE if self.has("selection") and self.has("only") else None

    def _neither(self) -> ControlRole | None:
        """Read settings, acknowledgements and closing."""
        if self.configures or (self.has("selection") and self.has("cookie", "consent") and not self.unknown):
            return ControlRole.SETTINGS
        if self.unknown or self.has("optional", "necessary", "only"):
            return ControlRole.UNKNOWN
        if self.has("acknowledge", "continue"):
            return ControlRole.ACKNOWLEDGE
        return ControlRole.CLOSE if self.has("close") else None
