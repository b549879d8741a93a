"""Whether a policy tells of a stored item, in a list, by its name in running text, or by its vendor's name."""

from __future__ import annotations

from audits.knowledge.vendors import find_vendor
from audits.model import Case, Claim, Item
from audits.rules.grounds.reading import listed, speaks_of_this_site
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.tracking import Sorted, sort_out
from crawler.evidence.text import BlockKind


def has_list(case: Case) -> bool:
    """Tell whether a policy of this site lists cookies by name."""
    return any(speaks_of_this_site(case, claim) for claim in case.claims_of("cookie") if claim.params.get("name"))


def names_one_in_passing(case: Case) -> bool:
    """Tell whether the policies name a single cookie, in running text: that is no list which leaves others out."""
    named = [
        claim for claim in case.claims_of("cookie") if claim.params.get("name") and speaks_of_this_site(case, claim)
    ]
    reading = reading_of(case, named[0]) if len({str(claim.params["name"]) for claim in named}) == 1 else None
    return reading is not None and reading.kind is BlockKind.PARAGRAPH and "\n" not in named[0].quote.strip()


def elsewhere(case: Case) -> list[Claim]:
    """Return the claims that point to a list which may hold more than what was read.

    Words such as "see the table below" point to the list that stands in the same document.
    """
    listing = {claim.document_sha256 for claim in case.claims_of("cookie")}
    pointers = case.claims_of("cookie-list")
    return [claim for claim in pointers if claim.params.get("url") or claim.document_sha256 not in listing]


def undisclosed(case: Case) -> Sorted:
    """Return the items that no policy tells of in any way, sorted by how sure it is that they need consent."""
    items = [item for item in case.items if item.blocked is None and not item.declared]
    texts = [document.text.text for document in case.documents if document.text is not None]
    return sort_out(case, (item for item in items if not _named(item, texts) and not _vendor_named(case, item)))


def _named(item: Item, texts: list[str]) -> bool:
    """Tell whether the item's name, or the stem of a numbered one, stands in a text."""
    stem = item.name.rstrip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    names = {item.name} | ({stem} if len(stem) >= 4 and stem[-1:] in "_-." else set())
    return any(name in text for name in names for text in texts if len(name) >= 3)


def _vendor_named(case: Case, item: Item) -> bool:
    """Tell whether a policy says that the item's vendor, or another service of its company, is used."""
    fact = find_vendor(item.vendor) if item.vendor else None
    if fact is None:
        return False
    told = {
        name
        for claim in case.claims_of("service", "cookie", "embedded", "prior-consent", "category", "opt-out")
        for name in listed(claim, "vendor", "vendors", "provider")
    }
    facts = [find_vendor(name) for name in told]
    return any(other is not None and other.company == fact.company for other in facts)
