"""What the policy says is set only after consent is not set before it.

What it checks
--------------
A statement such as "no cookies beyond the necessary ones until you have consented", or "Google Analytics only with
your consent", against what the browser held before any answer was given (and, where the statement speaks of refusal,
against what was stored after a refusal).

Why it matters
--------------
It is the promise that visitors rely on when they have not answered yet, and what the law asks for anyway.

How it decides
--------------
A refusal is no consent, so what is stored after one breaks the statement as well. Failed when something the statement
covers was stored and its purpose is known to be analytics or marketing; for a statement about one vendor, also when
tracking requests went to that vendor. Passed when nothing of the kind was seen in a complete visit. Can't tell when
only functional items, items judged by behaviour, audience measurement that the policy calls exempt, lasting identifiers
of unknown purpose, or scripts of a vendor named were seen, when tracking requests went out and the statement speaks of
more than cookies ("nothing is shared with our partners"), when the words are hedged, name a company of many services
and no cookies ("Google's map loads after consent"), or when the document speaks of another site.

Known problems
--------------
What a necessary-looking cookie is really used for can't be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from audits.claims.categories import label_hits
from audits.inventory.hosts import Asked
from audits.knowledge.vendors import has_many_services
from audits.model import Case, Claim, Item, Need, Purpose, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.beacons import Beacons, beacons, vendor_of
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.reading import (
    foreign,
    is_vendors,
    listed,
    may_be_vendors,
    names_cookies,
    purposes_named,
    speaks_of_this_site,
)
from audits.rules.grounds.references import OWN_WORDS, PRIOR_CONSENT
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.tracking import Sorted, settled_purpose, sort_out
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, inapplicable, item_refs, passed
from audits.translation import noted, say
from crawler.evidence.model import State

RULE = Rule(
    id="prior-consent",
    title="Set before consent, against the policy's word",
    severity=Severity.HIGH,
    claim_types=("prior-consent",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says “{quote}”, but {names} {were} stored {when}.",
        "vendor-contacted": "The policy says “{quote}”, but visitors were observed by {names} {when}.",
        "passed": "Nothing that the statement rules out was seen {when}.",
        "unknown-items": "{names} {were} stored {when}; whether the statement rules that out isn't certain.",
        "asked": "{names} came into play {when}; whether the statement rules that out isn't certain.",
        "hedged": "{names} {were} stored {when}, but the statement is too guarded to be broken by it.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "no-answer": "The statement speaks of a refusal, and no refusal could be shown to take effect.",
        "incomplete": "Nothing against it was seen, but the visit was not complete.",
        "not-offered": "The statement speaks of a refusal, and the site offers none.",
    },
    remedy="Load what sets these only after the visitor has agreed, or correct the statement.",
    settles={
        "asked": "A statement that says whether it means what cookies and requests tell.",
        "no-answer": "A refusal that is proved to take effect; the banner's section of the report says what was tried.",
    },
    references=(OWN_WORDS, *PRIOR_CONSENT),
)

_WHEN = {
    State.BEFORE: noted("before any choice was made"),
    State.REJECT: noted("after everything optional was refused"),
}


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one promise of prior consent."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    refused = needs.answered(case, State.REJECT)
    if claim.params.get("state") != "after-reject":
        verdicts = [_judge(case, claim, State.BEFORE)]
        verdicts += [_judge(case, claim, State.REJECT)] if refused and needs.complete(case, State.REJECT) else []
        return max(verdicts, key=lambda verdict: verdict.outcome.badness)
    if refused:
        return _judge(case, claim, State.REJECT)
    miss = needs.hard_miss(case, (Need.REJECT,))
    return inapplicable("not-offered") if miss and miss.reason.startswith("not-offered") else cant_tell("no-answer")


def _judge(case: Case, claim: Claim, state: State) -> Verdict:
    when = say(_WHEN[state])
    seen = _by_vendor(claim, sort_out(case, _covered(case, claim, state)))
    names = [item.name for item in seen.firm]
    if seen.firm and claim.hedged:
        return cant_tell("hedged", evidence=item_refs(seen.firm, state), names=names, when=when)
    if seen.firm:
        evidence = item_refs(seen.firm, state)
        return failed(evidence=evidence, names=names, confidence=seen.confidence, when=when)
    contacted = _contacted(case, claim, state)
    if contacted is not None and not claim.hedged:
        return contacted
    return _without_violation(case, claim, seen, state)


def _without_violation(case: Case, claim: Claim, seen: Sorted, state: State) -> Verdict:
    when = say(_WHEN[state])
    told = beacons(case, state)
    asked = _of_vendors(claim, told.firm + told.doubtful if _is_vague(claim) else told.doubtful)
    asked += _beyond_cookies(case, claim, told)
    if asked and not seen.open:
        return cant_tell("asked", evidence=asked_refs(asked[:10]), names=[each.name for each in asked], when=when)
    left = _left_open(claim, seen)
    if left:
        names = [item.name for item in left]
        return cant_tell("unknown-items", evidence=item_refs(left, state), names=names, when=when)
    if not needs.complete(case, state):
        return cant_tell("incomplete")
    return passed(evidence=[case.visit_pointers[state]], when=when)


def _covered(case: Case, claim: Claim, state: State) -> list[Item]:
    """Return the items that the statement says are not set in the state."""
    records = consent_records(case)
    items = [item for item in case.items_in(state) if item not in records]
    items = [item for item in items if state is State.BEFORE or state in item.answered_states]
    vendors = listed(claim, "vendor", "vendors")
    if vendors:
        return [item for item in items if any(may_be_vendors(item.vendor, vendor) for vendor in vendors)]
    if listed(claim, "blocked") == ("third-party",):
        return list(foreign(case, items))
    blocked = purposes_named(() if _leaves_only_necessary(case, claim) else listed(claim, "blocked"))
    spared = purposes_named(listed(claim, "exempt"))
    named = [item for item in items if settled_purpose(item) not in spared]
    return [item for item in named if not blocked or settled_purpose(item) in blocked | {Purpose.UNKNOWN}]


def _leaves_only_necessary(case: Case, claim: Claim) -> bool:
    """Tell whether the sentence itself leaves none but necessary ones: it is of all kinds then, wherever it stands."""
    reading = reading_of(case, claim)
    if reading is None or not reading.has("only_necessary"):
        return False
    return {hit.concept for hit in label_hits(reading)} <= {"cat.necessary"}


def _by_vendor(claim: Claim, seen: Sorted) -> Sorted:
    """Return the same, with what may be another service's than the one that is named held for doubtful."""
    vendors = listed(claim, "vendor", "vendors")
    if not vendors:
        return seen
    sure = tuple(item for item in seen.firm if any(is_vendors(item.vendor, vendor) for vendor in vendors))
    sure = () if _is_vague(claim) else sure
    unsure = tuple(item for item in seen.firm if item not in sure)
    return replace(seen, firm=sure, doubtful=unsure + seen.doubtful)


def _left_open(claim: Claim, seen: Sorted) -> tuple[Item, ...]:
    """Return what keeps the statement from passing: nothing unknown, where it names whom it speaks of."""
    return seen.doubtful if listed(claim, "vendor", "vendors") else seen.open


def _contacted(case: Case, claim: Claim, state: State) -> Verdict | None:
    """Return a verdict on tracking requests to a vendor that the statement names; None when there were none."""
    hit = _of_vendors(claim, beacons(case, state).firm)
    if not hit or _is_vague(claim):
        return None
    when = say(_WHEN[state])
    return failed(
        "vendor-contacted",
        evidence=asked_refs(hit[:10]),
        names=[asked.name for asked in hit],
        when=when,
    )


def _beyond_cookies(case: Case, claim: Claim, told: Beacons) -> list[Asked]:
    """Return the tracking requests that a statement on more than cookies, which names no vendor, may rule out."""
    reading = reading_of(case, claim)
    if reading is None or listed(claim, "vendor", "vendors"):
        return []
    if names_cookies(claim.quote) and not reading.has("share", "load"):
        return []
    blocked = purposes_named(listed(claim, "blocked"))
    return list(told.firm if not blocked or Purpose.ANALYTICS in blocked else told.advertising)


def _is_vague(claim: Claim) -> bool:
    """Tell whether only a company of many services is named, and no cookies: "Google's map loads after consent"."""
    vendors = listed(claim, "vendor", "vendors")
    return bool(vendors) and all(map(has_many_services, vendors)) and not names_cookies(claim.quote)


def _of_vendors(claim: Claim, asked: Iterable[Asked]) -> list[Asked]:
    """Return the requests that are for a vendor that the statement names."""
    vendors = listed(claim, "vendor", "vendors")
    return [each for each in asked if any(is_vendors(vendor_of(each), vendor) for vendor in vendors)]
