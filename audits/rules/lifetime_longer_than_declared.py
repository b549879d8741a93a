"""Cookies are kept longer than the policy's list says.

What it checks
--------------
The lifetime each cookie was set with, as its setter asked for it, against the lifetime its row in a list declares.

Why it matters
--------------
How long a cookie lasts must be told (Planet49); a list that names a shorter time misleads.

How it decides
--------------
Failed when a cookie was set for clearly longer than the row that names it says (rounding of months and years is
allowed for). "Until deleted" and "variable" can't be outlived. Inapplicable when no listed cookie with a lifetime was
seen.

Known problems
--------------
Browsers cap lifetimes at 400 days; what was asked for is compared, not what the browser granted.
"""

from __future__ import annotations

from audits.model import Case, Claim, Item, Need, Rule, Severity, Verdict
from audits.rules.grounds.lifetimes import outlives, spoken
from audits.rules.grounds.references import GDPR_12_13, PLANET49
from audits.rules.grounds.rows import rows
from audits.rules.grounds.verdicts import failed, inapplicable, item_refs, passed
from audits.time_words import duration_words
from audits.translation import say

RULE = Rule(
    id="lifetime-longer-than-declared",
    title="Kept longer than declared",
    severity=Severity.LOW,
    needs=(Need.DOCUMENTS, Need.BEFORE),
    messages={
        "failed": "{names} {are} kept longer than its list says: {example}.",
        "passed": "No listed cookie was set for longer than its list says.",
        "inapplicable": "No listed cookie with a declared lifetime was seen.",
    },
    remedy="Shorten the lifetime where the cookie is set, or correct the list.",
    references=(PLANET49, GDPR_12_13),
)


def evaluate(case: Case) -> Verdict:
    """Judge the lifetimes of all listed cookies."""
    pairs = [(item, claim, outlives(item, str(claim.params["lifetime"]))) for item, claim in _declared(case)]
    too_long = [(item, claim) for item, claim, longer in pairs if longer]
    if too_long:
        item, claim = too_long[0]
        asked, listed = spoken(item.lifetime_s), duration_words(str(claim.params["lifetime"]))
        example = say("{name} asks for {asked}, the list says {listed}", name=item.name, asked=asked, listed=listed)
        items = [each for each, _ in too_long]
        return failed(evidence=item_refs(items), names=[each.name for each in items], example=example)
    held = [item for item, _, longer in pairs if longer is False]
    return passed(evidence=item_refs(held)) if held else inapplicable()


def _declared(case: Case) -> list[tuple[Item, Claim]]:
    """Return the items with the row that names each: the one that declares most when several do."""
    told = [row for row in rows(case) if row.says("lifetime")]
    pairs = []
    for item in case.items:
        own = [row.claim for row in told if any(seen is item for seen in row.seen)]
        exact = [claim for claim in own if claim.params["name"] == item.name] or own
        kept = [claim for claim in exact if outlives(item, str(claim.params["lifetime"])) is False]
        if exact:
            pairs.append((item, (kept or exact)[0]))
    return pairs
