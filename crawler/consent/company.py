"""What the words of a control mean by their company: which concepts stand for others, and which say nothing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.languages import Span

COMPANY = frozenset({"cookie", "consent", "all", "yes", "only", "necessary", "optional", "selection", "negation"})

STATES = (("accepted", "accept"), ("refused", "reject"))
"""States ("Enabled"), and the verbs that they stand for beside what they are about ("Cookies enabled")."""

SWITCHES = (("on", "accept"), ("off", "reject"))
"""Verbs of switching ("Turn on"), which may switch anything, and what they do to cookies."""

SCOPED = frozenset({"cookie", "only", "accept", "reject", "save", "continue", "negation", "optional"})
"""What tells that "basic" or "technical" is the scope of an answer: not that of a price list or a data sheet."""

NOTICE = frozenset({"close", "notice", "document", "other", "cookie", "consent", "filler"})
"""Concepts of a text that closes the banner: "Close this message about cookies"."""

COMPANIONS = frozenset(
    {"notice", "nothing", "purposes", "use", "which", "site", "exit", "thing", "view", "sentence", "here"}
)
"""Concepts that mean something beside others only, and are decided before roles are."""

VERBS = frozenset({"accept", "reject", "save", "on", "off"})
REFUSING = ("reject", "off")


def meant(spans: Sequence[Span]) -> list[Span]:
    """Return the concepts of a text in order, without those that their neighbours make another or none."""
    return _with_optional(_without_parts(_without_nouns(spans)))


def resolved(concepts: frozenset[str], unknown: int, *, about_cookies: bool) -> frozenset[str]:
    """Return the concepts of a text, with those decided that mean something in company only.

    "Details" leads to the settings, but "Click here for details" to a document; "Advanced" and "Change" lead there
    in a text that is wholly understood: "Advanced search" and "Change password" are about something else.
    `about_cookies`: the text stands where cookies are spoken of, which is company enough for verbs of switching.
    """
    thing = "thing" in concepts and not about_cookies and not concepts & {"cookie", "consent", "purposes", "negation"}
    concepts = _accompanied(concepts, unknown)
    for state, verb in (*STATES, *SWITCHES):
        if state in concepts and (concepts & COMPANY or (about_cookies and (state, verb) in SWITCHES)):
            concepts |= {verb}
    if "basic" in concepts and (concepts & SCOPED or about_cookies):
        concepts |= {"necessary"}
    aside = thing or ("basic" in concepts and "necessary" not in concepts)  # "Change page", "Technical details"
    if not unknown and not aside and ("vague" in concepts or ("details" in concepts and "document" not in concepts)):
        concepts |= {"settings"}
    return concepts - {"details", "vague", "accepted", "refused", "on", "off"}


def _accompanied(concepts: frozenset[str], unknown: int) -> frozenset[str]:
    """Return the concepts with what companions make of others: they themselves are gone.

    Words for "nothing" deny where nothing else does: languages that deny twice have one "not" too many else. To "use"
    what is selected stores it, and to manage "purposes" leads to the settings.
    """
    if "notice" in concepts and "close" in concepts and concepts & {"cookie", "document"} and concepts <= NOTICE:
        concepts -= {"document", "other"}
    elif "notice" in concepts and not concepts & {"close", "cookie"}:
        concepts |= {"other"}  # "Allow messages"
    if "exit" in concepts and not ("save" in concepts and concepts & {"settings", "selection", "cookie"}):
        concepts |= {"other"}  # "Exit site", not "Save settings and exit"
    if "here" in concepts and (unknown or not concepts & {"accept", "reject"}):
        concepts |= {"document"}  # not "Click here to reject"
    if "nothing" in concepts and not concepts & {"reject", "negation"}:
        concepts |= {"negation"}
    if concepts >= {"use", "selection"}:
        concepts |= {"save"}
    if concepts >= {"purposes", "manage"} and not unknown and not concepts & {"accept", "reject", "save"}:
        concepts |= {"settings"}
    return concepts - COMPANIONS


def _without_nouns(spans: Sequence[Span]) -> list[Span]:
    """Return the spans without words that look like accepting and do no such thing.

    That is what a phrase of refusing holds ("ga niet akkoord met"), and what another verb manages: "Zmień zgodę".
    """
    refusals = [span for span in spans if span.concept == "reject" and span.end - span.start > 1]
    nouns = {span.start for span in spans if span.concept == "consent"}
    managed = any(span.concept == "manage" and span.start not in nouns for span in spans)
    return [
        span for span in spans if span.concept != "accept" or not _is_noun(span, refusals, nouns if managed else set())
    ]


def _is_noun(word: Span, refusals: Sequence[Span], managed: set[int]) -> bool:
    """Tell whether a word of accepting is part of a phrase of refusing, or one of the nouns that are managed."""
    return any(map(word.overlaps, refusals)) or (word.start in managed and word.end == word.start + 1)


def _without_parts(spans: Sequence[Span]) -> list[Span]:
    """Return the spans without what else a word says that names a kind of cookies.

    "Preference-cookies" are no preferences, and "opcjonalne" cookies (optional ones) are no options.
    """
    kinds = {span.start for span in spans if span.concept == "optional"}
    cookies = kinds & {span.start for span in spans if span.concept == "cookie"}
    parts = {"vague": kinds, "settings": cookies}
    return [span for span in spans if span.start not in parts.get(span.concept, ())]


def _with_optional(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with "non-essential" as one concept: a denial right before a word of need, after a verb.

    "Accept non-essential cookies" denies the need, not the accepting. Before a verb that accepts it can't be told from
    "No, accept essential cookies": then the pair is something else, and no answer. "No, essential only" is neither.
    """
    verbs = [span for span in spans if span.concept in VERBS]
    only = any(span.concept == "only" for span in spans)
    found: list[Span] = []
    for span in spans:
        denial = _denial_before(span, found) if span.concept in ("necessary", "basic") else None
        if denial is not None and any(verb.start < denial.start or verb.concept in REFUSING for verb in verbs):
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
