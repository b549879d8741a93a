"""anonymous: data does not identify the visitor, is anonymised, or the IP address is shortened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, in_cookie_paragraph, is_statement, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import denial, negations, never_without_consent
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import say

TYPE = "anonymous"
TRIGGERS = ("anonymous", "identify", "truncate", "no_personal_data")
_CLAUSE = 8
"""Words of a relative clause in which what could identify a person stands."""
_RIGHT_BEFORE = 3
"""Words (a comma and "by" among them) from the data to the clause that tells which."""
_TO_DATA = 6


def find(reading: Reading) -> Iterator[Found]:
    """Yield the promise that visitors are not known by the data."""
    if reading.is_question or reading.has("quoted_law", "hypothetical", "anonymous_right", "sell"):
        return
    cut = reading.first("truncate")
    if cut and denial(reading, cut, 4) is None:
        yield found(reading, {"scope": "ip"}, (cut,))
        return
    if points_elsewhere(reading) or never_without_consent(reading) or reading.has_all("anonymous", "browser_help"):
        return
    known = reading.has("visit_data", "analytics_tool") or reading.vendors or in_cookie_paragraph(reading)
    if not (about_cookies(reading) or known):
        return
    if not is_statement(reading) and not reading.has("cookie", "these"):
        return
    shared = reading.near(reading.all("share"), reading.all("third_party", "recipient"), 10)
    if shared and not negations(reading):
        return
    word = reading.first("anonymous")
    denied = denial(reading, word, 4) if word else None
    if word and (denied is None or denied.first > word.last + 1):  # "anonymous and not linked to you" is anonymous
        yield found(reading, {}, (word,))
        return
    hits = _unidentified(reading, given_to_others=shared is not None)
    if hits:
        yield found(reading, {}, hits)


def _unidentified(reading: Reading, *, given_to_others: bool) -> tuple[Hit | None, ...]:
    """Return the words that deny knowing who the visitor is."""
    named = reading.all("personal_data") if given_to_others else []  # "none is given to others" tells who gets it
    for hit in reading.all("identify", "no_personal_data"):
        no = denial(reading, hit, 12) or _denied_data(reading, hit)
        if not overlaps(hit, named) and (no is not None or hit.concept == "no_personal_data"):
            return no, hit
    return ()


def _denied_data(reading: Reading, hit: Hit) -> Hit | None:
    """Return the denial of the data of which a clause says that it could identify: "no information that tells …"."""
    for that in reading.all("relative"):
        if that.first < hit.first <= that.last + _CLAUSE:
            data = [
                each for each in reading.all("data", "personal_data") if 0 < that.first - each.last <= _RIGHT_BEFORE
            ]
            no = denial(reading, data[-1], _TO_DATA) if data else None
            if no is not None and no.last < data[-1].first:
                return no
    return None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("scope") == "ip":
        return say("The visitor's IP address is shortened or masked.")
    return say("The data does not tell who the visitor is.")
