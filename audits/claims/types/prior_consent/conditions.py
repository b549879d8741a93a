"""Consent as a condition: "if you consent, we use …"."""

from __future__ import annotations

from audits.claims.context import ends_condition, is_generic
from audits.claims.negation import negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps

_REACH_OF_BEFORE = 3
"""Words from "before" to the consent: "before you have consented"."""
_TO_GIVING = 4
"""Words from choosing to the consent that is given."""


def after_consent(reading: Reading, acts: list[Hit]) -> tuple[Hit] | None:
    """Return the condition in "if you consent, we use …"."""
    given = reading.first("if_consent")
    if given and any(given.first < no.first <= given.last for no in negations(reading)):
        return None
    if given and any(given.first < word.first < given.last for word in reading.all("either")):
        return None  # "if you have registered or have consented"
    if is_generic(reading) or (given and in_banner(reading, given)):
        return None
    if reading.has("banner") and reading.text.rstrip("*_ ").endswith(":"):  # "When you accept in our banner:"
        return None
    stored = [hit for hit in reading.all("your_choice") if given is None or not ends_condition(hit, given)]
    if (stored and reading.has("remember")) or reading.has("impaired"):
        return None
    if given and (_before(reading, given) or _asked(reading, given) or _lacking(reading, given)):
        return None
    if given and any(0 < given.first - hit.last <= _TO_GIVING for hit in reading.all("choose")):
        return None  # "you can choose to give us your consent to …"
    told = reading.first("generic")
    if told is not None and told.first <= 1:  # "a cookie is a small file that we store if you agree"
        return None
    if given and acts and not any(negated(reading, act, 8) for act in acts) and not reading.has("is_stored_choice"):
        return (given,)
    return None


def _before(reading: Reading, given: Hit) -> bool:
    """Tell whether it is before the consent that something is done: "cookies are set before you have consented"."""
    befores = [hit for hit in reading.all("until") if not overlaps(hit, reading.all("only_if"))]
    return any(hit.first < given.first and given.first - hit.last <= _REACH_OF_BEFORE for hit in befores)


def _asked(reading: Reading, given: Hit) -> bool:
    """Tell whether "if" is "whether": "you are asked if you accept", "choose if you accept or …"."""
    left_open = reading.has("first_visit") or any(hit.first > given.last for hit in reading.all("reject"))
    return left_open and any(0 <= given.first - hit.last <= 1 for hit in reading.all("choose"))


def _lacking(reading: Reading, given: Hit) -> bool:
    """Tell whether it is consent that is not there: "we do not share data without your consent, except …"."""
    return overlaps(given, reading.all("no_consent_needed"))


def in_banner(reading: Reading, given: Hit) -> bool:
    """Tell whether the consent is what a banner is for: "we show a bar with consent"."""
    banners = reading.all("banner", "tool")
    return overlaps(given, banners) or any(given.first - banner.last == 1 for banner in banners)


def needs_none(reading: Reading, only: Hit, consent: Hit) -> bool:
    """Tell whether what there only is needs no consent: "we only use necessary cookies, which need no consent"."""
    between = any(only.first < no.first <= consent.first for no in negations(reading))
    return between and _lacking(reading, consent)


def or_consent(reading: Reading, only: Hit, consent: Hit) -> bool:
    """Tell whether consent is but one of two conditions: "only if you have registered or have consented"."""
    return any(only.last < word.first < consent.first for word in reading.all("either"))
