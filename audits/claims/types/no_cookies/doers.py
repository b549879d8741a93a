"""Who does without cookies, and what."""

from __future__ import annotations

from typing import Any

from audits.claims.categories import LABELS, PURPOSES
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from audits.claims.types.no_cookies.kind_names import kind_of

_DEEDS = ("tracking", "analytics_tool", *LABELS, *PURPOSES)
_TO_COOKIES = 3
"""Words between "without" and the cookies ("without the use of any cookies")."""
_OPENING = 3
"""Word (from 0) by which a sentence names what is done."""
_RIGHT_AFTER = 3
"""Words from a vendor to "which", which begins what is said of it."""
_OF_VENDOR = 5
"""Words from a vendor to the cookies that it works without ("Matomo runs on our site without cookies")."""


def doer(reading: Reading, cookie: Hit) -> str | None:
    """Return the vendor that works without cookies; None where it is the site that sets none."""
    named = [vendor for vendor in reading.vendors if vendor.last < cookie.first]
    if not named:
        return None
    if not reading.has("this_site"):
        return named[0].vendor
    ours = any(named[-1].last < hit.first < cookie.first for hit in reading.all("this_site"))
    opened = reading.all("relative", "clause_break", "these")
    if not ours and any(0 < hit.first - named[-1].last <= _RIGHT_AFTER for hit in opened):  # "X, which sets none"
        return named[-1].vendor
    gap = reading.words[named[-1].last + 1 : cookie.first]
    afar = len(gap) > _OF_VENDOR or any(word.is_mark or word.text in reading.language.joiners for word in gap)
    bare = any(hit.first <= cookie.first <= hit.last for hit in reading.all("cookieless"))
    return named[-1].vendor if bare and not afar else None


def vendors_denied(reading: Reading, denied: list[Hit]) -> dict[str, Any]:
    """Return the vendors that alone are what isn't used ("we don't use X to …"); other tools of the kind may be."""
    own = [vendor for vendor in reading.vendors if any(vendor.first <= hit.first <= vendor.last for hit in denied)]
    if not own or not all(any(vendor.first <= hit.first <= vendor.last for vendor in own) for hit in denied):
        return {}
    names = sorted({vendor.vendor for vendor in own})
    return {"vendor": names[0]} if len(names) == 1 else {"vendors": names}


def deed_without(reading: Reading, cookie: Hit) -> str | None:
    """Return the kind of what is done without cookies ("tracking works without any cookie").

    Empty when it is something else than what cookies have kinds for ("films are shown without cookies"); None when it
    is the site that has no cookies.
    """
    done = [hit for hit in reading.all(*_DEEDS) if hit.last < cookie.first or hit.first > cookie.last]
    if reading.vendors and doer(reading, cookie):
        return None
    if reading.near(reading.all("without"), [cookie], _TO_COOKIES) is None:
        subject = [hit for hit in done if hit.first <= _OPENING and hit.last < cookie.first]
        ours = [hit for hit in reading.all("this_site") if hit.first < cookie.first]
        if not subject or reading.vendors or any(hit.last + 1 != subject[0].first for hit in ours):  # "our statistics"
            return None
        return kind_of(subject[0]) or None
    kinds_done = [kind for hit in done if (kind := kind_of(hit))]
    if kinds_done:
        return kinds_done[0]
    sites = reading.has("this_site", "website") or reading.names_site
    return "" if not sites or reading.has("embed", "visit_data", "part") else None
