"""opt-out: a named way of opting out of a vendor's tracking is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import say

TYPE = "opt-out"
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
"""An address without a scheme."""
TRIGGERS = ("opt_out", "opt_out_tool")
_GOOGLE_ANALYTICS = "Google Analytics"
"""Whose opt-out tools.google.com/dlpage/gaoptout is."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the opt-out, with the vendor it is of."""
    if reading.is_heading or reading.has("email_marketing"):
        return
    url = _address(reading)
    way = reading.first("opt_out", "opt_out_tool")
    if way is None or negated(reading, way, 4):
        return
    if not (url or (reading.has("opt_out") and reading.has("opt_out_tool", "link_word"))):
        return
    known = reading.has("opt_out_tool") or (url is not None and "gaoptout" in url)
    if reading.has("browser", "browser_way", "browser_help") and not known:
        return  # cookies blocked in the browser: browser-control
    vendor = _GOOGLE_ANALYTICS if url and "gaoptout" in url else _vendor(reading, above=known or _says_so(reading, way))
    if vendor is None and not (reading.has("tracking", "opt_out_tool") or (url and about_cookies(reading))):
        return
    params: dict[str, Any] = {"vendor": vendor} if vendor else {"tool": way.pattern.replace("*", "")}
    yield found(reading, {**params, "url": url} if url else params, (way,))


def _address(reading: Reading) -> str | None:
    if reading.segment.links:
        return reading.segment.links[0].href
    words = [word.strip("().,;<>[]\"'“”") for word in reading.text.split()]
    plain = next((word for word in words if word.startswith("www.") or "://" in word), None)
    known = any(hit.pattern.startswith("*") for hit in reading.all("opt_out_tool"))  # "at adssettings.google.com"
    return plain or (next((word for word in words if _BARE.fullmatch(word)), None) if known else None)


def _says_so(reading: Reading, way: Hit) -> bool:
    """Tell whether it is opting out by name, not just blocking ("disable", "refuse"). "Opt-out" is said everywhere."""
    return "opt" in way.pattern or not overlaps(way, reading.all("block"))


def _vendor(reading: Reading, *, above: bool) -> str | None:
    """Return the vendor named in the sentence, and where `above` allows it the one spoken of just before."""
    if reading.vendors:
        return reading.vendors[0].vendor
    if not above:
        return None
    for other in (reading.previous, reading.nearest_heading):
        if other is not None and other.vendors:
            return other.vendors[0].vendor
    return None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("Visitors can opt out of {vendor}.", vendor=params.get("vendor") or say("tracking"))
