"""service: a vendor or service is used on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audits.claims.categories import label_hits
from audits.claims.context import about_cookies, in_cookie_section, is_hedged, names_cookies, points_elsewhere
from audits.claims.found import Found
from audits.claims.negation import clause_ends, lead_in_denies, looks_forward, negations, unused
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from audits.claims.vendors import VendorHit
from audits.knowledge.vendors import company_of
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "service"
_WORKS = ("set", "collect", "share", "load", "store", "help", "purpose.analytics", "purpose.marketing")
TRIGGERS = ("vendor",)
_A_TITLE = 3
"""Words of a heading that names a service and says no more of it."""
_A_LINK = 7
"""Words of a line that can be nothing but a link."""
_SENTENCES_BACK = 8


def find(reading: Reading) -> Iterator[Found]:
    """Yield each vendor that the sentence says is used, none that it denies or only points to."""
    if reading.is_question or reading.has("quoted_law", "hypothetical"):
        return
    if reading.has("transfer_mechanism") or lead_in_denies(reading) or points_elsewhere(reading):
        return
    for vendor in reading.vendors or _of_heading(reading):
        if (
            _is_pointer(reading)
            or _is_owner(reading, vendor)
            or _receives(reading, vendor)
            or _is_browser(reading, vendor)
            or _in_brackets(reading, vendor)
            or _denied(reading, vendor)
            or not (_used(reading, vendor) or not reading.vendors)
        ):
            continue
        code = reading.language.code
        yield Found({"vendor": vendor.vendor}, reading.start, reading.end, code, is_hedged(reading))


def _of_heading(reading: Reading) -> Sequence[VendorHit]:
    """Return the vendor that the heading just above names alone, when its section only says "it" or "this service"."""
    heading = reading.nearest_heading
    if heading is None or reading.previous is not heading or len(heading.vendors) != 1 or reading.is_heading:
        return ()
    vendor = heading.vendors[0]
    alone = len(heading.words) - (vendor.last - vendor.first) <= _A_TITLE
    if not alone or not in_cookie_section(heading) or not reading.has(*_WORKS):
        return ()
    current: Reading | None = reading
    while current is not None and current.nearest_heading is heading:
        if current.vendors:
            return ()
        current = current.following
    return heading.vendors


def _is_pointer(reading: Reading) -> bool:
    """Tell whether the line only gives an address, a link to somebody's policy or a way of opting out."""
    if reading.has("address_line") and not reading.has("use", "set", "collect"):
        return True
    short = len(reading.words) <= _A_LINK and not reading.has("use", "set", "cookie")
    return short and reading.has("policy", "privacy", "opt_out", "opt_out_tool")


def _is_owner(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether a company is named beside, or just after, a service of its own ("YouTube is run by Google")."""
    company = company_of(vendor.vendor) or ""
    if not company.casefold().startswith(vendor.vendor.casefold()):
        return False
    current: Reading | None = reading
    for _ in range(_SENTENCES_BACK):
        if current is None:
            return False
        if any(other.vendor != vendor.vendor and company_of(other.vendor) == company for other in current.vendors):
            return True
        current = current.previous
    return False


def _receives(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the vendor is only named as the one that data goes to."""
    if reading.has("this_site"):
        return False
    return any(0 < vendor.first - hit.last <= 3 for hit in reading.all("share"))


def _is_browser(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name is a browser's ("Google Chrome", "Microsoft Edge")."""
    return any(vendor.first - 1 <= hit.last and hit.first <= vendor.last + 1 for hit in reading.all("browser_help"))


def _denied(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the vendor itself is what is denied: "we use no X", "instead of X"."""
    if any(0 < vendor.first - hit.last <= 4 for hit in reading.all("instead")):
        return True
    if unused(reading, vendor.first, vendor.last):
        return True
    if any(_of_vendor(reading, vendor, hit) for hit in reading.all("not_used")):
        return True
    for no in negations(reading):
        if no.last < vendor.first and vendor.first - no.last <= 12:
            verbs = [hit for hit in reading.all("use", "set", "load", "share") if hit.first < vendor.first]
            if not clause_ends(reading, no.last, vendor.first) and _denies_use(no, verbs, vendor):
                return True
        after = reading.language.negation_after and not looks_forward(reading, no)
        if after and 0 < no.first - vendor.last <= 2:
            return True
    return False


def _of_vendor(reading: Reading, vendor: VendorHit, not_used: Hit) -> bool:
    """Tell whether "is not used" is said of the vendor before it, in the same clause."""
    listed = vendor.first <= 2 and not any(use.first < vendor.first for use in reading.all("use"))
    marks = ".;:!?()" if listed else ",.;:!?()"  # "X, Y and Z we do not use"
    if not 0 < not_used.last - vendor.last <= 12 or reading.marks_between(vendor.last, not_used.last, marks):
        return False
    breaks = reading.all("clause_break", "exception")
    return not any(vendor.last < hit.first < not_used.last for hit in breaks)


def _denies_use(no: Any, verbs: list[Any], vendor: VendorHit) -> bool:
    """Tell whether the negation is of using the vendor: beside its name, or beside a verb of using."""
    if vendor.first - no.last <= 3:
        return True
    return any(abs(verb.first - no.last) <= 3 for verb in verbs)


def _used(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the sentence makes the vendor part of the site."""
    if reading.is_heading:
        return names_cookies(reading) and bool(label_hits(reading)) and _bracketed(reading, vendor)
    if reading.has("use", "embed") or (
        about_cookies(reading) and reading.has("set", "collect", "share", "load", "store")
    ):
        return True
    lead = reading.lead_in
    if reading.kind is BlockKind.LIST_ITEM and in_cookie_section(reading):
        return True
    if reading.kind is BlockKind.LIST_ITEM and vendor.first <= 3:
        return bool(about_cookies(reading) or (lead and lead.has("use", "third_party", "embed")))
    return vendor.first <= 2 and len(reading.words) > 2 and about_cookies(reading)


def _bracketed(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name stands in brackets, as the one behind what is said before ("Marketing cookies (X)")."""
    before = [word.text for word in reading.words[: vendor.first]]
    return before.count("(") > before.count(")")


def _in_brackets(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name stands in brackets after another vendor's, as its owner ("GitHub (Microsoft)")."""
    if not _bracketed(reading, vendor):
        return False
    before = [word.text for word in reading.words[: vendor.first]]
    opening = len(before) - 1 - before[::-1].index("(")
    return any(other.last == opening - 1 for other in reading.vendors)


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The site uses {vendor}.", vendor=params.get("vendor"))
