"""The policy lists cookies that were not seen.

What it checks
--------------
Each cookie or storage key that the site's own lists name, against everything stored in any state.

Why it matters
--------------
A list full of cookies that are no longer set hides the ones that are.

How it decides
--------------
Passed when every listed name was seen. Can't tell otherwise: such cookies may be set on pages that were not visited,
for visitors who sign in or buy, or from other places. Never failed: listing too much breaks no promise. Inapplicable
when no policy lists cookies by name.

Known problems
--------------
Lists of whole consent managers hold cookies of parts of a site that no visit reaches.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.references import GDPR_12_13, PLANET49
from audits.rules.grounds.rows import rows
from audits.rules.grounds.verdicts import cant_tell, inapplicable, item_refs, passed

RULE = Rule(
    id="unseen-declared-cookies",
    title="Listed cookies that were not seen",
    severity=Severity.INFO,
    needs=(Need.DOCUMENTS, Need.BEFORE),
    messages={
        "passed": "Every cookie that the policies list was seen.",
        "not-visited": "Listed, but not seen on the pages visited, whatever was answered: {names}.",
        "no-acceptance": "Listed, but not seen, while what an acceptance sets off could not be looked at: {names}.",
        "inapplicable": "No policy lists its cookies by name.",
    },
    remedy="Take rows of cookies that are no longer set out of the list.",
    settles={"not-visited": "Knowing if they are still set: more pages (--pages), or the word of who runs the site."},
    references=(GDPR_12_13, PLANET49),
)


def evaluate(case: Case) -> Verdict:
    """Judge whether the lists name what is set."""
    listed = rows(case)
    if not listed:
        return inapplicable()
    unseen = [row.name for row in listed if not row.seen]
    if not unseen:
        return passed(evidence=item_refs(item for row in listed for item in row.seen))
    evidence = [document.pointer for document in case.documents]
    return cant_tell("not-visited" if acceptance_seen(case) else "no-acceptance", evidence=evidence, names=unseen)
