"""Sentences that name categories or purposes and yet don't say that the site uses such cookies."""

from __future__ import annotations

from audits.claims.categories import LABELS, PURPOSES, section_category
from audits.claims.context import in_cookie_section, points_elsewhere
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from crawler.evidence.text import BlockKind

_NEEDED_FOR = 4
"""Words from "necessary" to what for."""
_BESIDE = 3
"""Words between "necessary" and the cookies that are called so."""
_BARE_LABEL = 2
"""Words of a sentence that is only the label of its list item."""
_OPENING = 6
"""Word (from 0) by which a sentence on necessary cookies calls them so."""
_OTHER_TALK = (
    "browser_help",
    "continue_use",
    "withdraw",
    "email_marketing",
    "no_consent_needed",
    "opt_out_tool",
)


def is_other_talk(reading: Reading) -> bool:
    """Tell whether the sentence is about something else: the browser, opting out, sharing, what a cookie is."""
    other = [concept for concept in _OTHER_TALK if reading.has(concept)]
    if other and not (other == ["no_consent_needed"] and _needed_at_all(reading)):
        return True
    if points_elsewhere(reading) or _talks_of_blocking(reading):
        return True
    if reading.has("change") and reading.has("tool", "button", "banner"):
        return True
    if _goes_on_in_item(reading) and not reading.has("this_site"):
        return True
    return _defines(reading) or _shares(reading)


def _needed_at_all(reading: Reading) -> bool:
    """Tell whether cookies are called necessary, and for what, before it is said that they need no consent."""
    labels, purposes = reading.all("cat.necessary"), reading.all("purpose.necessary")
    free = reading.first("no_consent_needed")
    if not labels or free is None:
        return False
    used = any(hit.last < free.first for hit in reading.all("use", "set"))
    ours = used and reading.near(labels[:1], reading.all("cookie"), _BESIDE)
    plainly = reading.has("only_necessary") or not negated(reading, labels[0], _NEEDED_FOR)
    if ours and labels[0].last < free.first and plainly:
        return True  # "we only use necessary cookies, which need no consent"
    if labels[0].first > _OPENING:
        return False
    return any(labels[0].last < purpose.first and purpose.last < free.first for purpose in purposes)


def _talks_of_blocking(reading: Reading) -> bool:
    """Tell whether the sentence is about blocking cookies (not: about cookies that can't be switched off)."""
    if reading.has("block") and reading.has("browser"):
        return True
    fixed = reading.all("always_active", "not_switchable", "no_consent_needed")
    fixed += reading.all(*PURPOSES)  # "to prevent fraud"
    return any(not overlaps(hit, fixed) for hit in reading.all("blocking"))


def _defines(reading: Reading) -> bool:
    """Tell whether the sentence begins with what a cookie is, or what session and persistent cookies are."""
    generic = reading.first("generic")
    if generic is not None and generic.first <= 1:
        return True
    lead = reading.lead_in
    if lead is not None and not lead.is_heading and lead.has("cookie") and lead.has("use", "set"):
        return False  # "These are used: – Session cookies: for signing in"
    if told_of_kind_above(reading):  # "Essential cookies": – Session cookies: keep you logged in
        return False
    kind = reading.first("session_cookie", "persistent_cookie")
    told = reading.has("this_site", "use") or needed_to_work(reading)
    return kind is not None and kind.first <= 1 and not told


def told_of_kind_above(reading: Reading) -> list[Hit]:
    """Return what an item says that cookies are for that the heading over its list names the kind of."""
    labelled = any(word.text == ":" for word in reading.words[:_OPENING])
    item = reading.kind is BlockKind.LIST_ITEM and labelled and in_cookie_section(reading)
    kind = section_category(reading) if item else None
    purposes = reading.all(f"purpose.{kind}") if kind else []
    return [hit for hit in purposes if not negated(reading, hit, _NEEDED_FOR)]


def needed_to_work(reading: Reading) -> tuple[Hit, ...]:
    """Return the words by which cookies of whatever name are needed: "session cookies are necessary for the site"."""
    cookie = reading.first("cookie")
    if cookie is None or reading.has("blocking", "impaired"):
        return ()
    needs = [hit for hit in reading.all("cat.necessary") if hit.first > cookie.first]
    return reading.near(needs, reading.all("purpose.necessary"), _NEEDED_FOR) or ()


def _shares(reading: Reading) -> bool:
    """Tell whether the sentence is about passing data on, so that what it names is the receivers' business."""
    act = reading.first("share")
    if act is None or reading.has("cookie", "share_by_visitor", "purpose.social"):
        return False
    return reading.has("third_party", "recipient")


def _goes_on_in_item(reading: Reading) -> bool:
    """Tell whether the sentence is a later one of its list item, which the first has said the matter of."""
    before = reading.previous
    if reading.kind is not BlockKind.LIST_ITEM or before is None or before.segment.block != reading.segment.block:
        return False
    if _first_to_tell(reading):
        return False
    return len([word for word in before.words if not word.is_mark]) > _BARE_LABEL  # "Required. Needed to run the site."


def _first_to_tell(reading: Reading) -> bool:
    """Tell whether no sentence of the item before it told what the cookies are for, which it goes on to tell."""
    these = reading.first("these")
    if these is None or these.first > 1 or not reading.has(*PURPOSES):
        return False
    current, told = reading.previous, False
    while current is not None and current.segment.block == reading.segment.block:
        if current.has(*LABELS, *PURPOSES):
            return False
        told = told or current.has("cookie")
        current = current.previous
    return told
