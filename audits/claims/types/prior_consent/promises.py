"""The words that promise that something waits for consent."""

from __future__ import annotations

from audits.claims.categories import NON_ESSENTIAL, opening_category, section_category
from audits.claims.negation import negated, negations, never_without_consent, not_only
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.types.prior_consent.conditions import after_consent, needs_none, or_consent
from audits.claims.types.prior_consent.refusals import left_after_refusal, of_site, only_if_refused, stays_unset
from audits.claims.types.prior_consent.requirements import cell, off, requirement

_HELD_WITHIN = 8
"""Words between "until" and what is blocked until then."""
_ACTS = ("set", "use", "load", "collect")
_CHOSEN = 1
"""Words from choosing to "only"."""


def promise(reading: Reading) -> tuple[Hit, ...] | None:
    """Return the words that make the promise; None when none is made."""
    if _not_only_with_consent(reading):
        return None
    acts = reading.all(*_ACTS, "embed", "purpose.marketing") if reading.vendors else reading.all(*_ACTS)
    reject = reading.first("if_reject")
    if reject and any(stays_unset(reading, reject, act) for act in acts if not of_site(reading, act)):
        return (reject,)
    left = left_after_refusal(reading, reject, acts)
    if left:
        return left
    needs = requirement(reading) or cell(reading) or off(reading)
    if needs:
        return needs
    consent = reading.first("consent", "if_consent")
    if consent is None or reading.has("withdraw") or _left_open(reading):
        return None
    only = reading.near(reading.all("only_if"), reading.all("consent", "if_consent"), 10)
    if only and any(0 < only[0].first - hit.last <= _CHOSEN for hit in reading.all("choose")):
        return None  # "choose only the cookies that you want to allow"
    if only and (acts or _listed_use(reading)) and not (needs_none(reading, *only) or or_consent(reading, *only)):
        return None if only_if_refused(reading, *only) else only
    without = _never_without(reading, acts)
    if without:
        return without
    until = reading.near(reading.all("until"), reading.all("consent", "if_consent"), 8)
    if until and (_held(reading, until[0]) or (acts and _stays_off(reading, acts))):
        return until
    return after_consent(reading, acts)


def in_field(reading: Reading, consent: Hit, needed: bool) -> tuple[Hit, ...] | None:
    """Return the consent that a field says is needed, under the name of other than necessary cookies."""
    if not needed:
        return None
    named = (opening_category(reading) or section_category(reading)) in NON_ESSENTIAL
    return (consent,) if named else promise(reading)


def _not_only_with_consent(reading: Reading) -> bool:
    """Tell whether "only" is denied: "not only with your consent", "not just the necessary ones"."""
    if any(not_only(reading, only) for only in reading.all("only_if", "only_necessary")):
        return True
    masks = [mask for mask in reading.all("not_negation") if not overlaps(mask, reading.all("only_if", "until"))]
    consents = reading.all("if_consent", "legal_consent")
    return any(0 < consent.first - mask.last <= 1 for mask in masks for consent in consents)


def _left_open(reading: Reading) -> bool:
    """Tell whether all that is said of consent is what is done if it should be needed: "if consent is required"."""
    needed = reading.all("if_needed")
    return bool(needed) and all(overlaps(hit, needed) for hit in reading.all("consent", "if_consent"))


def _listed_use(reading: Reading) -> bool:
    """Tell whether the sentence over the list says that cookies are used for what the item names."""
    lead = reading.lead_in
    return lead is not None and lead.has("cookie") and lead.has("use", "set")


def _never_without(reading: Reading, acts: list[Hit]) -> tuple[Hit] | None:
    """Return the double denial of "we set no cookies without your consent"."""
    hit = never_without_consent(reading)
    if hit is None or reading.has("impaired"):
        return None
    twofold = any(no.first == hit.first or no.last == hit.last for no in negations(reading))
    deed = any(hit.first - 3 <= act.first <= hit.last + 6 for act in acts)
    things = any(hit.first - 6 <= thing.first <= hit.last + 6 for thing in reading.all("cookie", "tracking"))
    things = things or any(hit.first - 6 <= vendor.first <= hit.last + 6 for vendor in reading.vendors)
    return (hit,) if twofold and deed and things else None


def _held(reading: Reading, until: Hit) -> bool:
    """Tell whether something is blocked until then, by the site and not in the browser."""
    if reading.has("browser", "browser_way"):
        return False
    held = reading.near(reading.all("block"), [until], _HELD_WITHIN)
    if held is None or negated(reading, held[0], 4):
        return False
    low, high = sorted((held[0].last, until.first))
    return not any(low < no.first < high for no in reading.all("negation"))  # "not before", too


def _stays_off(reading: Reading, acts: list[Hit]) -> bool:
    return any(negated(reading, act) for act in acts) or reading.has("exception")
