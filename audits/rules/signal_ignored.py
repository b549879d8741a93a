"""The browser's own signal is honoured, or not, as the policy says.

What it checks
--------------
"We honour Global Privacy Control" (or Do Not Track) against a visit made with that signal sent and nothing answered.

Why it matters
--------------
A signal set once in the browser stands for an answer on every site; a site that says it listens must.

How it decides
--------------
For a statement that the signal is honoured: failed when, with the signal sent, something known to serve advertising was
stored, or a tracking request went to an advertising company; for Do Not Track, which is about all tracking, analytics
count as well. Passed when nothing known to need consent came into play. For a statement that the signal is not
honoured: passed, as nothing was promised. Can't tell when the signal was not sent in any visit, when the statement is
for visitors of some places or under some laws alone (residents of California), or when a host nobody knows got an
identifier. A site that does not speak of signals is not judged.

Known problems
--------------
GPC concerns sale and sharing; analytics under it are not held against the site.
"""

from __future__ import annotations

from audits.model import Case, Claim, Purpose, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.audience import is_for_some
from audits.rules.grounds.beacons import beacons
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS
from audits.rules.grounds.strangers import strange_requests
from audits.rules.grounds.tracking import NEEDS_CONSENT, settled_purpose, sort_out
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, item_refs, passed
from crawler.evidence.model import State

RULE = Rule(
    id="signal-ignored",
    title="Browser signal ignored",
    severity=Severity.HIGH,
    claim_types=("signal",),
    messages={
        "failed": "The policy says “{quote}”, but with the signal sent {names} came into play.",
        "passed": "With the signal sent, nothing known to need consent was stored or sent.",
        "not-sent": "The signal was not sent in any visit.",
        "announced": "The policy says that the signal is not honoured; nothing was promised that could be broken.",
        "unknown-items": "With the signal sent, {names} came into play; whether that goes against it isn't certain.",
        "some-visitors": "With the signal sent {names} came into play, but the statement is for visitors of some "
        "places, or under some laws; whether it covered this visit isn't known.",
        "incomplete": "Nothing against it was seen, but the visit with the signal was not complete.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "contradicted": "The policy also says that the signal is not honoured, so it promises nothing for sure.",
    },
    remedy="Treat the signal as a refusal, or correct the statement.",
    settles={
        "not-sent": "A visit with the signal sent: --states before,reject,accept,gpc,dnt.",
        "some-visitors": "A visit from a place that the statement is for.",
        "contradicted": "A policy that says one thing of the signal.",
    },
    references=(OWN_WORDS,),
)

_STATES = {"gpc": State.GPC, "dnt": State.DNT}
_AGAINST = {State.GPC: frozenset({Purpose.MARKETING}), State.DNT: NEEDS_CONSENT}
"""Purposes that go against each signal for sure."""


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on a browser signal."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    if claim.params.get("honours") is False:
        return passed("announced", evidence=sorted(case.visit_pointers.values())[:1])
    if _is_taken_back(case, claim):
        return cant_tell("contradicted")
    state = _STATES.get(str(claim.params.get("signal")))
    visit = case.visits.get(state) if state else None
    if state is None or visit is None or not needs.seen_home(visit):
        return cant_tell("not-sent")
    seen, asked = sort_out(case, case.items_in(state)), beacons(case, state)
    against = [item for item in seen.firm if settled_purpose(item) in _AGAINST[state]]
    sent = asked.firm if state is State.DNT else asked.advertising
    names = [item.name for item in against] + [each.name for each in sent]
    pointers = item_refs(against, state) + asked_refs(sent)
    if names and is_for_some(case, claim):
        return cant_tell("some-visitors", evidence=pointers, names=names)
    if names and not claim.hedged:
        sure = seen.confidence if against else asked.confidence
        return failed(evidence=pointers, names=names, confidence=sure)
    left, told = seen.firm + seen.open, (*asked.firm, *asked.doubtful, *strange_requests(case, state))
    if left or told:
        hosts = sorted({each.name for each in told})
        pointers = item_refs(left, state) + asked_refs(told)
        return cant_tell("unknown-items", evidence=pointers, names=[item.name for item in left] + hosts)
    return passed(evidence=[case.visit_pointers[state]]) if visit.complete else cant_tell("incomplete")


def _is_taken_back(case: Case, claim: Claim) -> bool:
    """Tell whether the policies also say that this signal is not honoured."""
    others = [other for other in case.claims_of("signal") if other.params.get("signal") == claim.params.get("signal")]
    return any(other.params.get("honours") is False for other in others)
