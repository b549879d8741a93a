"""category: cookies of a category are used, named as such or by what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import PURPOSES, cookie_labels, label_hits, section_category
from audits.claims.context import (
    COOKIE_WORDS,
    about_cookies,
    describes_category,
    in_cookie_section,
    is_hedged,
    is_statement,
    points_elsewhere,
    records_choice,
)
from audits.claims.found import Found, found
from audits.claims.negation import lead_in_denies, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import kinds
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "category"
_HEADING_WORDS = 9
_ROW_WORDS = 4
"""Words that a row of a table of categories has at least: less is its head."""
_CONSENT = ("consent", "if_consent", "if_reject", "needs_consent", "reject", "accept")
TRIGGERS = (
    *PURPOSES,
    "cat.necessary",
    "cat.functional",
    "cat.analytics",
    "cat.marketing",
    "cat.social",
    "these",
    "weak.functional",
    "analytics_tool",
)
_OTHER_TALK = (
    "browser_help",
    "continue_use",
    "withdraw",
    "email_marketing",
    "no_consent_needed",
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield each category of cookies that the sentence says is used."""
    if reading.is_question or reading.is_heading or _is_label(reading) or lead_in_denies(reading):
        return
    if not (is_statement(reading) or describes_category(reading)):
        return
    if reading.has(*_OTHER_TALK) or points_elsewhere(reading) or _talks_of_blocking(reading):
        return
    if reading.has("change") and reading.has("tool", "button", "banner"):
        return
    hits = _categories(reading)
    heading = _heads(reading)
    if heading is not None and not reading.has("no_consent_needed", "needs_consent"):
        strong = [hit for hit in hits if not hit.concept.startswith("weak.")]
        hits = [hit for hit in hits if _name(hit) in {_name(label) for label in heading}] or strong or heading[:1]
    if records_choice(reading) and reading.lead_in is None and section_category(reading) != "functional":
        hits = [hit for hit in hits if _name(hit) != "functional"]
    hits = _as_described(reading, hits)
    for name in dict.fromkeys(_name(hit) for hit in hits):
        own = [hit for hit in hits if _name(hit) == name]
        if not any(negated(reading, hit, 7) for hit in own):
            yield found(reading, {"category": name}, own, is_hedged(reading))


def _as_described(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Let the description decide: cookies called functional that are "strictly necessary" are necessary ones."""
    names = {_name(hit) for hit in hits}
    if names & {"functional", "necessary"} == set() or names - {"functional", "necessary"}:
        return hits
    called = reading.all("cat.necessary", "always_active", "not_switchable")
    if reading.has("purpose.functional") or not called or not reading.all("cat.necessary", "purpose.necessary"):
        return hits
    if "necessary" in names:
        return [hit for hit in hits if _name(hit) == "necessary"]
    return [hit._replace(concept="cat.necessary") for hit in reading.all("cat.necessary", "purpose.necessary")]


def _heads(reading: Reading) -> list[Hit] | None:
    """Return the categories of the heading just above, when this is its first sentence and says what they are for."""
    heading = reading.nearest_heading
    if reading.previous is not None and _is_label(reading.previous):
        heading = reading.previous
    if heading is None or reading.previous is not heading or len(heading.words) > _HEADING_WORDS:
        return None
    kinds = label_hits(heading)
    about = heading.has(*COOKIE_WORDS) or in_cookie_section(heading)
    if not kinds or not about or heading.is_question or negations(heading) or len(reading.words) < 5:
        return None
    return kinds


def _is_label(reading: Reading) -> bool:
    """Tell whether a line only names the cookies that the next paragraph describes ("Performance cookies:")."""
    after = reading.following
    if not reading.text.rstrip("*_ ").endswith(":") or len(reading.words) > _HEADING_WORDS or after is None:
        return False
    return reading.kind is after.kind is BlockKind.PARAGRAPH and not reading.has("this_site")


def _talks_of_blocking(reading: Reading) -> bool:
    """Tell whether the sentence is about blocking cookies (not: about cookies that can't be switched off)."""
    if reading.has("block") and reading.has("browser"):
        return True
    fixed = reading.all("always_active", "not_switchable")
    fixed += reading.all(*PURPOSES)  # "to prevent fraud"
    return any(not overlaps(hit, fixed) for hit in reading.all("blocking"))


def _categories(reading: Reading) -> list[Hit]:
    purposes = reading.all(*PURPOSES) or reading.all("weak.functional")
    named = [hit for hit in cookie_labels(reading) if not _inside(hit, reading.all("third_party", "your_choice"))]
    if describes_category(reading):
        return named
    acts = reading.has("use", "set", "help", "collect", "store", "remember", "types_of")
    if reading.has(*COOKIE_WORDS) and acts:
        if reading.has(*_CONSENT):
            return [hit for hit in purposes if hit.concept != "purpose.necessary"]
        return named + purposes
    if reading.has(*COOKIE_WORDS) and named and reading.kind in (BlockKind.LIST_ITEM, BlockKind.DEFINITION):
        return named
    if (reading.vendors or reading.has("analytics_tool")) and reading.has("use", "set", "collect"):
        return [hit for hit in purposes if hit.concept != "purpose.necessary"] or _tools(reading)
    if reading.kind is BlockKind.CELL and about_cookies(reading) and len(reading.words) > _ROW_WORDS:
        return [hit for hit in label_hits(reading) if hit.first <= 1][:1]
    if reading.kind is BlockKind.LIST_ITEM and _list_of_uses(reading):
        return named + purposes or reading.all("cat.analytics", "cat.marketing", "cat.functional")
    these = reading.first("these")
    if these and these.first <= 2 and about_cookies(reading) and purposes:
        section = section_category(reading)
        return [hit for hit in purposes if section is None or hit.concept.endswith(section)] or purposes[:1]
    return []


def _name(hit: Hit) -> str:
    """Return the category a hit speaks of."""
    return "analytics" if hit.concept == "analytics_tool" else hit.concept.split(".", 1)[1]


def _tools(reading: Reading) -> list[Hit]:
    """Return the analytics tools that the site says it uses, names of vendors left to the service claim."""
    if not (reading.has("this_site") or reading.names_site):
        return []
    named = [(vendor.first, vendor.last) for vendor in reading.vendors]
    tools = reading.all("analytics_tool")
    return [hit for hit in tools if not any(first <= hit.first and hit.last <= last for first, last in named)]


def _inside(hit: Hit, others: list[Hit]) -> bool:
    return any(other.first <= hit.first and hit.last <= other.last for other in others)


def _list_of_uses(reading: Reading) -> bool:
    lead = reading.lead_in
    if lead is None:
        return False
    if lead.has("datum_list") or (lead.has("store") and not lead.has("use")):
        return False
    return bool(lead.has(*COOKIE_WORDS) and (lead.has("use", "set") or in_cookie_section(reading)))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The site uses {category} cookies.", category=kinds([str(params.get("category"))]))
