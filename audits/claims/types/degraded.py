"""degraded: blocking cookies breaks functions of the site, or breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, breaks_if_changed, is_hedged
from audits.claims.found import Found, found
from audits.claims.negation import denial, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import say

TYPE = "degraded"
_OTHER_NEEDS = ("browser", "browser_way", "needs_consent", "banner", "first_visit", "reject", "embed", "third_party")
"""What makes "you must accept cookies" no condition for the site to work."""
_BACK = 2
"""Sentences back to the blocking that "if you do so" means."""
_TO_POLICY = 8
"""Words between agreeing and the policy that is agreed with."""
TRIGGERS = ("impaired", "works_anyway", "needs_cookies")


def find(reading: Reading) -> Iterator[Found]:
    """Yield what happens to the site when cookies are blocked."""
    if reading.is_heading or reading.is_question or reading.has("variable_time", "tech.web-beacon", "tech.pixel"):
        return
    if _of_all_sites(reading) or _of_terms(reading):
        return
    if not (about_cookies(reading) or _cause_before(reading)):
        return
    needed = reading.first("needs_cookies")
    if needed and not negated(reading, needed, 4) and not reading.has(*_OTHER_NEEDS):
        yield found(reading, {"degraded": True}, (needed,), hedged=is_hedged(reading))
        return
    pair = _cause_and_effect(reading)
    anyway = _works(reading, pair)
    if anyway and (reading.has("blocking") or reading.has("cookie")):
        yield found(reading, {"degraded": False}, (anyway, reading.first("blocking")))
        return
    if pair and _no_effect(reading, *pair):
        yield found(reading, {"degraded": False}, pair)
        return
    impaired = pair[1] if pair else reading.first("impaired")
    block = pair[0] if pair else None
    if impaired is None or not (reading.has("website") or reading.has("visitor")):
        return
    if block is None and not _cause_before(reading):
        return
    yield found(reading, {"degraded": True}, (impaired, block), hedged=is_hedged(reading))


def _of_all_sites(reading: Reading) -> bool:
    """Tell whether it is websites in general that the sentence opens with ("most websites need cookies to …")."""
    opening = reading.first("generic_start", "generic")
    if opening is None or opening.first > 0:
        return False
    return reading.has("needs_cookies") or not reading.has("cookie")


def _of_terms(reading: Reading) -> bool:
    """Tell whether it is a policy that has to be accepted: "if you don't agree with this policy, leave the site"."""
    if reading.has("cookie", "browser"):
        return False
    return reading.near(reading.all("agree", "accept"), reading.all("policy"), _TO_POLICY) is not None


def _works(reading: Reading, pair: tuple[Hit, Hit] | None) -> Hit | None:
    """Return the words that say that the site works all the same; None when they are denied or taken back."""
    anyway = reading.first("works_anyway")
    if anyway is None or _denied(reading, anyway):
        return None
    return None if pair and _taken_back(reading, anyway, pair[1]) and not _no_effect(reading, *pair) else anyway


def _denied(reading: Reading, anyway: Hit) -> bool:
    """Tell whether "works" is denied, by another no than that of "without cookies" after it."""
    no = denial(reading, anyway, 3)
    if no is None:
        return False
    of_cause = no.first > anyway.last and overlaps(no, reading.all("blocking"))
    return not of_cause or any(anyway.first <= other.first < no.first for other in negations(reading))


def _taken_back(reading: Reading, anyway: Hit, effect: Hit) -> bool:
    """Tell whether an effect is said beside "you can still use the site": before it, or in a clause after it."""
    if overlaps(effect, [anyway]):
        return False
    if effect.first < anyway.first or reading.marks_between(anyway.last, effect.first, ",;–—"):
        return True
    return any(anyway.last < hit.first < effect.first for hit in reading.all("clause_break"))


def _no_effect(reading: Reading, cause: Hit, effect: Hit) -> bool:
    """Tell whether the effect itself is denied: "does not limit the functions", not "if you do not accept"."""
    if reading.has("not_without"):  # "no way to … without disabling functions"
        return False
    no = denial(reading, effect, 3)
    if any(effect.first <= own.first <= own.last <= effect.last < (no or own).first for own in negations(reading)):
        return False  # "do not work as they should, and are not available": the second no is of something else
    return (
        no is not None
        and not overlaps(no, [cause, *reading.all("impaired")])
        and not reading.marks_between(no.last, effect.first, ",")
    )


def _cause_and_effect(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the blocking and what it does, two different words."""
    effects = reading.all("impaired")
    if reading.has("browser", "browser_way"):  # "block or limit cookies in your browser" limits no function
        told = reading.has("then")  # "you can refuse them in your browser; doing so may prevent you from …"
        effects = [
            effect
            for effect in effects
            if not overlaps(effect, reading.all("block")) or (told and _follows(reading, effect))
        ]
    elif not reading.has("website"):  # "you can limit or block them" limits no function either
        effects = [
            effect for effect in effects if not overlaps(effect, reading.all("blocking")) or _follows(reading, effect)
        ]
    effects = [effect for effect in effects if not (_is_wish(reading, effect) or _in_condition(reading, effect))]
    # "can't be switched off without breaking the site"
    fixed = [] if reading.has("not_without") else reading.all("not_switchable")
    causes = [cause for cause in reading.all("blocking") if not overlaps(cause, fixed)]
    pairs = ((cause, effect) for cause in causes for effect in effects)
    return next((pair for pair in pairs if not overlaps(pair[0], [pair[1]])), None) or breaks_if_changed(reading)


def _follows(reading: Reading, effect: Hit) -> bool:
    """Tell whether it is what some other blocking leads to ("disabling them may prevent you from signing in")."""
    may = any(0 < effect.first - hit.last <= 1 for hit in reading.all("hedge", "can"))
    return may and any(cause.last < effect.first for cause in reading.all("blocking"))


def _is_wish(reading: Reading, effect: Hit) -> bool:
    """Tell whether it is what is no longer wanted, nothing that no longer works ("if you no longer want cookies")."""
    return any(0 < hit.first - effect.last <= 1 for hit in reading.all("want"))


def _in_condition(reading: Reading, effect: Hit) -> bool:
    """Tell whether it begins within the words for refusing: "if you do not | want to accept", which breaks nothing."""
    return any(cause.first < effect.first <= cause.last for cause in reading.all("blocking"))


def _cause_before(reading: Reading) -> bool:
    """Tell whether a sentence just before speaks of blocking, and this one says what follows from it."""
    if not reading.has("then"):
        return False
    previous = reading.previous
    for _ in range(_BACK):
        if previous is None:
            return False
        if previous.has("blocking", "block") and previous.has("cookie", "browser", "these"):
            return True
        previous = previous.previous
    return False


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("degraded"):
        return say("Parts of the site may not work when cookies are blocked.")
    return say("The site works in full when cookies are blocked.")
