"""consent-exempt: cookies of a category are set without asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import label_hits, names, opening_category, section_category
from audits.claims.context import about_cookies, consent_field, in_cookie_section, quotes_law
from audits.claims.found import Found, found
from audits.claims.negation import negated, not_only, nothing_without_consent
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import capitalised, kinds
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "consent-exempt"
TRIGGERS = ("always_active", "no_consent_needed", "cat.necessary", "not_switchable", "legal_interest", "not_required")

_AT_START = 1
"""Word (from 0) by which a sentence on a category names it."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the category that is set without asking."""
    if reading.is_question or reading.has("hypothetical") or quotes_law(reading) or not about_cookies(reading):
        return
    hits = _exemption(reading)
    if hits is None:
        return
    named = opening_category(reading) or section_category(reading)
    category = named if consent_field(reading) else _category(reading, hits[0])
    params = {"category": category} if category else {}
    yield found(reading, params, hits)


def _exemption(reading: Reading) -> tuple[Hit, ...] | None:
    field = consent_field(reading)
    if field is not None:
        return None if field[1] else (field[0],)
    active = reading.first("always_active")
    if active:
        return None if not_only(reading, active) else (active,)
    free = reading.first("no_consent_needed")
    if free and not nothing_without_consent(reading):
        return (free,)
    fixed = _fixed(reading) or _by_interest(reading)
    if fixed:
        return fixed
    if not reading.has("needs_consent"):
        return None
    return reading.near(reading.all("unless_necessary"), reading.all("cat.necessary"), 6)


def _fixed(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return why necessary cookies are not asked about: they can't be switched off, or rest on a legal interest."""
    named = label_hits(reading)[:1] or (reading.all("these") if _of_necessary(reading) else [])
    if named and named[0].concept == "cat.necessary":
        named = reading.all("cat.necessary")
    if not named and _of_necessary(reading) and not reading.vendors:  # "Can't be switched off.", of those just named
        named = reading.all("not_switchable")[:1]
    if not named or named[0].concept not in ("cat.necessary", "these", "not_switchable") or _impaired(reading):
        return None
    within = 30 if reading.kind is BlockKind.CELL else 12
    fixed = reading.near(reading.all("not_switchable", "legal_interest"), named, within)
    return None if fixed is None or negated(reading, fixed[0], 3) else fixed


def _of_necessary(reading: Reading) -> bool:
    """Tell whether "they" are the necessary cookies: of the section, or those that the sentence before began with."""
    if (opening_category(reading) or section_category(reading)) == "necessary":
        return True
    these, before = reading.first("these"), reading.previous
    if these is None or these.first > 0 or before is None or section_category(reading):
        return False
    opening = [hit.concept for hit in label_hits(before)[:1] if hit.first <= _AT_START]
    only = {hit.concept for hit in label_hits(before)} if before.has("only_necessary") else set()
    return opening == ["cat.necessary"] or only == {"cat.necessary"}


def _by_interest(reading: Reading) -> tuple[Hit] | None:
    """Return the interest that cookies of another category rest on, under a heading of theirs."""
    interest = reading.first("legal_interest")
    if interest is None or not in_cookie_section(reading) or reading.has("consent", "legal_consent"):
        return None
    category = section_category(reading)
    named = reading.nearest_heading is not None and reading.nearest_heading.vendors
    return None if not (category or named) or negated(reading, interest, 5) else (interest,)


def _impaired(reading: Reading) -> bool:
    """Tell whether something stops working, in other words than "cannot be switched off"."""
    return any(not overlaps(hit, reading.all("not_switchable")) for hit in reading.all("impaired"))


def _category(reading: Reading, hit: Hit) -> str | None:
    near = reading.near(label_hits(reading), [hit], 12)
    if near and _of_necessary(reading) and reading.has("cat.necessary"):  # "needed for the functionality of the site"
        return "necessary"
    if near:
        return names([near[0]])[0]
    before = section_category(reading.previous) if reading.previous else None
    if fallback := opening_category(reading) or section_category(reading) or before:
        return fallback
    return "necessary" if overlaps(hit, reading.all("not_switchable")) and _of_necessary(reading) else None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    category = kinds([str(params["category"])]) if params.get("category") else say("some")
    return capitalised(say("{category} cookies are set without asking the visitor.", category=category))
