"""The policy takes going on using the site for consent to cookies.

What it checks
--------------
"By continuing to use this site you accept cookies" in a policy, and whether the site acts on it.

Why it matters
--------------
Consent takes a clear act. Scrolling on, or staying, is none.

How it decides
--------------
Failed when the statement speaks of cookies and something known to need consent was stored or sent before any answer.
Can't tell when the words are there but the site was not seen to act on them, or they concern something else, such as
changed terms.

Known problems
--------------
Old text often stays when the site asks properly by now; that is why words alone do not fail.
"""

from __future__ import annotations

from audits.model import Case, Claim, Need, Rule, Severity, Verdict
from audits.rules.grounds.beacons import beacons
from audits.rules.grounds.reading import listed, speaks_of_cookies, speaks_of_this_site
from audits.rules.grounds.references import CNIL_2020_091, EDPB_05_2020, PLANET49
from audits.rules.grounds.tracking import sort_out
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, inapplicable, item_refs
from crawler.evidence.model import State

RULE = Rule(
    id="consent-by-continuing",
    title="Consent taken from mere use",
    severity=Severity.HIGH,
    claim_types=("implied-consent",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy takes mere use for consent (“{quote}”), and {names} came into play before any choice.",
        "words-only": "The policy takes mere use for consent (“{quote}”), but the site was not seen to act on it.",
        "not-cookies": "The statement takes mere use for agreement to something other than cookies.",
        "necessary": "The statement takes mere use for agreement to necessary cookies, which need none.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Ask for consent by a clear act, and take the sentence out of the policy.",
    settles={
        "words-only": "Seeing the site act on its words: something that needs consent stored before any answer.",
        "not-cookies": "A statement that says whether it means cookies.",
    },
    references=(EDPB_05_2020, PLANET49, CNIL_2020_091),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement that use is consent."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    if not speaks_of_cookies(claim):
        return cant_tell("not-cookies")
    if listed(claim, "categories") == ("necessary",):
        return inapplicable("necessary")
    seen, asked = sort_out(case, case.items_in(State.BEFORE)), beacons(case, State.BEFORE)
    if claim.hedged or not (seen.firm or asked.firm):
        return cant_tell("words-only")
    return failed(
        evidence=item_refs(seen.firm, State.BEFORE) + asked_refs(asked.firm[:10]),
        names=[item.name for item in seen.firm] + list(asked.hosts),
        confidence=seen.confidence,
    )
