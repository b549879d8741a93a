"""The policy says that data on the visit is not shared, or that it is.

What it checks
--------------
"What cookies collect is not passed on" against the requests that third parties received, in any state, and the stored
values that went with them, in an address, a body or a header.

Why it matters
--------------
Each tracking request hands the visit to somebody else; a policy that denies it misinforms.

How it decides
--------------
For a denial: failed when an advertising company received tracking requests that carried a cookie, or a request that
carried an identifier stored in the visitor's browser (as it stands, encoded or hashed). A statement on the site's own
cookies is broken only by what these hold, one that names companies only by what these get. Can't tell when the words
name neither cookies nor tracking, or speak of some cookies ("these cookies are not shared") or visitors (residents of
California), when other trackers (which may be the site's processors) received requests, a host that nobody knows got an
identifier of the site's or its own in a cookie, or the statement allows exceptions. Passed when nothing of this was
seen, whatever was answered. For a statement that data is shared: passed when trackers received requests, can't tell
when none did.

Known problems
--------------
What is passed on behind the server can't be seen; a pass says only what the browser showed.
"""

from __future__ import annotations

from collections.abc import Iterable

from audits.inventory.hosts import Asked, fact_of
from audits.knowledge.behaviour import MIN_IDENTIFIER_LENGTH
from audits.model import Case, Claim, Need, Party, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.audience import is_for_some
from audits.rules.grounds.beacons import ADVERTISING_CATEGORIES, all_beacons, doubtful_reports, vendor_of
from audits.rules.grounds.handing_over import handed_requests
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import is_vendors, site_of, speaks_of_cookies, speaks_of_this_site
from audits.rules.grounds.references import GDPR_12_13, OWN_WORDS
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.strangers import told_requests
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, passed
from audits.rules.grounds.words import OWN, text_has

RULE = Rule(
    id="sharing-despite-denial",
    title="Shared against the policy's word",
    severity=Severity.HIGH,
    claim_types=("sharing",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says “{quote}”, but the visit was reported to advertising companies at {names}.",
        "passed": "No request that tells third parties of the visit was seen, whatever was answered.",
        "seen": "Visits are reported to others ({names}), as the policy says.",
        "not-seen": "The policy says that data is shared; no request that does so was seen.",
        "may-be-processors": "{names} {were} told of the visit; whether that is sharing depends on contracts.",
        "other-data": "{names} {were} told of the visit; whether the statement means that isn't certain.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "no-acceptance": "Nothing was seen to be shared, but what an acceptance sets off could not be looked at.",
    },
    remedy="Stop the requests to these companies, or say in the policy what they receive.",
    settles={
        "may-be-processors": "The contracts with these companies, which say whether they use the data for themselves.",
        "other-data": "A statement that says whether it means what cookies and requests tell.",
    },
    references=(OWN_WORDS, GDPR_12_13),
)

_AT_THE_BEGINNING = 1
"""Words before which a sentence's own subject stands."""


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on sharing."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    asked = all_beacons(case)
    hosts = sorted({each.name for each in asked})
    pointers = asked_refs(asked[:20])
    if claim.params.get("shared"):
        return passed("seen", evidence=pointers, names=hosts) if asked else cant_tell("not-seen")
    advertising = _own_values(case) if text_has(claim.quote, OWN) else _identifying(case)
    excepted = claim.hedged or claim.params.get("exceptions") or claim.params.get("scope")
    if advertising and not excepted:
        meant = _meant(case, claim, advertising) if speaks_of_cookies(claim) else ()
        if not meant or is_for_some(case, claim):
            return cant_tell("other-data", evidence=asked_refs(advertising[:20]), names=hosts)
        return failed(evidence=asked_refs(meant[:20]), names=[each.name for each in meant])
    if asked:
        return cant_tell("may-be-processors", evidence=pointers, names=hosts)
    unsure = (*doubtful_reports(case), *told_requests(case))
    if unsure:
        names = [each.name for each in unsure]
        return cant_tell("may-be-processors", evidence=asked_refs(unsure[:20]), names=names)
    if not acceptance_seen(case):
        return cant_tell("no-acceptance")
    return passed(evidence=sorted(case.visit_pointers.values()))


def _meant(case: Case, claim: Claim, asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Return the requests that the sentence denies for sure.

    One that names companies speaks of what these get; one that begins with "these cookies" speaks of some, and which
    these are can't be told for sure.
    """
    reading = reading_of(case, claim)
    if reading is None:
        return asked
    if any(hit.first <= _AT_THE_BEGINNING for hit in reading.all("these")):
        return ()
    named = [hit.vendor for hit in reading.vendors]
    return tuple(each for each in asked if not named or any(is_vendors(vendor_of(each), name) for name in named))


def _own_values(case: Case) -> tuple[Asked, ...]:
    """Return the requests that carry values of the site's own cookies: a statement on these is broken by no others."""
    own = {
        value
        for item in case.items
        if item.party is Party.FIRST
        for value in item.values
        if len(value) >= MIN_IDENTIFIER_LENGTH
    }
    handed = {asked.pointer for asked in handed_requests(case)}
    return tuple(
        asked
        for asked in _identifying(case)
        if asked.pointer in handed or any(value in asked.request.url for value in own)
    )


@once
def _identifying(case: Case) -> tuple[Asked, ...]:
    """Return the requests that tell an advertising company which visitor this is."""
    values = {value for item in case.items for value in item.values if len(value) >= MIN_IDENTIFIER_LENGTH}
    telling = {asked.pointer: asked for asked in all_beacons(case) if _carries(asked, values)}
    telling |= {asked.pointer: asked for asked in handed_requests(case)}
    return tuple(asked for asked in telling.values() if _goes_to_advertising(case, asked))


def _goes_to_advertising(case: Case, asked: Asked) -> bool:
    fact = fact_of(asked)
    is_third = site_of(case).party_of(asked.request.host) is Party.THIRD
    return is_third and fact is not None and fact.category in ADVERTISING_CATEGORIES


def _carries(asked: Asked, values: Iterable[str]) -> bool:
    # all of the site's cookies go to a host under its own name, whatever is asked of it
    sent = asked.request.cookies_sent if asked.alias is None else asked.request.cookies_set
    return bool(sent) or any(value in asked.request.url for value in values)
