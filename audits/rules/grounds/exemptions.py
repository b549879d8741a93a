"""What a policy says needs no consent: analytics as such, or one service's ("Matomo, exempt from consent")."""

from __future__ import annotations

from audits.knowledge.vendors import same_vendor
from audits.model import Case, Claim
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import listed
from audits.rules.grounds.sentences import reading_of


def measurement_is_exempt(case: Case, vendor: str | None) -> bool:
    """Tell whether the policies call analytics exempt from consent, all of it or this vendor's. None: not known."""
    for named, of_all in _exemptions(case):
        if of_all or (vendor is not None and any(same_vendor(vendor, each) for each in named)):
            return True
    return False


def exempt_vendors(case: Case, claim: Claim) -> tuple[str, ...]:
    """Return the services that an exemption, or else its sentence, names; none where it is of a whole category."""
    own = listed(claim, "vendor", "vendors")
    reading = None if own else reading_of(case, claim)
    return own if reading is None else tuple(hit.vendor for hit in reading.vendors)


@once
def _exemptions(case: Case) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return for each exemption the services it names, and whether it is of all analytics."""
    found = []
    for claim in case.claims_of("consent-exempt"):
        named = exempt_vendors(case, claim)
        found.append((named, not named and claim.params.get("category") == "analytics"))
    return tuple(found)
