"""Visitors are observed before they have consented, by other means than cookies.

What it checks
--------------
Web storage held, and requests made, before any answer: tracking pixels and beacons, identifiers in local storage, and
identifiers in the browser's cache (an `ETag` that the server gives each visitor anew and gets back).

Why it matters
--------------
The law protects the visitor's device and attention, not one technique: a pixel or a stored identifier needs the same
consent as a cookie.

How it decides
--------------
Failed when web storage holds something known to serve analytics or marketing, or a beacon (not a mere script) went to
a third party whose business that is. Failed, too, when three fresh profiles or more got `ETag`s of their own for one
address and had them confirmed, while other files of that server had the same for all. Can't tell when only a tracker's
script was loaded, consent was signalled as denied, the vendor stores nothing, a report as Google's scripts spell it
went to the site's own server, a host nobody knows got an identifier (in a cookie of its own, or one that the site
stores), web storage holds no more than a count or a flag, the purpose isn't certain, or an `ETag` differs between
profiles otherwise. Passed when none of these was seen. Most severe where it serves advertising.

Known problems
--------------
Most tracking through the site's own servers looks like the site itself. An `ETag` is seen to come back only where an
address is asked for again on a later page.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Outcome, Rule, Severity, Verdict
from audits.rules.grounds.activity import before_consent, verdict_on
from audits.rules.grounds.references import EDPB_2_2023, EPRIVACY_5_3, PRIOR_CONSENT
from audits.rules.grounds.validators import names, pointers, validators
from audits.rules.grounds.verdicts import cant_tell, failed
from crawler.evidence.model import StorageKind

RULE = Rule(
    id="trackers-before-consent",
    title="Tracking before consent",
    severity=Severity.HIGH,
    needs=(Need.BEFORE,),
    messages={
        "failed": "Before any choice was made, the visitor was observed through {names}.",
        "failed-of": "Before any choice was made, the visitor was observed through {names} ({vendors}).",
        "passed": "Before any choice was made, no tracking request and, cookies aside, no tracking storage was seen.",
        "doubtful": "Before any choice was made, {names} came into play; whether that needs consent isn't certain.",
    },
    remedy="Load these only after the visitor has agreed.",
    references=(EPRIVACY_5_3, EDPB_2_2023, *PRIOR_CONSENT[2:]),
)


def evaluate(case: Case) -> Verdict:
    """Judge storage other than cookies, and requests, before consent."""
    activity = before_consent(case, lambda item: item.storage is not StorageKind.COOKIE)
    verdict = verdict_on(case, activity, severity=Severity.CRITICAL)
    cached = validators(case)
    if verdict.outcome is not Outcome.FAILED and cached.firm:
        return failed(evidence=pointers(cached.firm), names=names(cached.firm), confidence=Confidence.MEDIUM)
    if verdict.outcome is Outcome.PASSED and cached.doubtful:
        return cant_tell("doubtful", evidence=pointers(cached.doubtful), names=names(cached.doubtful))
    return verdict
