"""Everything is loaded from the site itself, as the policy says.

What it checks
--------------
"All content comes from our own servers" against every request of every visit.

Why it matters
--------------
Any request to another company tells it who visits, when, and from where.

How it decides
--------------
Failed when a request went to a host known to be another company's; where the statement is that all content comes from
the site, only what was loaded counts (scripts, styles, fonts, pictures, frames), not what was told; where it names
parts of the pages ("fonts and scripts"), only these. Can't tell when a host of another domain was asked whose owner
isn't known: it may be the site's own; nor when the parts are named beside it, and others were loaded. Passed when every
request for what it means stayed on the site's domains, whatever was answered.

Known problems
--------------
A content network under the site's own name looks like the site itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audits.inventory.hosts import Asked, requests_of
from audits.model import Case, Claim, HostUse, Need, Party, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.page_parts import parts_of
from audits.rules.grounds.reading import foreign_hosts, speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS
from audits.rules.grounds.verdicts import cant_tell, failed, host_refs, passed

RULE = Rule(
    id="no-third-party-requests",
    title="Loaded from others against the policy's word",
    severity=Severity.MEDIUM,
    claim_types=("no-third-party-requests",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says “{quote}”, but requests went to {names}.",
        "passed": "Every request stayed on the site's own domains, whatever was answered.",
        "parts": "What the statement names was asked of the site's own domains alone, whatever was answered.",
        "unknown-hosts": "Requests went to {names}; whose they are isn't known.",
        "hedged": "Requests went to {names}, but the statement is too guarded to be broken by them.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "only-told": "Nothing was loaded from others; {names} {were} told of the visit, which may not be meant.",
        "other-parts": "What the statement names was asked of no other company, but other things were of {names}; it "
        "may mean these too.",
        "no-acceptance": "No request left the site, but what an acceptance sets off could not be looked at.",
    },
    remedy="Serve these from the site itself, or correct the statement.",
    settles={
        "only-told": "A statement that says whether it means all requests or what the pages consist of.",
        "other-parts": "A statement that says whether it means all requests or what it names alone.",
        "unknown-hosts": "Knowing whose hosts these are: they may be the site's own under another name.",
    },
    references=(OWN_WORDS,),
)

_PARTS = frozenset({"script", "stylesheet", "font", "image", "media", "document", "iframe", "texttrack", "manifest"})
"""Types of requests for what a page consists of."""


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement that nothing is loaded from others."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    parts = parts_of(case, claim)
    others = [use for use in case.hosts if use.party is Party.THIRD]
    if parts is not None:
        meant = _asked_for(case, parts.cover)
    elif claim.params.get("of") == "content":
        meant = _asked_for(case, lambda asked: asked.request.resource_type in _PARTS)
    else:
        meant = frozenset(use.host for use in others)
    broken = _broken(case, claim, [use for use in others if use.host in meant])
    if broken is not None:
        return broken
    told = foreign_hosts(case)
    if told and parts is None:
        return cant_tell("only-told", evidence=host_refs(told), names=[use.name for use in told])
    if others and parts is not None and not parts.exact:
        return cant_tell("other-parts", evidence=host_refs(others), names=[use.name for use in others])
    if not acceptance_seen(case):
        return cant_tell("no-acceptance")
    return passed("parts" if others and parts else "passed", evidence=sorted(case.visit_pointers.values()))


def _broken(case: Case, claim: Claim, meant: Sequence[HostUse]) -> Verdict | None:
    """Return what the hosts that a statement is about make of it; None where there are none."""
    known = [use for use in foreign_hosts(case) if use in meant]
    names = [use.name for use in known]
    if known and claim.hedged:
        return cant_tell("hedged", evidence=host_refs(known), names=names)
    if known:
        return failed(evidence=host_refs(known), names=names)
    if meant:
        return cant_tell("unknown-hosts", evidence=host_refs(meant), names=[use.name for use in meant])
    return None


def _asked_for(case: Case, wanted: Callable[[Asked], bool]) -> frozenset[str]:
    """Return the hosts that something wanted was asked of, in any state."""
    return frozenset(asked.request.host.lower() for asked in requests_of(case.evidence) if wanted(asked))
