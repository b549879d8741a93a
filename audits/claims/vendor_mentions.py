"""Vendors that a sentence names without saying that the site uses them: pointed to, denied, or beside another."""

from __future__ import annotations

from audits.claims.context import about_cookies
from audits.claims.negation import clause_ends, looks_forward, negations, unused
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from audits.claims.vendors import VendorHit
from audits.knowledge.vendors import company_of
from crawler.evidence.text import BlockKind

A_TITLE = 3
"""Words of a heading or list item that names a service and says no more of it."""
_A_LINK = 7
"""Words of a line that can be nothing but a link."""
_SENTENCES_BACK = 8
_NONE_SUCH = 6
"""Words from "no" to the example of what there is none of."""
_TO_BRACKET = 5
"""Words from what is not used to the brackets with its examples ("cookies for ads ("): its aim may stand there."""
_EXAMPLES = 3
"""Names in one sentence that can be examples."""
_TO_PAGES = 9
"""Words from "our social media pages" to the last of the networks they are on."""
_BACK_OFFICE = frozenset({"email", "error-tracking", "hosting", "login", "payment", "shop"})
"""Categories of vendors that visitors' browsers need not meet."""


def is_only_named(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the sentence only points to the vendor, or names it beside what it speaks of."""
    return (
        _is_pointer(reading)
        or _is_owner(reading, vendor)
        or _receives(reading, vendor)
        or _is_browser(reading, vendor)
        or _in_brackets(reading, vendor)
        or _is_back_office(reading, vendor)
        or _is_example(reading, vendor)
        or _is_presence(reading, vendor)
    )


def is_denied(reading: Reading, vendor: VendorHit) -> bool:
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
            if _has_no(reading, no, vendor):
                return True
        if no.last < vendor.first and _among_denied(reading, no, vendor):
            return True
        after = reading.language.negation_after and not looks_forward(reading, no)
        if after and 0 < no.first - vendor.last <= 2:
            return True
    return False


def _is_pointer(reading: Reading) -> bool:
    """Tell whether the line only gives an address, a link to somebody's policy or a way of opting out."""
    if reading.has("address_line") and not reading.has("use", "set", "collect"):
        return True
    blocks = reading.near(reading.all("block"), reading.all("cookie"), 3) or reading.has("opt_out", "opt_out_tool")
    if blocks and not (reading.has("this_site") or reading.names_site):
        return True
    short = len(reading.words) <= _A_LINK and not reading.has("use", "set", "cookie")
    return short and (reading.has("policy", "privacy", "opt_out", "opt_out_tool") or _is_link(reading))


def _is_link(reading: Reading) -> bool:
    """Tell whether a line is nothing but a link ("Chat with us on X")."""
    inside = sum(link.end - link.start for link in reading.segment.links)
    return reading.kind is BlockKind.PARAGRAPH and 2 * inside > reading.end - reading.start


def _is_owner(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether a company is named beside, or just after, a service of its own ("YouTube is run by Google")."""
    if reading.kind is BlockKind.LIST_ITEM and len(reading.words) <= A_TITLE:
        return False
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


def _is_back_office(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether an entry of a list that is not about cookies names somebody who works behind the site."""
    return (
        vendor.category in _BACK_OFFICE
        and reading.kind in (BlockKind.LIST_ITEM, BlockKind.CELL)
        and not about_cookies(reading)
    )


def _is_example(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name is one of several examples in brackets ("networks (X, Y, etc.)"), not of this site's."""
    if reading.has("this_site") or reading.names_site or len(reading.vendors) < _EXAMPLES:
        return False
    return is_bracketed(reading, vendor) and any(word.text == "etc" for word in reading.words[vendor.last :])


def _is_presence(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether it names pages of its own that the site has there ("our social media pages (such as X)")."""
    pages = reading.all("presence")
    if is_bracketed(reading, vendor):  # "our social media pages (X, Y and Z)": it is the bracket that is near
        texts = [word.text for word in reading.words[: vendor.first]]
        opening = len(texts) - 1 - texts[::-1].index("(")
        return any(0 < opening - hit.last <= 1 for hit in pages)
    return any(0 < vendor.first - hit.last <= _TO_PAGES for hit in pages)


def _is_browser(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name is a browser's ("Google Chrome", "Microsoft Edge")."""
    return any(vendor.first - 1 <= hit.last and hit.first <= vendor.last + 1 for hit in reading.all("browser_help"))


def _in_brackets(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name stands in brackets after another vendor's, as its owner ("GitHub (Microsoft)")."""
    if not is_bracketed(reading, vendor):
        return False
    before = [word.text for word in reading.words[: vendor.first]]
    opening = len(before) - 1 - before[::-1].index("(")
    return any(other.last == opening - 1 for other in reading.vendors)


def is_bracketed(reading: Reading, vendor: VendorHit) -> bool:
    """Tell whether the name stands in brackets, as the one behind what is said before ("Marketing cookies (X)")."""
    before = [word.text for word in reading.words[: vendor.first]]
    return before.count("(") > before.count(")")


def _of_vendor(reading: Reading, vendor: VendorHit, not_used: Hit) -> bool:
    """Tell whether "is not used" is said of the vendor before it, in the same clause."""
    listed = vendor.first <= 2 and not any(use.first < vendor.first for use in reading.all("use"))
    marks = ".;:!?()" if listed else ",.;:!?()"  # "X, Y and Z we do not use"
    if not 0 < not_used.last - vendor.last <= 12 or reading.marks_between(vendor.last, not_used.last, marks):
        return False
    breaks = reading.all("clause_break", "exception")
    return not any(vendor.last < hit.first < not_used.last for hit in breaks)


def _has_no(reading: Reading, no: Hit, vendor: VendorHit) -> bool:
    """Tell whether the vendor is an example of what there is none of: "no payment service such as X"."""
    if (
        not looks_forward(reading, no)
        or vendor.first - no.last > _NONE_SUCH
        or clause_ends(reading, no.last, vendor.first)
    ):
        return False
    return not any(no.last < hit.first < vendor.first for hit in reading.all("use", "set", "load", "consent"))


def _among_denied(reading: Reading, no: Hit, vendor: VendorHit) -> bool:
    """Tell whether brackets list the vendor as an example of what is not used ("no cookies for ads (X, Y, Z etc.)")."""
    if not is_bracketed(reading, vendor):
        return False
    before = [word.text for word in reading.words[: vendor.first]]
    opening = len(before) - 1 - before[::-1].index("(")
    things = [hit for hit in reading.all("cookie", "tracking", "analytics_tool") if no.last < hit.first < opening]
    return bool(things) and opening - things[-1].last <= _TO_BRACKET and not clause_ends(reading, no.last, opening)


def _denies_use(no: Hit, verbs: list[Hit], vendor: VendorHit) -> bool:
    """Tell whether the negation is of using the vendor: beside its name, or beside a verb of using."""
    if vendor.first - no.last <= 3:
        return True
    return any(abs(verb.first - no.last) <= 3 for verb in verbs)
