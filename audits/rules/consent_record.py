"""The visitor's choice is stored, as long as the policy says.

What it checks
--------------
"A cookie remembers your choice for one year" against what a proved acceptance or refusal stored.

Why it matters
--------------
A choice that isn't kept is asked for again and again; one kept for ever outlives the mind it was made in.

How it decides
--------------
Passed when an answer stored a consent record (named by the answer's proof, or by its name) that lives no longer than
the policy says. Failed when the record was set for clearly longer. Can't tell when no record was recognised or no
answer could be proved: absence is never held against the site, since a choice may be kept on its server.

Known problems
--------------
Records with unusual names, of managers nobody knows, are not recognised.
"""

from __future__ import annotations

from audits.inventory.declarations import matches
from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.lifetimes import outlives, spoken
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import GDPR_7_3, OWN_WORDS
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from audits.time_words import duration_words

RULE = Rule(
    id="consent-record",
    title="The stored choice is not as the policy says",
    severity=Severity.LOW,
    claim_types=("consent-record",),
    messages={
        "failed": "The choice is kept in {names} for {seen}; the policy says {declared}.",
        "passed": "The visitor's choice is stored in {names}.",
        "not-seen": "What holds the visitor's choice was not recognised.",
        "hedged": "The choice is kept in {names}, for longer than the policy guardedly says.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Set the consent record for the time the policy names, or correct the policy.",
    references=(OWN_WORDS, GDPR_7_3),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on the stored choice."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    name = str(claim.params.get("name") or "")
    named = [item for item in case.items if name and item.blocked is None and matches(name, item.name)]
    records = named or list(consent_records(case))
    if not records:
        return cant_tell("not-seen")
    declared = str(claim.params.get("lifetime") or "")
    longer = [item for item in records if outlives(item, declared)]
    names, evidence = [item.name for item in records], item_refs(records)
    if not longer or any(outlives(item, declared) is False for item in records):
        return passed(evidence=evidence, names=names)
    if claim.hedged:
        return cant_tell("hedged", evidence=evidence, names=names)
    seen = spoken(longer[0].lifetime_s)
    return failed(
        evidence=item_refs(longer), names=[item.name for item in longer], seen=seen, declared=duration_words(declared)
    )
