"""A service that the policy says is used was seen in use.

What it checks
--------------
"We use Google Analytics" against the hosts contacted and the items stored, in any state.

Why it matters
--------------
A policy that names services no longer in use hides the ones that are.

How it decides
--------------
Passed when a request went to a host of the vendor, or something known to be the vendor's was stored. Can't tell when
neither was seen: the service may run on the server or on pages that were not visited. Never failed: being used less
than announced breaks no promise.

Known problems
--------------
Services behind the server (a CRM, a mail system) can't be seen.
"""

from __future__ import annotations

from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import is_vendors, listed
from audits.rules.grounds.references import GDPR_12_13
from audits.rules.grounds.verdicts import cant_tell, host_refs, item_refs, passed

RULE = Rule(
    id="service",
    title="Named service in use",
    severity=Severity.INFO,
    claim_types=("service",),
    messages={
        "passed": "{vendor} was seen in use ({names}).",
        "not-seen": "{vendor} was not seen in use on the pages visited.",
    },
    remedy="Take services that are no longer used out of the policy.",
    references=(GDPR_12_13,),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge whether a named service is in use."""
    named = listed(claim, "vendor", "vendors")
    vendor = " and ".join(named) or "The service"
    seen = {other for other in _vendors_seen(case) if any(is_vendors(other, name) for name in named)}
    hosts = [use for use in case.hosts if use.vendor in seen]
    items = [item for item in case.items if item.vendor in seen]
    if hosts or items:
        names = [use.name for use in hosts] + [item.name for item in items]
        return passed("passed", evidence=host_refs(hosts) + item_refs(items), names=names, vendor=vendor)
    return cant_tell("not-seen", vendor=vendor)


@once
def _vendors_seen(case: Case) -> frozenset[str]:
    vendors = {use.vendor for use in case.hosts} | {item.vendor for item in case.items}
    return frozenset(vendor for vendor in vendors if vendor)
