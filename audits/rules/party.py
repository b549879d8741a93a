"""Who sets cookies, as the policy says it: the site alone, the site, or others.

What it checks
--------------
"Only our own cookies are used" (and "third parties set cookies") against the domains of the cookies seen.

Why it matters
--------------
Cookies of others let them follow a visitor from site to site; whether there are any is what visitors are told here.

How it decides
--------------
For a statement that only the site itself sets cookies: failed when a cookie of a domain known to be another company's
was kept in any state, passed when none was, whatever was answered. Can't tell when another company's host keeps one
under a name of the site's own, which a DNS alias shows, or when nobody knows whose the domain is. For a statement that
the site, or others, set cookies: passed when such cookies were seen, can't tell when none was.

Known problems
--------------
A service that sets its cookie under the site's own domain (as Google Analytics does) counts as the site's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from audits.model import Case, Claim, Item, Need, Party, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.reading import foreign, of_open_ownership, speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS, PLANET49
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from crawler.evidence.model import StorageKind

RULE = Rule(
    id="party",
    title="Set by others than the policy says",
    severity=Severity.MEDIUM,
    claim_types=("party",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says that only the site sets cookies, but {names} {are} set by others ({domains}).",
        "passed": "No cookie of another company was seen, whatever was answered.",
        "seen": "Such cookies were seen ({names}).",
        "not-seen": "No such cookie was seen on the pages visited.",
        "alias": "{names} {are} kept under the site's own name by a host that belongs to another company ({domains}).",
        "unknown-owner": "{names} {are} kept by other domains ({domains}); whose these are isn't known.",
        "refused": "The browser refused third-party cookies, so that their absence says nothing.",
        "hedged": "Cookies of others were seen ({names}), but the statement is too guarded to be broken by them.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "no-acceptance": "No cookie of another company was seen, but an acceptance could not be looked at.",
    },
    remedy="Remove the third-party content that sets them, or say in the policy who sets cookies.",
    settles={
        "unknown-owner": "Knowing whose domains these are: they may be the site's own under another name.",
        "alias": "The site's word on whether it counts what another company keeps under the site's name as its own.",
    },
    references=(OWN_WORDS, PLANET49),
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on who sets cookies."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    cookies = [item for item in case.items if item.storage is StorageKind.COOKIE and item.blocked is None]
    if claim.params.get("party") == "first-only":
        return _only_own(case, claim, cookies)
    wanted = Party.FIRST if claim.params.get("party") == "first" else Party.THIRD
    seen = [item for item in cookies if item.party is wanted]
    if seen:
        return passed("seen", evidence=item_refs(seen), names=[item.name for item in seen])
    return cant_tell("not-seen")


def _only_own(case: Case, claim: Claim, cookies: Sequence[Item]) -> Verdict:
    others, unsure = foreign(case, cookies), of_open_ownership(case, cookies)
    names = [item.name for item in others]
    if others and claim.hedged:
        return cant_tell("hedged", evidence=item_refs(others), names=names)
    if others:
        return failed(evidence=item_refs(others), names=names, domains=_domains(others))
    if unsure:
        names, domains = [item.name for item in unsure], _domains(unsure)
        if all(item.alias_refs for item in unsure):
            return cant_tell("alias", evidence=item_refs(unsure), names=names, domains=domains)
        return cant_tell("unknown-owner", evidence=item_refs(unsure), names=names, domains=domains)
    if case.evidence.environment.third_party_cookies is not True:
        return cant_tell("refused")
    if not acceptance_seen(case):
        return cant_tell("no-acceptance")
    return passed(evidence=sorted(case.visit_pointers.values()))


def _domains(items: Sequence[Item]) -> str:
    return ", ".join(sorted({item.domain.lstrip(".") for item in items})[:5])
