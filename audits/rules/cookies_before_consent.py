"""Cookies that need consent are in the browser before any was given.

What it checks
--------------
The cookies held in a fresh profile at the end of each page, with nothing answered.

Why it matters
--------------
Storing on a visitor's device what the service does not strictly need takes prior consent, whatever a policy says.

How it decides
--------------
Failed when a cookie was kept whose purpose is known (the site's own list, its consent manager, curated knowledge) to
be analytics or marketing. Can't tell when only functional cookies that do more than keep a setting, cookies judged by
behaviour, audience measurement that may be exempt, or lasting identifiers of unknown purpose were kept. Passed when
none of these was, in a complete visit with third-party cookies accepted.

Known problems
--------------
National exemptions for audience measurement depend on settings that can't be seen: such cookies never fail.
"""

from __future__ import annotations

from audits.model import Case, Need, Purpose, Rule, Severity, Verdict
from audits.rules.grounds.references import EPRIVACY_5_3, PRIOR_CONSENT
from audits.rules.grounds.tracking import settled_purpose, sort_out
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from audits.translation import say, say_list
from crawler.evidence.model import State, StorageKind

RULE = Rule(
    id="cookies-before-consent",
    title="Cookies before consent",
    severity=Severity.HIGH,
    needs=(Need.BEFORE, Need.THIRD_PARTY_COOKIES),
    messages={
        "failed": "Before any choice was made, the browser held {names}, known to serve {purposes}.",
        "failed-of": "Before any choice was made, the browser held {names}, known to serve {purposes} ({vendors}).",
        "passed": "Before any choice was made, no cookie was held that is known to need consent.",
        "unknown-items": "Before any choice was made, {names} {were} held; whether that needs consent isn't certain.",
    },
    remedy="Set these cookies only after the visitor has agreed; load what sets them through the consent tool.",
    references=(EPRIVACY_5_3, *PRIOR_CONSENT[1:]),
)


def evaluate(case: Case) -> Verdict:
    """Judge the cookies held before consent."""
    state = State.BEFORE
    seen = sort_out(case, (item for item in case.items_in(state) if item.storage is StorageKind.COOKIE))
    if seen.firm:
        purposes = {settled_purpose(item) for item in seen.firm}
        vendors = sorted({item.vendor for item in seen.firm if item.vendor})
        return failed(
            "failed-of" if vendors else "failed",
            evidence=item_refs(seen.firm, state),
            names=[item.name for item in seen.firm],
            confidence=seen.confidence,
            severity=Severity.CRITICAL if Purpose.MARKETING in purposes else Severity.HIGH,
            purposes=say_list(sorted(say(purpose.value) for purpose in purposes)),
            vendors=", ".join(vendors[:5]),
        )
    if seen.open:
        names = [item.name for item in seen.open]
        return cant_tell("unknown-items", evidence=item_refs(seen.open, state), names=names)
    return passed(evidence=[case.visit_pointers[state]])
