"""A policy that says certain cookies are not used does not use them.

What it checks
--------------
"We use no cookies", "no tracking cookies", "we use neither Google Analytics nor pixels" against everything seen in
any state, whatever was answered.

Why it matters
--------------
Visitors choose sites, and leave banners unread, on the strength of such statements.

How it decides
--------------
Failed when something of the kind denied was stored: any cookie for "no cookies", a cookie of another company's domain
for "no third-party cookies", items known to be analytics or marketing for those, items or tracking requests of a
vendor that is named. A word on social media is broken by a network's own cookies; other advertising doesn't break it,
and what the company behind a network sets otherwise leaves it open. A statement about the site's own cookies is not
broken by others'. Passed when nothing of the kind was seen before an answer and after an acceptance. Can't tell when
only items of uncertain purpose were seen, a vendor named (or one of the kind, where the words are not on cookies
alone) was told of the visit without anything being stored, the acceptance could not be made, or the kind is not one
that can be seen.

Known problems
--------------
Cookies of parts of a site that were not visited are not seen.
"""

from __future__ import annotations

from audits.inventory.hosts import Asked, fact_of
from audits.knowledge.vendors import find_vendor, vendors
from audits.model import Case, Claim, Confidence, Item, Need, Party, Purpose, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.beacons import beacons, doubtful_reports, vendor_of
from audits.rules.grounds.reading import (
    foreign,
    is_vendors,
    listed,
    may_be_vendors,
    names_cookies,
    of_open_ownership,
    purposes_named,
    speaks_of_this_site,
)
from audits.rules.grounds.references import OWN_WORDS
from audits.rules.grounds.tracking import NEEDS_CONSENT, Sorted, settled_purpose, sort_out
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, item_refs, passed
from crawler.evidence.model import State, StorageKind

RULE = Rule(
    id="no-cookies",
    title="Used although the policy denies it",
    severity=Severity.HIGH,
    claim_types=("no-cookies",),
    needs=(Need.BEFORE, Need.THIRD_PARTY_COOKIES),
    messages={
        "failed": "The policy says “{quote}”, but {names} {were} stored.",
        "vendor-contacted": "The policy says “{quote}”, but tracking requests went to {names}.",
        "passed": "Nothing of the kind was seen, whatever was answered.",
        "unknown-items": "{names} {were} stored; whether that is of the kind denied isn't certain.",
        "told": "{names} {were} told of the visit; whether the statement means that isn't certain.",
        "hedged": "{names} {were} stored, but the statement is too guarded to be broken by it.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "kind-unknown": "Whether there is anything of this kind can't be seen from outside.",
        "no-acceptance": "Nothing of the kind was seen, but what an acceptance sets off could not be looked at.",
    },
    remedy="Remove what sets these, or correct the statement.",
    settles={
        "told": "A statement that says whether it means what cookies and requests tell.",
        "kind-unknown": "A statement that names a kind of cookie that can be told from others by what it does.",
    },
    references=(OWN_WORDS,),
)

_SOCIAL = "social"
_ONLY_NECESSARY = "all-but-necessary"
_TRACKING = frozenset({"tracking", "profiling", "non-essential", "non-necessary", "optional", _ONLY_NECESSARY})


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one denial."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    kinds = listed(claim, "kind", "kinds")
    named = listed(claim, "vendor", "vendors")
    if not named and not _known(kinds):
        return cant_tell("kind-unknown")
    seen = _seen(case, claim, kinds, named)
    contacted = [asked for asked in _requests(case) if _is_of(vendor_of(asked), named)]
    if (seen.firm or contacted) and claim.hedged:
        return cant_tell("hedged", evidence=item_refs(seen.firm), names=[item.name for item in seen.firm])
    if seen.firm:
        return failed(
            evidence=item_refs(seen.firm),
            names=[item.name for item in seen.firm],
            # "Only necessary cookies" may be meant for those set without asking, which a sentence alone may not tell.
            confidence=Confidence.MEDIUM if _ONLY_NECESSARY in kinds else seen.confidence,
            severity=_severity(seen),
        )
    if contacted:
        pointers = asked_refs(contacted[:10])
        return failed("vendor-contacted", evidence=pointers, names=[asked.name for asked in contacted])
    if seen.open:
        return cant_tell("unknown-items", evidence=item_refs(seen.open), names=[item.name for item in seen.open])
    told = _told(case, claim, kinds, named)
    if told:
        return cant_tell("told", evidence=asked_refs(told[:10]), names=[asked.name for asked in told])
    if not acceptance_seen(case):
        return cant_tell("no-acceptance")
    return passed(evidence=sorted(case.visit_pointers.values()))


def _known(kinds: tuple[str, ...]) -> bool:
    return any(kind in _TRACKING or kind in ("all", "third-party") or purposes_named((kind,)) for kind in kinds)


def _seen(case: Case, claim: Claim, kinds: tuple[str, ...], named: tuple[str, ...]) -> Sorted:
    """Return the items of the kinds denied, by how sure it is that they are of the kind."""
    items = [item for item in case.items if item.blocked is None]
    if claim.params.get("by") == "first-party":
        items = [item for item in items if item.party is Party.FIRST]
    if named:
        return _of_vendors(items, named)
    cookies = [item for item in items if item.storage is StorageKind.COOKIE]
    if "all" in kinds:
        return Sorted(firm=tuple(cookies))
    return _of_kinds(case, items, kinds)


def _of_vendors(items: list[Item], named: tuple[str, ...]) -> Sorted:
    """Return the items of the vendors denied; what is a company's in general may be another of its services'."""
    firm = [item for item in items if _is_of(item.vendor, named)]
    maybe = [item for item in items if item not in firm and settled_purpose(item) in NEEDS_CONSENT]
    doubtful = [item for item in maybe if any(may_be_vendors(item.vendor, name) for name in named)]
    return Sorted(tuple(firm), tuple(doubtful))


def _of_kinds(case: Case, items: list[Item], kinds: tuple[str, ...]) -> Sorted:
    """Return the items of the kinds denied.

    "No third-party advertising cookies" and "no third-party or advertising cookies" read alike once they are kinds:
    with both, only what is both is certain.
    """
    denied = _denied(kinds)
    judged = sort_out(case, items)
    of_purpose = [item for item in judged.firm if settled_purpose(item) in denied]
    social, maybe_social = _told_social(of_purpose, kinds)
    of_purpose = [item for item in of_purpose if item in social]
    cookies = [item for item in items if item.storage is StorageKind.COOKIE]
    of_others, unsure = list(foreign(case, cookies)), list(of_open_ownership(case, cookies))
    if "third-party" not in kinds:
        doubtful = [*maybe_social, *(item for item in judged.doubtful if settled_purpose(item) in denied)]
        firm = of_purpose
    elif not denied:
        firm, doubtful = of_others, unsure
    else:
        firm = [item for item in of_purpose if item in of_others]
        maybe = [*of_purpose, *maybe_social, *of_others, *unsure]
        doubtful = [item for item in items if item in maybe and item not in firm]
    return Sorted(tuple(firm), tuple(doubtful), judged.unknown if denied else ())


def _told_social(items: list[Item], kinds: tuple[str, ...]) -> tuple[list[Item], list[Item]]:
    """Return the items that are of the kinds denied, and those that may be, where one of the kinds is social media.

    A social network's own are; what else the company behind one sets may be; other advertising is not.
    """
    others = _denied(tuple(kind for kind in kinds if kind != _SOCIAL))
    if _SOCIAL not in kinds or Purpose.MARKETING in others:
        return items, []
    networks = [fact for fact in vendors().values() if fact.category == _SOCIAL]
    names, companies = {fact.name for fact in networks}, {fact.company for fact in networks}
    firm, open_ = [], []
    for item in items:
        fact = find_vendor(item.vendor) if item.vendor else None
        if settled_purpose(item) in others or (fact is not None and fact.name in names):
            firm.append(item)
        elif fact is None or fact.company in companies:
            open_.append(item)
    return firm, open_


def _denied(kinds: tuple[str, ...]) -> frozenset[Purpose]:
    """Return the purposes that the kinds denied stand for."""
    tracking = NEEDS_CONSENT if _TRACKING & set(kinds) else frozenset()
    return purposes_named(kinds) | tracking


def _is_of(vendor: str | None, named: tuple[str, ...]) -> bool:
    return any(is_vendors(vendor, name) for name in named)


def _requests(case: Case) -> list[Asked]:
    return [asked for state in State if state in case.visits for asked in beacons(case, state).firm]


def _told(case: Case, claim: Claim, kinds: tuple[str, ...], named: tuple[str, ...]) -> list[Asked]:
    """Return the requests that may be of the kind denied, though they left nothing in the browser.

    Those of a vendor named, or of a purpose denied where the words do not speak of cookies alone ("no analytics").
    """
    denied = frozenset() if names_cookies(claim.quote.lower().replace("tracking", "")) else _denied(kinds)
    found = []
    for asked in (*_requests(case), *doubtful_reports(case)):
        fact = fact_of(asked)
        if fact is not None and (_is_of(fact.vendor, named) or (not named and fact.purpose in denied)):
            found.append(asked)
    return found


def _severity(seen: Sorted) -> Severity:
    """Return how much it matters: a session cookie against "no cookies" is a slip, an identifier is not."""
    if any(settled_purpose(item) in NEEDS_CONSENT for item in seen.firm):
        return Severity.HIGH
    necessary: list[Item] = [item for item in seen.firm if item.purpose is Purpose.NECESSARY]
    return Severity.LOW if len(necessary) == len(seen.firm) else Severity.MEDIUM
