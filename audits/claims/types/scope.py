"""scope: the sites or domains that the policy covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.site_names import is_domain
from audits.translation import say, say_list

TYPE = "scope"
TRIGGERS = ("scope", "announces", "cookie", "item")
_DOMAIN = re.compile(
    r"(?<![@\w./-])(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})(?![\w@])(/[\w/-]{1,40})?", re.I
)
_AN_ITEM = 6
"""Words of a list item that is nothing but a domain."""
_RIGHT_AFTER = 2
"""Characters from a verb to what it is said of."""
_EARLY = 0.2
"""Share of a document in which a policy says what it is about; later domains are links and addresses."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the domains named where the policy says what it covers."""
    if reading.is_question or reading.has("external_site", "blocking"):
        return
    domains = _domains(reading)
    early = reading.start <= max(2_000, _EARLY * len(reading.document))
    said = reading.first("scope") or _of_list(reading) or _explained(reading, early)
    if said and (domains or _of_sites(reading)):
        if not negated(reading, said, 4):
            yield found(reading, {"domains": domains}, (said,))
    elif _of_own(reading, domains) and early and reading.has("cookie") and not reading.has("agree", "remember"):
        first = reading.near(reading.all("use", "set"), reading.all("cookie"))
        if first and not _only_named(reading) and not negated(reading, first[0]) and not negated(reading, first[1]):
            yield found(reading, {"domains": domains}, (reading.first("cookie"),))


def _of_own(reading: Reading, domains: list[str]) -> bool:
    """Tell whether domains are the site's own, no example of what is embedded and no field ("domain: …")."""
    if not domains or reading.has("embed"):
        return False
    return not any(reading.text[: match.start()].rstrip().endswith(":") for match in _DOMAIN.finditer(reading.text))


def _only_named(reading: Reading) -> bool:
    """Tell whether all domains are names of vendors, or of what is used: "for bookings we use X.com, which sets …"."""
    used = reading.all("use")
    places = [reading.start + match.start() for match in _DOMAIN.finditer(reading.text) if is_domain(match.group(1))]
    return all(
        any(0 <= place - hit.end <= _RIGHT_AFTER for hit in used)
        or any(vendor.start <= place < vendor.end for vendor in reading.vendors)
        for place in places
    )


def _explained(reading: Reading, early: bool) -> Hit | None:
    """Return the words by which a policy says at its beginning what it explains ("this statement explains how …")."""
    policies = [hit for hit in reading.all("policy") if not overlaps(hit, reading.all("cookie"))]
    return reading.first("announces") if early and policies else None


def _of_sites(reading: Reading) -> bool:
    """Tell whether the policy is said to cover websites that are not named by their domains."""
    sites = reading.all("website_of")
    covers = [hit for hit in reading.all("scope") if not overlaps(hit, sites)]
    covering = reading.near(reading.all("policy"), covers, 8)
    return bool(sites) and covering is not None and covering[0].first <= covering[1].last


def _of_list(reading: Reading) -> Hit | None:
    """Return the words over a list of domains ("This declaration applies to:"), when this is one of its items."""
    lead = reading.lead_in
    return lead.first("scope") if lead is not None and len(reading.words) <= _AN_ITEM else None


def _domains(reading: Reading) -> list[str]:
    """Return the registered domains named in the sentence, sorted."""
    names = {match.group(1).lower() for match in _DOMAIN.finditer(reading.text)}
    return sorted(name for name in names if is_domain(name))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    domains = params.get("domains")
    if domains:
        return say("The policy covers {domains}.", domains=say_list(domains))
    return say("The policy says which sites it covers.")
