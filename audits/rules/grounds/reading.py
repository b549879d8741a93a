"""What a claim covers: which site it speaks of, which cookies, and whether it can be broken at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audits.inventory.site import Site, host_of
from audits.knowledge.vendors import company_of, same_vendor
from audits.model import Case, Claim, HostUse, Item, Party, Purpose
from audits.rules.grounds.once import once
from crawler.evidence.hosts import registrable_domain

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
    site = site_of(case)
    scopes = [
        domain
        for scope in case.claims_of("scope")
        if scope.document_sha256 == document_sha256
        for domain in listed(scope, "domains")
    ]
    if scopes:
        return any(_registrable(domain) in site.domains for domain in scopes)
    hosts = [
        host_of(read.document.final_url or read.document.url)
        for read in case.documents
        if read.document.sha256 == document_sha256
    ]
    named = [
        read
        for read in case.documents
        if read.document.found_by.source in ("sites-file", "argument") and read.document.sha256 == document_sha256
    ]
    return bool(named) or not hosts or any(site.party_of(host) is Party.FIRST for host in hosts)


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
    """Tell whether a vendor seen is the one that a claim names."""
    return item_vendor is not None and same_vendor(item_vendor, vendor)


def foreign(case: Case, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the third-party items that are not the site's own company's under another domain.

    What a vendor keeps under a name of the site's own (a DNS alias) is not among them: see `behind_own_names`.
    """
    third = (item for item in items if item.party is Party.THIRD and not _is_under_own_name(case, item))
    return tuple(item for item in third if not _is_own(case, item.domain, item.vendor))


def behind_own_names(case: Case, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items that a vendor's host keeps under a name of the site's own: whose they are can be argued over."""
    return tuple(item for item in items if _is_under_own_name(case, item))


def _is_under_own_name(case: Case, item: Item) -> bool:
    return site_of(case).alias_of(item.domain) is not None


def _is_own(case: Case, domain: str, vendor: str | None) -> bool:
    """Tell whether a domain is the site's own company's: of one owner, or (owner unknown) carrying the site's name."""
    labels = {own.split(".")[0] for own in site_of(case).domains}
    company = company_of(vendor) if vendor else None
    if company is not None:
        return company in {company_of(label) for label in labels}
    return any(len(label) >= 4 and label in domain for label in labels)


def _registrable(domain: str) -> str:
    return registrable_domain(host_of(domain))


def foreign_hosts(case: Case) -> tuple[HostUse, ...]:
    """Return the third-party hosts that are known to be another company's."""
    third = (use for use in case.hosts if use.party is Party.THIRD and use.vendor)
    return tuple(use for use in third if not _is_own(case, use.host, use.vendor))
