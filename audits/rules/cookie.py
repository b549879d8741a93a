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

from audits.model import Case, Claim, Confidence, Item, Rule, Severity, Verdict
from audits.rules.grounds.lifetimes import spoken
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import GDPR_5_1_A, OWN_WORDS, PLANET49, WP194
from audits.rules.grounds.rows import items_named, mislabelled, of_others, outliving
from audits.rules.grounds.tracking import known_to_track
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from audits.time_words import duration_words
from audits.translation import say, say_list

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
    named = items_named(case, str(claim.params.get("name", "")))
    seen = [item for item in named if item.blocked is None]
    if not seen:
        return cant_tell("refused" if named else "not-seen", evidence=item_refs(named))
    names = [item.name for item in seen]
    if claim.hedged:
        return cant_tell("hedged", evidence=item_refs(seen), names=names)
    differing = _mislabelled(claim, seen) or _too_long(claim, seen) or _not_own(case, claim, tuple(seen))
    return differing or passed(evidence=item_refs(seen), names=names)


def _mislabelled(claim: Claim, seen: list[Item]) -> Verdict | None:
    """Return the verdict on a cookie called necessary that is known to be anything but."""
    wrong = mislabelled(claim, seen)
    if not wrong:
        return None
    known = say_list(sorted({say(str(known_to_track(item))) for item in wrong}))
    return failed(
        "mislabelled",
        evidence=item_refs(wrong),
        names=[item.name for item in wrong],
        severity=Severity.MEDIUM,
        declared=say("necessary"),
        known=known,
    )


def _too_long(claim: Claim, seen: list[Item]) -> Verdict | None:
    """Return the verdict on a lifetime, when every cookie of the name outlives the row."""
    longer = outliving(claim, seen)
    if not longer:
        return None
    names, declared = [item.name for item in longer], duration_words(str(claim.params["lifetime"]))
    seen_time = spoken(longer[0].lifetime_s)
    return failed("lifetime", evidence=item_refs(longer), names=names, declared=declared, seen=seen_time)


def _not_own(case: Case, claim: Claim, seen: tuple[Item, ...]) -> Verdict | None:
    """Return the verdict on a cookie called the site's own, when all of the name belong to others."""
    others = of_others(case, claim, seen)
    if not others:
        return None
    names, domain = [item.name for item in others], others[0].domain.lstrip(".")
    return failed("party", evidence=item_refs(others), names=names, confidence=Confidence.MEDIUM, domain=domain)
