"""Numbers and codes as a reader would say them, in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.model import Confidence, Outcome, Purpose, PurposeSource, Severity
from audits.time_words import length_words
from audits.translation import noted, say, say_number
from crawler.evidence.model import AnswerResult, State, StorageKind

OUTCOME_MARKS = {Outcome.FAILED: "✕", Outcome.CANT_TELL: "?", Outcome.PASSED: "✓", Outcome.INAPPLICABLE: "–"}
SEVERITIES = tuple(reversed(Severity))
PURPOSES = tuple(Purpose)

_CLAIM_OUTCOMES = {
    Outcome.FAILED: noted("Broken"),
    Outcome.CANT_TELL: noted("Can't tell"),
    Outcome.PASSED: noted("Kept"),
    Outcome.INAPPLICABLE: noted("Not tested"),
}
_LAW_OUTCOMES = {**_CLAIM_OUTCOMES, Outcome.FAILED: noted("Failed"), Outcome.PASSED: noted("Passed")}
_STATES = {
    State.BEFORE: noted("before consent"),
    State.REJECT: noted("after reject"),
    State.ACCEPT: noted("after accept"),
    State.WITHDRAW: noted("after withdrawal"),
    State.GPC: noted("with GPC on"),
    State.DNT: noted("with DNT on"),
}
_STORAGES = {
    StorageKind.COOKIE: noted("cookie"),
    StorageKind.LOCAL_STORAGE: noted("local storage"),
    StorageKind.SESSION_STORAGE: noted("session storage"),
    StorageKind.INDEXED_DB: noted("IndexedDB"),
    StorageKind.CACHE_STORAGE: noted("cache storage"),
    StorageKind.SERVICE_WORKER: noted("service worker"),
}
_SOURCES = {
    PurposeSource.POLICY: noted("the site's own policy"),
    PurposeSource.MANAGER: noted("the site's consent manager"),
    PurposeSource.KNOWLEDGE: noted("curated knowledge"),
    PurposeSource.HOST: noted("the host that set it"),
    PurposeSource.BEHAVIOUR: noted("how it behaves"),
    PurposeSource.USER_FILE: noted("your cookie database"),
    PurposeSource.NONE: noted("nothing known"),
}
_CODES = {
    # purposes
    "necessary": noted("necessary"),
    "functional": noted("functional"),
    "analytics": noted("analytics"),
    "marketing": noted("marketing"),
    "unknown": noted("unknown"),
    # parties
    "first": noted("first"),
    "third": noted("third"),
    # severities and confidences
    "info": noted("info"),
    "low": noted("low"),
    "medium": noted("medium"),
    "high": noted("high"),
    "critical": noted("critical"),
    # who set it
    "header": noted("header"),
    "script": noted("script"),
    # whether an answer took effect
    "verified": noted("verified"),
    "failed": noted("failed"),
    "not-offered": noted("not offered"),
    "not-tried": noted("not tried"),
    # pages and pictures
    "home": noted("home page"),
    "reload": noted("reload"),
    "subpage": noted("sub-page"),
    "look": noted("first look"),
    "banner": noted("banner"),
    "answered": noted("answered"),
    # documents
    "cookie-policy": noted("cookie policy"),
    "privacy-policy": noted("privacy policy"),
    "cmp-declaration": noted("consent manager's declaration"),
    # how page time ran
    "virtual": noted("driven"),
    "real": noted("waited for"),
    # controls of a banner
    "accept": noted("accept"),
    "reject": noted("reject"),
    "settings": noted("settings"),
    "save": noted("save the choice"),
    "acknowledge": noted("acknowledge"),
    "close": noted("close"),
    "pay": noted("pay"),
    "link": noted("link"),
}
_SURE = {
    Confidence.HIGH: noted("nothing in it had to be guessed"),
    Confidence.MEDIUM: noted("one step of it rests on a list, a host or a picture, which can mislead"),
    Confidence.LOW: noted("it rests on behaviour, or was not there every time"),
}
_VISITS = {
    State.BEFORE: noted("visit without an answer"),
    State.REJECT: noted("visit that refuses"),
    State.ACCEPT: noted("visit that accepts"),
    State.WITHDRAW: noted("visit that accepts, then withdraws"),
    State.GPC: noted("visit with GPC on"),
    State.DNT: noted("visit with DNT on"),
}
_UNANSWERED = {
    State.REJECT: noted("visit that would refuse (no answer was given)"),
    State.ACCEPT: noted("visit that would accept (no answer was given)"),
    State.WITHDRAW: noted("visit that would withdraw (nothing was withdrawn)"),
}
_QUOTED = 60
"""Most characters of a quote where it is said a second time."""


def visit_words(visit: Mapping[str, Any]) -> str:
    """Return which visit of evidence.json this is; one that gave no answer is told from one that did."""
    state = State(visit["state"])
    result = (visit["answer"] or {}).get("result")
    given = result in (AnswerResult.VERIFIED, AnswerResult.FAILED)
    return say(_VISITS[state] if given or state not in _UNANSWERED else _UNANSWERED[state])


def sure_words(confidence: Confidence) -> str:
    """Return what a confidence means."""
    return say(_SURE[confidence])


def brief(url: str) -> str:
    """Return an address without its scheme and what is asked of it, as a table has room for."""
    return url.partition("://")[2].partition("?")[0] or url


def without(message: str, quote: str) -> str:
    """Return a message that stands below the quote it holds, with that quote cut short."""
    words = " ".join(quote.split())
    return message.replace(words, f"{words[:_QUOTED].rstrip()}…") if len(words) > _QUOTED else message


def outcome_words(outcome: Outcome, *, law: bool = False) -> str:
    """Return what an outcome means of a claim, or of a law rule."""
    return say((_LAW_OUTCOMES if law else _CLAIM_OUTCOMES)[outcome])


def state_words(state: str) -> str:
    """Return a state for a reader: `before consent`."""
    return say(_STATES[State(state)])


def source_words(source: PurposeSource) -> str:
    """Return where a purpose is known from."""
    return say(_SOURCES[source])


def storage_words(storage: str) -> str:
    """Return a storage kind for a reader; one that has no words here as it stands."""
    return say(_STORAGES.get(StorageKind(storage), storage))


def code_words(code: str) -> str:
    """Return one of the report's codes for a reader; one that has no words here as it stands."""
    return say(_CODES[code]) if code in _CODES else code


def lifetime_words(seconds: float | None, known: bool = True) -> str:
    """Return a lifetime for a reader: `2 years`, `13 months`, `session`; `?` when it is not known."""
    if not known:
        return "?"
    if seconds is None:
        return say("session")
    return length_words(seconds)


def seconds_words(milliseconds: int | None) -> str:
    """Return a page time for a reader: `0.4 s`."""
    return "?" if milliseconds is None else f"{say_number(milliseconds / 1000)} s"
