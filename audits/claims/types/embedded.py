"""embedded: embedded content of others may set cookies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import in_cookie_section, is_hedged, is_statement
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from audits.claims.vendors import VendorHit
from audits.translation import noted, say

TYPE = "embedded"
TRIGGERS = ("embed", "external_site", "vendor")
_CONTENT = frozenset({"audio", "chat", "fonts", "functional", "maps", "reviews", "social", "video"})
"""Categories of vendors whose services are content of the page."""
_BESIDE = 2
"""Words between those for this site and the verb that it is the subject of."""
_TO_COOKIES = 4
"""Words from using to the cookies that are used."""
_EFFECTS = ("cookie", "collect", "same_as_visit", "share", "click_action", "if_consent")


def find(reading: Reading) -> Iterator[Found]:
    """Yield embedded content, with what it waits for where that is said."""
    if reading.is_heading or reading.is_question or not (is_statement(reading) or reading.has("external_site")):
        return
    widget = _may_set(reading)
    if widget is not None and not reading.has("embed"):
        yield found(reading, {"vendor": widget.vendor}, (reading.first("cookie"),), is_hedged(reading))
        return
    hit = reading.first("embed")
    site = reading.first("external_site")
    if hit is None and site is not None and site.first <= 4 and reading.has("cookie") and not _ours_like(reading, site):
        hit = site
    if hit is None or negated(reading, hit, 5) or reading.has("block", "browser_way"):
        return
    acted = reading.has("visitor_action") and not reading.has("consent", "accept", "agree")
    outside = acted or reading.has("third_party", "external_site") or reading.vendors or _sets_own(reading, hit)
    if not outside or not (reading.has(*_EFFECTS) or _among_third_parties(reading)):
        return
    params: dict[str, Any] = {}
    if reading.has("if_consent", "needs_consent"):
        params["blocked_until"] = "consent"
    elif reading.has("click_action"):
        params["blocked_until"] = "click"
    vendors = reading.vendors or (None,)
    for vendor in vendors:
        yield found(reading, {**params, "vendor": vendor.vendor} if vendor else params, (hit,), is_hedged(reading))


def _ours_like(reading: Reading, others: Hit) -> bool:
    """Tell whether it is this site that uses cookies, as others do ("like other websites, we use cookies")."""
    ours = reading.near(
        reading.all("this_site"), [use for use in reading.all("use") if use.first > others.last], _BESIDE
    )
    cookies = [hit for hit in reading.all("cookie") if hit.first > others.last]
    return ours is not None and reading.near([ours[1]], cookies, _TO_COOKIES) is not None


def _sets_own(reading: Reading, content: Hit) -> bool:
    """Tell whether what is embedded may set cookies of its own, whosever it is ("embedded forms may set their own")."""
    return reading.has_all("can", "set") and any(content.last < hit.first for hit in reading.all("first_party"))


def _among_third_parties(reading: Reading) -> bool:
    """Tell whether content of named third parties is spoken of under a heading about cookies."""
    return bool(reading.vendors) and reading.has("third_party") and in_cookie_section(reading)


def _may_set(reading: Reading) -> VendorHit | None:
    """Return the vendor of a part of the page that is said to set cookies itself ("X may set cookies")."""
    for vendor in reading.vendors:
        may = any(0 < hit.first - vendor.last <= 2 for hit in reading.all("can", "hedge"))
        if vendor.category in _CONTENT and may and reading.has_all("cookie", "set"):
            return None if any(negated(reading, hit, 6) for hit in reading.all("cookie")) else vendor
    return None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    template = _MEANINGS.get(str(params.get("blocked_until")), _MEANINGS[""])
    return say(template, content=params.get("vendor") or say("others"))


_MEANINGS = {
    "": noted("Embedded content of {content} may set cookies."),
    "click": noted("Embedded content of {content} may set cookies once it is clicked."),
    "consent": noted("Embedded content of {content} may set cookies once the visitor consents."),
}
