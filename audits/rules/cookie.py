"""A cookie that the policy lists is as the list says.

What it checks
--------------
Each row (or sentence) that names a cookie or storage key: its lifetime, whose it is and what it is for, against what
was seen under that name.

Why it matters
--------------
A list is what visitors, and auditors, go by.

How it decides
--------------
Failed when the cookie was set for clearly longer than declared, when it is declared necessary though publicly known to
serve advertising or analytics, or when it is declared the site's own though it belongs to another company's domain.
Passed when it was seen and nothing differs. Can't tell when it was not seen: it may be set on pages that were not
visited.

Known problems
--------------
"Third-party" in lists often means the vendor, not the domain; it is never held against a cookie of the own domain.
"""

from __future__ import annotations

from audits.inventory.declarations import matches
from audits.model import Case, Claim, Confidence, Item, Rule, Severity, Verdict
from audits.rules.grounds.lifetimes import outlives, spoken
from audits.rules.grounds.reading import foreign, speaks_of_this_site
from audits.rules.grounds.references import GDPR_5_1_A, OWN_WORDS, PLANET49, WP194
from audits.rules.grounds.tracking import SELF_HOSTED_MEASUREMENT, known_to_track
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed

RULE = Rule(
    id="cookie",
    title="A listed cookie differs from its row",
    severity=Severity.LOW,
    claim_types=("cookie",),
    messages={
        "mislabelled": "{names} {are} listed as {declared}, but known to serve {known}.",
        "lifetime": "{names} {are} listed with a lifetime of {declared}, but set for {seen}.",
        "party": "{names} {are} listed as the site's own, but set by {domain}.",
        "passed": "{names} {were} seen, and nothing that could be seen differs from its row.",
        "not-seen": "A cookie of this name was not seen on the pages visited.",
        "refused": "A cookie of this name was tried, but the browser refused it.",
        "hedged": "{names} {were} seen; the row is too guarded to be broken by it.",
        "other-site": "The row stands in a document that speaks of another site.",
    },
    remedy="Correct the row, or change the cookie.",
    references=(OWN_WORDS, PLANET49, GDPR_5_1_A, WP194),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one listed cookie."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    named = [item for item in case.items if matches(str(claim.params.get("name", "")), item.name)]
    seen = [item for item in named if item.blocked is None]
    if not seen:
        return cant_tell("refused" if named else "not-seen", evidence=item_refs(named))
    names = [item.name for item in seen]
    if claim.hedged:
        return cant_tell("hedged", evidence=item_refs(seen), names=names)
    differing = _mislabelled(claim, seen) or _too_long(claim, seen) or _not_own(case, claim, seen)
    return differing or passed(evidence=item_refs(seen), names=names)


def _mislabelled(claim: Claim, seen: list[Item]) -> Verdict | None:
    """Return the verdict on a cookie called necessary that is known to be anything but."""
    if "necessary" not in (claim.params.get("category"), claim.params.get("purpose")):
        return None
    for item in seen:
        known = known_to_track(item)
        if known is not None and item.vendor not in SELF_HOSTED_MEASUREMENT:
            return failed(
                "mislabelled",
                evidence=item_refs([item]),
                names=[item.name],
                severity=Severity.MEDIUM,
                declared="necessary",
                known=str(known),
            )
    return None


def _too_long(claim: Claim, seen: list[Item]) -> Verdict | None:
    """Return the verdict on a lifetime, when every cookie of the name outlives the row."""
    declared = str(claim.params.get("lifetime") or "")
    longer = [item for item in seen if outlives(item, declared)]
    if not longer or any(outlives(item, declared) is False for item in seen):
        return None
    spoken_time = spoken(longer[0].lifetime_s)
    names = [item.name for item in longer]
    return failed("lifetime", evidence=item_refs(longer), names=names, declared=declared, seen=spoken_time)


def _not_own(case: Case, claim: Claim, seen: list[Item]) -> Verdict | None:
    """Return the verdict on a cookie called the site's own, when all of the name belong to others."""
    others = foreign(case, seen)
    if claim.params.get("party") not in ("first", "first-only") or len(others) != len(seen):
        return None
    return failed(
        "party",
        evidence=item_refs(others),
        names=[item.name for item in others],
        confidence=Confidence.MEDIUM,
        domain=others[0].domain.lstrip("."),
    )
