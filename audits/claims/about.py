"""What a statement speaks of, where that is less than the whole site: its chat, a form, one vendor's service.

"Legal basis: consent" under the heading "Contact form" promises nothing of the site's cookies, and "the chat widget
sets no cookies" nothing of what the pages set. A judge who held such words against the whole site would accuse wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.claims.context import CATEGORY_LABELS, names_cookies
from audits.claims.negation import negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, distance, overlaps
from crawler.evidence.text import BlockKind

WHOLE_SITE = ""
_NARROWED = frozenset({"prior-consent", "no-cookies", "lifetime", "party", "sharing", "no-third-party-requests"})
"""Types that a judge would hold against everything the site does."""
_BY_VENDOR = frozenset({"prior-consent", "no-cookies"})
"""Types that can name the vendor they speak of."""
_COOKIES = ("cookie", "similar", "tracking")
_OF_COOKIES = (*_COOKIES, *CATEGORY_LABELS, "consent", "tool", "banner", "choice", "browser")
_CHAIN = 8
"""How many sentences back what a sentence speaks of is looked for, where it does not name cookies itself."""
_SUBJECT = 7
"""Word (from 0) by which a sentence names the one cookie that it is about."""
_BEGINNING = 3
"""Last word (from 0) by which the subject of a sentence stands in most of them."""
_PARTICIPLE = 3
"""Words from "by cookies" to the data that they collect, in languages that put the participle between."""
_LINES = 4
"""Sentences back to the name of what is described line by line."""
_LONGEST = 80
"""Characters of a heading that is repeated to the reader."""


def narrowed(claim_type: str, params: Mapping[str, Any], reading: Reading) -> tuple[Mapping[str, Any], str]:
    """Return a claim's params and what it speaks of (`WHOLE_SITE`, or the policy's words for a part).

    Where it stands under the name of one vendor that it does not repeat, its params name the vendor: that is whom it
    speaks of, and a judge can look.
    """
    if claim_type not in _NARROWED or not {"vendor", "vendors"}.isdisjoint(params) or _tells(params):
        return params, WHOLE_SITE
    part = _named_part(reading) or _embedded(claim_type, reading)
    if part is None and claim_type == "lifetime":
        part = _own_deed(reading) or _one_thing(reading)
    if part is not None:
        return params, reading.document[reading.words[part.first].start : reading.words[part.last].end]
    above = _heading_of_time(reading) if claim_type == "lifetime" else _spoken_of(reading)
    if claim_type == "prior-consent" and len(reading.vendors) > 1 and not names_cookies(reading):
        above = reading
    if above is None:
        return params, WHOLE_SITE
    vendors = sorted({hit.vendor for hit in above.vendors})
    if vendors and claim_type in _BY_VENDOR and not above.has("part"):
        return {**params, **({"vendor": vendors[0]} if len(vendors) == 1 else {"vendors": vendors})}, WHOLE_SITE
    return params, " ".join(above.text.split())[:_LONGEST]


def _tells(params: Mapping[str, Any]) -> bool:
    """Tell whether it is said that something happens: the site can do that anywhere."""
    return params.get("shared") is True or params.get("party") in ("third", "first")


def _named_part(reading: Reading) -> Hit | None:
    """Return the part of the site that the sentence names; None where it names the site as well, or no part."""
    part = reading.first("part")
    if part is None:
        return None
    parts = reading.all("part")
    sites = [hit for hit in reading.all("website") if all(distance(hit, each) > 0 for each in parts)]
    return None if sites else part


def _embedded(claim_type: str, reading: Reading) -> Hit | None:
    """Return the embedded content that a sentence begins with: "embedded videos set no cookies" denies no others.

    What is denied is denied of what stands before the denial; what is loaded after consent is what stands first, where
    no cookies are spoken of besides.
    """
    hit = reading.first("embed")
    if hit is None or hit.first > _BEGINNING or reading.has("website"):
        return None
    denied = negations(reading)
    if claim_type == "prior-consent":
        return None if names_cookies(reading) or denied else hit
    return hit if denied and hit.last < denied[0].first else None


def _one_thing(reading: Reading) -> Hit | None:
    """Return what else than the site's cookies a time is for: the one cookie just spoken of, or data collected."""
    one = reading.first("one_cookie")
    if one is not None and one.first <= _SUBJECT:
        return one
    cookie, data = reading.first("cookie"), reading.first("data", "personal_data", "server_log")
    if cookie is None:
        return data or reading.first("visit_data")
    by_them = reading.first("through_cookies")  # "the by cookies collected data is kept for …"
    if data is not None and by_them is not None and 0 < data.first - by_them.last <= _PARTICIPLE:
        return data
    if data is None or data.first > min(_BEGINNING, cookie.last + 1):  # "cookie data", "data that cookies collect"
        return None
    return None if overlaps(data, reading.all("read_more", "announces")) else data


def _own_deed(reading: Reading) -> Hit | None:
    """Return the deed that names the cookies a time is for ("login cookies last for two days"); None for any."""
    deeds = reading.all("datum.login", "datum.cart", "purpose.necessary", "purpose.functional")
    pair = reading.near(deeds, reading.all("cookie"), 0)
    return None if pair is None else pair[0]


def _heading_of_time(reading: Reading) -> Reading | None:
    """Return the sub-heading whose cookies a time is for: "Duration: 90 days" under "Advertising cookies".

    None where the sentence names the cookies, or the heading promises a time for all. A line of one word is the name
    of the one that is described below it.
    """
    nearest = reading.nearest_heading
    named = _name_above(reading)
    if named is not None:
        return named
    if nearest is None or (names_cookies(reading) and not reading.has("these") and not nearest.vendors):
        return None
    kinds = nearest.has("part", *CATEGORY_LABELS) or nearest.vendors or (len(reading.headings) > 1)
    return nearest if kinds and not nearest.has("expiry") else None


def _name_above(reading: Reading) -> Reading | None:
    """Return the line of one word, few lines above, that is the name of what is described below it."""
    above = reading.previous
    for _ in range(_LINES):
        if above is None or above.is_heading:
            return None
        if above.kind is BlockKind.PARAGRAPH and " " not in above.text.strip("*_` "):
            return above
        above = above.previous
    return None


def _spoken_of(reading: Reading) -> Reading | None:
    """Return what stands before the sentence and names what it speaks of; None where that is cookies, or the site.

    A sentence that names cookies itself is narrowed by the heading right above it only. One further on in an item of a
    list speaks of what the item began with, whatever the words over the list are.
    """
    within = reading.kind is BlockKind.LIST_ITEM and not names_cookies(reading)
    if within and reading.previous is not None and reading.previous.segment.block == reading.segment.block:
        began = _told_before(reading)
        if began is not None:
            return began
    if _goes_on_of_vendor(reading):
        return reading.previous
    if names_cookies(reading) or (reading.lead_in is not None and names_cookies(reading.lead_in)):
        nearest = reading.nearest_heading
        return nearest if nearest is not None and not nearest.has(*_COOKIES) and _narrows(nearest) else None
    nearest = reading.nearest_heading
    if nearest is not None and nearest.vendors and reading.has("these"):  # "the use of this service rests on …"
        return nearest
    if any(hit.first <= 1 for hit in reading.all(*CATEGORY_LABELS)) and not reading.has("these"):
        return None  # "Marketing – only with your consent" is a subject of its own
    return _told_before(reading) or _under(reading)


def _goes_on_of_vendor(reading: Reading) -> bool:
    """Tell whether "it" opens the sentence, and is a vendor's service just told of: "We use X. It needs no cookies"."""
    before, it = reading.previous, reading.first("these")
    if before is None or it is None or it.first > 0 or before.segment.block != reading.segment.block:
        return False
    named = reading.all("cookie", "similar", "data", "this_site", "website")
    alone = it.first == it.last and not any(it.first <= hit.first <= it.last + 1 for hit in named)
    return alone and bool(before.vendors) and not names_cookies(before) and not reading.vendors


def _told_before(reading: Reading) -> Reading | None:
    """Return the sentence before that names a vendor or a part of the site, back to where cookies are named."""
    current = reading.previous
    for _ in range(_CHAIN):
        if current is None or current.is_heading or (names_cookies(current) and not current.vendors):
            break
        if reading.kind is BlockKind.LIST_ITEM and current.segment.block != reading.segment.block:
            break  # each item of a list speaks of something else
        if _narrows(current):
            return current
        current = current.previous
    return None


def _under(reading: Reading) -> Reading | None:
    """Return the heading that names a vendor or a part of the site, where none below it is of cookies."""
    for heading in reversed(reading.headings):
        if heading.vendors or (heading.has("part") and not heading.has(*_COOKIES)):
            return heading
        if heading.has(*_OF_COOKIES):
            return None
    return None


def _narrows(reading: Reading) -> bool:
    return bool(reading.vendors) or _named_part(reading) is not None
