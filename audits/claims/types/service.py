"""service: a vendor or service is used on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from audits.claims.context import (
    about_cookies,
    in_cookie_section,
    is_generic,
    is_hedged,
    is_plan,
    is_statement,
    names_cookies,
    points_elsewhere,
)
from audits.claims.found import Found, fired
from audits.claims.negation import lead_in_denies
from audits.claims.reading import Reading
from audits.claims.vendor_mentions import A_TITLE, is_bracketed, is_denied, is_only_named
from audits.claims.vendors import VendorHit
from audits.knowledge.vendors import vendors
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "service"
_WORKS = ("set", "collect", "share", "load", "store", "help", "purpose.analytics", "purpose.marketing")
_USES = ("use", "embed", "set", "collect", "load")
TRIGGERS = ("vendor",)
_BY_NATURE = frozenset({"a-b-testing", "analytics", "marketing", "session-replay", "tag-manager"})
"""Categories of vendors that are met on the site or not at all."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield each vendor that the sentence says is used, none that it denies or only points to."""
    if reading.is_question or reading.has("quoted_law") or is_plan(reading) or _in_general(reading):
        return
    if reading.has("transfer_mechanism") or lead_in_denies(reading) or points_elsewhere(reading):
        return
    for vendor in reading.vendors or _of_heading(reading):
        if is_only_named(reading, vendor) or is_denied(reading, vendor):
            continue
        if reading.vendors and not _used(reading, vendor):
            continue
        code = reading.language.code
        words = (f"vendors:{vendor.vendor}", *(fired(reading, hit) for hit in reading.all(*_USES)[:2]))
        yield Found({"vendor": vendor.vendor}, reading.start, reading.end, code, is_hedged(reading), words)


def _in_general(reading: Reading) -> bool:
    """Tell whether it stands under a heading that asks what cookies are, and names vendors as examples only."""
    heading = reading.nearest_heading
    return heading is not None and heading.has("generic_heading") and is_generic(reading)


def _of_heading(reading: Reading) -> Sequence[VendorHit]:
    """Return the vendor that the heading just above names alone, when its section only says "it" or "this service"."""
    heading = reading.nearest_heading
    if heading is None or reading.previous is not heading or len(heading.vendors) != 1 or reading.is_heading:
        return ()
    vendor = heading.vendors[0]
    alone = len(heading.words) - (vendor.last - vendor.first) <= A_TITLE
    if not alone or not in_cookie_section(heading) or not reading.has(*_WORKS):
        return ()
    current: Reading | None = reading
    while current is not None and current.nearest_heading is heading:
        if current.vendors:
            return ()
        current = current.following
    return heading.vendors


def _used(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the sentence makes the vendor part of the site."""
    if reading.is_heading:
        return names_cookies(reading) and is_bracketed(reading, vendor)
    if reading.has("use", "embed") or (
        about_cookies(reading) and reading.has("set", "collect", "share", "load", "store")
    ):
        return True
    if vendor.category in _BY_NATURE and vendor.vendor not in _houses() and is_statement(reading):
        removed = any(vendor.first - hit.last == 1 for hit in reading.all("block"))  # "we have removed X"
        return not removed
    lead = reading.lead_in
    if reading.kind is BlockKind.LIST_ITEM and in_cookie_section(reading):
        return True
    if reading.kind is BlockKind.LIST_ITEM and vendor.first <= 3:
        return bool(about_cookies(reading) or (lead and lead.has("use", "third_party", "embed")))
    if reading.has("browser", "browser_way"):  # "X tells how cookies are set in your browser"
        return False
    return vendor.first <= 2 and len(reading.words) > 2 and about_cookies(reading)


@cache
def _houses() -> frozenset[str]:
    """Return the vendors that have several services, of which their own name tells none ("Google")."""
    return frozenset(name for fact in vendors().values() for name in fact.part_of)


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The site uses {vendor}.", vendor=params.get("vendor"))
