"""How the concepts of a control's words combine into its role: pure, the same in every language."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.consent.company import meant, resolved
from crawler.evidence.model import ControlRole
from crawler.languages import Span

HIDING = frozenset({"close", "settings", "cookie", "consent", "filler"})
CLOSING = frozenset({"close", "document", "cookie", "consent", "filler"})

ABOUT_CHOICE = ("cookie", "consent", "all", "only", "optional", "selection", "continue")
"""What tells of an answer about cookies: "Accept all …", not "Accept …", which an invitation can be too."""

OBJECTS = {
    ControlRole.ACCEPT: ABOUT_CHOICE,
    ControlRole.REJECT: (*ABOUT_CHOICE, "necessary"),
    ControlRole.ACKNOWLEDGE: (),
    ControlRole.SETTINGS: ("cookie", "consent"),
    ControlRole.SAVE: ("cookie", "selection", "consent"),
}
"""What must stand beside a role's verb in a text that is not wholly understood."""

SENTENCE = 5
"""Words of a text in which "we" do something that make it a statement, where all of them are understood."""

MEANT = {"details": "settings", "vague": "settings"}
"""What stands for another concept where it counts."""


class Grammar:
    """The rules by which concepts combine into a role."""

    def __init__(self, spans: Sequence[Span], unknown: int, *, about_cookies: bool = False) -> None:
        """Take the concepts of a text in order and how many of its words none of them explains.

        `about_cookies`: it stands where cookies are spoken of.
        """
        spans = meant(spans)
        self.concepts = resolved(frozenset(span.concept for span in spans), unknown, about_cookies=about_cookies)
        self.unknown = unknown
        by_site = any(span.concept == "site" for span in spans)
        long = max((span.end for span in spans), default=0) >= SENTENCE
        self._states = any(span.concept == "sentence" for span in spans) or (by_site and (long or unknown > 0))
        self._whole_settings = any(span.concept == "settings" and not span.loose for span in spans)
        nouns = {span.start for span in spans if span.concept == "settings"}
        self._manages = any(span.concept == "manage" and span.start not in nouns for span in spans)
        views = {span.start for span in spans if span.concept == "view"}
        self._only_views = all(span.start in views for span in spans if span.concept == "manage")
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
        if self._states:  # "You can accept …", "We accept all cards"
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
        """Tell whether the text asks to choose, or declines and goes on to the settings: "No, let me choose"."""
        if "which" in self._first and self.before("manage", "which") and self.before("manage", "accept"):
            return self.has("cookie")  # "Choose which cookies to allow"
        if not self.has("negation") or self.has("accept", "reject"):
            return False
        plain = self.concepts <= {"no", "negation", "manage", "filler"} and not self.unknown
        return self.configures or (self.has("manage") and plain)

    def is_sure(self, role: ControlRole) -> bool:
        """Tell whether a role holds although words are not understood: its verb needs an object that is."""
        if not self.unknown or role not in OBJECTS:
            return True
        if role is ControlRole.REJECT and not self.has("accept", "reject", "save"):
            return self.has("cookie", "consent", "only")  # not "Continue without signing", "Required fields"
        if role is ControlRole.SETTINGS and self.unknown == 1 and self._whole_settings and self._manages:
            return True  # "Manage wigwam preferences": not "Kontoeinstellungen verwalten"
        if role is ControlRole.SETTINGS and not self.has("settings") and self._only_views:
            return False  # "Open the cookie jar"
        return self.has(*OBJECTS[role])

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
        plain = self.concepts <= {"no", "negation", "filler", "acknowledge", "yes", "all", "cookie", "consent"}
        answers = self.has("no", "cookie", "consent")  # not "Never", "None"
        kind = self.unknown == 1 and self._first.get("negation") == 0 and self.has("cookie")  # "No YouTube cookies"
        return ControlRole.REJECT if plain and answers and (kind or not self.unknown) else ControlRole.UNKNOWN

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
        if self.has("selection") or (self.has("only") and not self.has("all")):
            return ControlRole.SAVE
        if self.has("only"):
            return ControlRole.UNKNOWN  # "Allow recommended cookies only"
        return ControlRole.SAVE if self.configures and not self.has("all") else ControlRole.ACCEPT

    def _consent_without_verb(self) -> ControlRole | None:
        if self.has("save", "continue", "acknowledge") and self.has("all") and not self.has("selection", "only"):
            return ControlRole.ACCEPT
        if self.has("acknowledge") and self.has("optional") and self.has("cookie"):
            return ControlRole.ACCEPT  # "OK to use analytics cookies"
        if self.has("continue") and self.has("cookie", "optional"):
            return ControlRole.SAVE if self.has("selection", "only") else ControlRole.ACCEPT
        plain = self.concepts <= {"yes", "all", "cookie", "filler", "acknowledge"} and not self.unknown
        bare = self.concepts <= {"yes"}  # not "Yes, I am", "Yes, I see"
        says_yes = self.has("yes") and (self.has("cookie", "all") or bare)
        if plain and (says_yes or (self.has("all") and self.has("cookie"))):
            return ControlRole.ACCEPT
        return None

    def _save(self) -> ControlRole | None:
        """Read verbs of storing; bare, "confirm" only acknowledges, and "save" may save anything: see `panel.py`."""
        if self.has("save"):
            if self.has("selection", "settings", "cookie", "consent", "manage", "necessary", "only"):
                return ControlRole.SAVE  # not "Save advert", whose word is one for a kind of cookies too
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
