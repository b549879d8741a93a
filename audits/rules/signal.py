"""The browser's own signal is honoured, or not, as the policy says.

What it checks
--------------
"We honour Global Privacy Control" against a visit made with that signal sent.

Why it matters
--------------
A signal set once in the browser stands for an answer on every site; a site that says it listens must.

How it decides
--------------
For a statement that GPC is honoured: failed when, with the signal sent and nothing answered, something known to serve
advertising was stored; passed when nothing known to need consent was. For a statement that it is not honoured: passed,
the site keeps to it by doing nothing. Can't tell when the signal was not sent in any visit, as is always so for Do Not
Track, which browsers have dropped.

Known problems
--------------
GPC concerns sale and sharing; analytics under it are not held against the site.
"""

from __future__ import annotations

from audits.model import Case, Claim, Purpose, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS
from audits.rules.grounds.tracking import settled_purpose, sort_out
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from crawler.evidence.model import State

RULE = Rule(
    id="signal",
    title="Browser signal ignored",
    severity=Severity.HIGH,
    claim_types=("signal",),
    messages={
        "failed": "The policy says “{quote}”, but with the signal sent {names} {were} stored.",
        "passed": "With the signal sent, nothing known to need consent was stored.",
        "not-sent": "The signal was not sent in any visit.",
        "announced": "The policy says that the signal is not honoured; nothing was promised that could be broken.",
        "unknown-items": "With the signal sent, {names} {were} stored; whether that goes against it isn't certain.",
        "incomplete": "Nothing against it was seen, but the visit with the signal was not complete.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Treat the signal as a refusal, or correct the statement.",
    references=(OWN_WORDS,),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on a browser signal."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    if claim.params.get("honours") is False:
        return passed("announced", evidence=sorted(case.visit_pointers.values())[:1])
    visit = case.visits.get(State.GPC)
    if claim.params.get("signal") != "gpc" or visit is None or not needs.seen_home(visit):
        return cant_tell("not-sent")
    seen = sort_out(case, case.items_in(State.GPC))
    against = [item for item in seen.firm if settled_purpose(item) is Purpose.MARKETING]
    names = [item.name for item in against]
    if against and not claim.hedged:
        return failed(evidence=item_refs(against, State.GPC), names=names, confidence=seen.confidence)
    left = seen.firm + seen.open
    if left:
        names = [item.name for item in left]
        return cant_tell("unknown-items", evidence=item_refs(left, State.GPC), names=names)
    return passed(evidence=[case.visit_pointers[State.GPC]]) if visit.complete else cant_tell("incomplete")
