"""Curated facts about cookies, hosts and vendors, and their look-ups. Pure: files of this package, no network.

`purposes.purpose_of` puts them together for one item. `vendors.find_vendor`, `hosts.find_host`,
`cookies.find_cookie` look up one kind of fact each; `parties` and `lifetimes` compute.
"""

from audits.knowledge.cookies import CookieFact, find_cookie
from audits.knowledge.hosts import HostFact, find_host
from audits.knowledge.lifetimes import longer_than, parse_iso_lifetime
from audits.knowledge.parties import party, registrable_domain
from audits.knowledge.purposes import Declared, PurposeFound, purpose_of
from audits.knowledge.vendors import VendorFact, company_of, find_vendor, same_vendor

__all__ = [
    "CookieFact",
    "Declared",
    "HostFact",
    "PurposeFound",
    "VendorFact",
    "company_of",
    "find_cookie",
    "find_host",
    "find_vendor",
    "longer_than",
    "parse_iso_lifetime",
    "party",
    "purpose_of",
    "registrable_domain",
    "same_vendor",
]
