"""embedded: embedded content of others may set cookies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import is_hedged, is_statement
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.reading import Reading
from audits.translation import noted, say

TYPE = "embedded"
TRIGGERS = ("embed", "external_site")


def find(reading: Reading) -> Iterator[Found]:
    """Yield embedded content, with what it waits for where that is said."""
    if reading.is_heading or reading.is_question or not (is_statement(reading) or reading.has("external_site")):
        return
    hit = reading.first("embed")
    site = reading.first("external_site")
    if hit is None and site is not None and site.first <= 4 and reading.has("cookie"):
        hit = site
    if hit is None or negated(reading, hit, 5) or reading.has("block", "browser_way"):
        return
    outside = reading.has("third_party", "external_site", "visitor_action") or reading.vendors
    effect = reading.has("cookie", "collect", "same_as_visit", "share")
    if not outside or not (effect or (reading.vendors and reading.has("this_site", "click_action", "website"))):
        return
    params: dict[str, Any] = {}
    if reading.has("if_consent", "needs_consent"):
        params["blocked_until"] = "consent"
    elif reading.has("click_action"):
        params["blocked_until"] = "click"
    vendors = reading.vendors or (None,)
    for vendor in vendors:
        yield found(reading, {**params, "vendor": vendor.vendor} if vendor else params, (hit,), is_hedged(reading))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    template = _MEANINGS.get(str(params.get("blocked_until")), _MEANINGS[""])
    return say(template, content=params.get("vendor") or say("others"))


_MEANINGS = {
    "": noted("Embedded content of {content} may set cookies."),
    "click": noted("Embedded content of {content} may set cookies once it is clicked."),
    "consent": noted("Embedded content of {content} may set cookies once the visitor consents."),
}
