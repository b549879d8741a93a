"""What a claim covers: which site it speaks of, which cookies, and whether it can be broken at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audits.inventory.ownership import speaks_for
from audits.inventory.site import Site
from audits.knowledge.cookies import find_cookie
from audits.knowledge.hosts import find_host
from audits.knowledge.vendors import company_of, is_surely, same_vendor
from audits.model import Case, Claim, HostUse, Item, Party, Purpose
from audits.rules.grounds.once import once

CATEGORY_PURPOSES = {
    "necessary": Purpose.NECESSARY,
    "functional": Purpose.FUNCTIONAL,
    "preferences": Purpose.FUNCTIONAL,
    "analytics": Purpose.ANALYTICS,
    "statistics": Purpose.ANALYTICS,
    "performance": Purpose.ANALYTICS,
    "marketing": Purpose.MARKETING,
    "advertising": Purpose.MARKETING,
    "targeting": Purpose.MARKETING,
    "social": Purpose.MARKETING,
    "profiling": Purpose.MARKETING,
}
"""Categories as claims name them → purposes as items have them."""


_COOKIES = re.compile(
    r"cookie|kakor|kakan|informasjonskaps|eväste|eväst|plik[ió]|ciasteczk|testigo|traceur|traqueur|témoin|tracking"
    r"|süti|sausain|küpsis|sīkdat|slapuk|piškot|колачи|бисквит|файл",
    re.IGNORECASE,
)
"""What policies call cookies and tracking, in the languages of the union."""


def listed(claim: Claim, *params: str) -> tuple[str, ...]:
    """Return a parameter that may be one value or a list, under any of its names, as a tuple of strings."""
    values: list[str] = []
    for param in params:
        value = claim.params.get(param)
        if isinstance(value, str):
            values.append(value)
        elif isinstance(value, Iterable):
            values.extend(str(each) for each in value)
    return tuple(values)


def purposes_named(categories: Iterable[str]) -> frozenset[Purpose]:
    """Return the purposes that categories name; unknown words name none."""
    return frozenset(CATEGORY_PURPOSES[name] for name in categories if name in CATEGORY_PURPOSES)


def speaks_of_this_site(case: Case, claim: Claim) -> bool:
    """Tell whether the claim's document is one of this site's own.

    A policy on another registrable domain that the site links to (its parent's, its host's) speaks of this site only
    where it says so itself, in a `scope` claim that names the site.
    """
    return is_of_this_site(case, claim.document_sha256)


@once
def is_of_this_site(case: Case, document_sha256: str) -> bool:
    """Tell whether a document is one of this site's own, by the digest of its raw bytes."""
    return speaks_for(site_of(case), document_sha256, case.documents, case.claims)


@once
def site_of(case: Case) -> Site:
    """Return the site's own domains."""
    return Site.of(case.evidence)


def speaks_of_cookies(claim: Claim) -> bool:
    """Tell whether the quoted words themselves name cookies or tracking, not data in general."""
    return names_cookies(claim.quote)


def names_cookies(text: str) -> bool:
    """Tell whether a text names cookies or tracking."""
    return _COOKIES.search(text[:2000]) is not None


def is_vendors(item_vendor: str | None, vendor: str) -> bool:
    """Tell whether a vendor seen is surely the one that a claim names, and not another service of its company."""
    return item_vendor is not None and is_surely(item_vendor, vendor)


def may_be_vendors(item_vendor: str | None, vendor: str) -> bool:
    """Tell whether a vendor seen is, or may be, the one that a claim names: Google's in general for Google Maps."""
    return item_vendor is not None and same_vendor(item_vendor, vendor)


def foreign(case: Case, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the third-party items that are not the site's own company's under another domain.

    What somebody keeps whose domain nobody knows, or a vendor under a name of the site's own, is not among them: see
    `of_open_ownership`.
    """
    return tuple(item for item in _of_others(case, items) if _is_known(case, item))


def of_open_ownership(case: Case, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the third-party items of which it can be argued whose they are.

    Their domain is not known to be any company's, so that it may be the site's own under another name; or it is a name
    of the site's own that leads to a vendor (a DNS alias).
    """
    return tuple(item for item in _of_others(case, items) if not _is_known(case, item))


def _of_others(case: Case, items: Iterable[Item]) -> Iterator[Item]:
    third = (item for item in items if item.party is Party.THIRD)
    return (item for item in third if not _is_own(case, item.domain, item.vendor))


def _is_known(case: Case, item: Item) -> bool:
    """Tell whether the domain that keeps an item is known to be a company's."""
    if site_of(case).alias_of(item.domain) is not None:
        return False
    host, fact = find_host(item.domain), find_cookie(item.name, item.domain, item.storage)
    return bool(host and host.vendor) or bool(fact and fact.vendor and fact.domains)


def _is_own(case: Case, domain: str, vendor: str | None) -> bool:
    """Tell whether a domain is the site's own company's: of one owner, or (owner unknown) carrying the site's name."""
    labels = {own.split(".")[0] for own in site_of(case).domains}
    company = company_of(vendor) if vendor else None
    if company is not None:
        return company in {company_of(label) for label in labels}
    return any(len(label) >= 4 and label in domain for label in labels)


def foreign_hosts(case: Case) -> tuple[HostUse, ...]:
    """Return the third-party hosts that are known to be another company's."""
    third = (use for use in case.hosts if use.party is Party.THIRD and use.vendor)
    return tuple(use for use in third if not _is_own(case, use.host, use.vendor))
