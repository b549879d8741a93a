"""Embedded content waits for what the policy says it waits for.

What it checks
--------------
"Videos load only after you consent (or click)" against requests to video, map, audio and social hosts before any
answer.

Why it matters
--------------
An embedded player reports the visit to its maker as soon as it loads.

How it decides
--------------
For a statement with such a condition: failed when, before any answer, a document was loaded into a frame from a host of
the vendor named (or, with none named, from a host of that kind); passed when none was. For a statement that embedded
content may set cookies: passed when such hosts were seen, can't tell when none was.

Known problems
--------------
Only the pages visited are seen, and nothing on them is clicked but the banner.
"""

from __future__ import annotations

from audits.inventory.hosts import Asked, requests_of
from audits.model import Case, Claim, HostUse, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import is_vendors, listed, speaks_of_this_site
from audits.rules.grounds.references import EPRIVACY_5_3, OWN_WORDS
from audits.rules.grounds.verdicts import cant_tell, failed, host_refs, passed
from crawler.evidence.model import State

RULE = Rule(
    id="embedded",
    title="Embedded content does not wait",
    severity=Severity.MEDIUM,
    claim_types=("embedded",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says “{quote}”, but {names} {were} loaded before any choice was made.",
        "passed": "Before any choice was made, no such content was loaded.",
        "seen": "Embedded content of others was seen ({names}), as the policy says.",
        "not-seen": "No such content was seen on the pages visited.",
        "hedged": "{names} {were} loaded before any choice was made; the statement is too guarded to be broken by it.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "incomplete": "No such content was seen, but the visit was not complete.",
    },
    remedy="Load embedded content only after consent or a click, for example behind a placeholder.",
    references=(OWN_WORDS, EPRIVACY_5_3),
)

_KINDS = frozenset({"video", "audio", "maps", "social"})


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on embedded content."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    uses = [use for use in case.hosts if _is_meant(use, listed(claim, "vendor"))]
    if not claim.params.get("blocked_until"):
        names = [use.name for use in uses]
        return passed("seen", evidence=host_refs(uses), names=names) if uses else cant_tell("not-seen")
    early = _framed(case, {use.host for use in uses})
    names, pointers = [each.request.host for each in early], [each.pointer for each in early]
    if early:
        unsure = claim.hedged or claim.params["blocked_until"] not in ("consent", "click")
        if unsure:
            return cant_tell("hedged", evidence=pointers, names=names)
        return failed(evidence=pointers, names=names)
    if not needs.complete(case, State.BEFORE):
        return cant_tell("incomplete")
    return passed(evidence=[case.visit_pointers[State.BEFORE]])


def _is_meant(use: HostUse, vendors: tuple[str, ...]) -> bool:
    if vendors:
        return any(is_vendors(use.vendor, vendor) for vendor in vendors)
    return use.category in _KINDS


def _framed(case: Case, hosts: set[str]) -> list[Asked]:
    """Return the requests before consent that loaded a document of the hosts into a frame."""
    return [
        asked
        for asked in requests_of(case.evidence)
        if asked.state is State.BEFORE
        and asked.request.host.lower() in hosts
        and asked.request.resource_type in ("document", "iframe", "subdocument")
    ]
