"""sharing: data on the visit is, or is not, shared with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_hedged, is_statement, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import lead_in_denies, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading

TYPE = "sharing"
TRIGGERS = ("share", "share_denied")


def find(reading: Reading) -> Iterator[Found]:
    """Yield whether data goes to others."""
    if reading.is_heading or not is_statement(reading) or reading.has("share_by_visitor"):
        return
    if points_elsewhere(reading):
        return
    denied = reading.first("share_denied")
    if denied and (about_cookies(reading) or reading.has("visit_data") or reading.vendors):
        yield found(reading, {"shared": False}, (denied,))
        return
    pair = reading.near(reading.all("share"), reading.all("third_party", "recipient"), 15) or _to_vendor(reading)
    if pair is None or not reading.has("data", "personal_data", "visit_data", "cookie", "these"):
        return
    shared = not negated(reading, pair[0], 10)
    if not shared and (reading.has("sell") or (reading.has("consent", "exception") and not about_cookies(reading))):
        return
    if shared and not (about_cookies(reading) or reading.has("visit_data") or reading.vendors):
        return
    if lead_in_denies(reading):
        shared = False
    yield found(reading, {"shared": shared}, pair, hedged=shared and is_hedged(reading))


def _to_vendor(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the sharing when it is with a vendor named right after it."""
    for hit in reading.all("share"):
        if any(0 < vendor.first - hit.last <= 3 for vendor in reading.vendors):
            return hit, hit
    return None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("shared"):
        return "Data on the visit is shared with others."
    return "Data on the visit is not shared with others."
