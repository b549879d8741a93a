"""category: cookies of a category are used, named as such or by what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import PURPOSES, cookie_labels, names, section_category
from audits.claims.context import COOKIE_WORDS, about_cookies, in_cookie_section, is_hedged, is_statement, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import lead_in_denies, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from crawler.evidence.text import BlockKind

TYPE = "category"
TRIGGERS = (*PURPOSES, "cat.necessary", "cat.functional", "cat.analytics", "cat.marketing", "cat.social", "these")
_OTHER_TALK = (
    "block",
    "browser",
    "browser_way",
    "continue_use",
    "withdraw",
    "email_marketing",
    "no_consent_needed",
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield each category of cookies that the sentence says is used."""
    if reading.is_question or reading.is_heading or lead_in_denies(reading) or not is_statement(reading):
        return
    if reading.has(*_OTHER_TALK) or points_elsewhere(reading) or (reading.has("blocking") and reading.has("impaired")):
        return
    hits = _categories(reading)
    for name in names(hits):
        own = [hit for hit in hits if hit.concept.endswith(f".{name}")]
        if not all(negated(reading, hit, 7) for hit in own):
            yield found(reading, {"category": name}, own, is_hedged(reading))


def _categories(reading: Reading) -> list[Hit]:
    purposes = reading.all(*PURPOSES)
    named = cookie_labels(reading)
    acts = reading.has("use", "set", "help", "collect", "store", "remember")
    if reading.has(*COOKIE_WORDS) and acts:
        if reading.has("consent", "accept", "reject", "choose", "if_consent", "change"):
            return purposes if reading.has("use_for") or len(purposes) > 1 else []
        return named + purposes
    if reading.has(*COOKIE_WORDS) and named and reading.kind in (BlockKind.LIST_ITEM, BlockKind.DEFINITION):
        return named
    if reading.vendors and acts and (purposes or reading.has("analytics_tool")):
        return purposes
    if reading.kind is BlockKind.LIST_ITEM and _list_of_uses(reading):
        return named + purposes or reading.all("cat.analytics", "cat.marketing", "cat.functional")
    these = reading.first("these")
    if these and these.first <= 2 and about_cookies(reading) and purposes:
        section = section_category(reading)
        return [hit for hit in purposes if section is None or hit.concept.endswith(section)] or purposes[:1]
    return []


def _list_of_uses(reading: Reading) -> bool:
    lead = reading.lead_in
    if lead is None:
        return False
    return bool(lead.has(*COOKIE_WORDS) and (lead.has("use", "set") or in_cookie_section(reading)))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return f"The site uses {params.get('category')} cookies."
