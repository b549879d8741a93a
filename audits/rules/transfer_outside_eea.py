"""Data leaves Europe though the policy says that it stays.

What it checks
--------------
"Data is stored within the EU" against the companies that received tracking requests and stored values: where they are
seated, and where their servers are by the servers' own names.

Why it matters
--------------
Whoever promises that data stays in Europe spares visitors the question of foreign laws.

How it decides
--------------
For a promise that data stays: failed when tracking requests, or requests that carry a stored identifier, went to a
server of another company that names a region outside Europe itself (such as us-east-1). Can't tell when they went to
companies seated outside the EEA, Switzerland and the United Kingdom: they may keep the data in Europe; a server's
address does not tell. Passed when every known receiver is seated there, whatever was answered. For a statement that
data may leave: passed when a company seated outside received such requests, can't tell when none did.

Known problems
--------------
What is passed on behind the servers can't be seen.
"""

from __future__ import annotations

import re

from audits.inventory.hosts import Asked
from audits.knowledge.vendors import find_vendor
from audits.model import Case, Claim, Confidence, Need, Party, Rule, Severity, Verdict
from audits.rules.grounds.acceptance import acceptance_seen
from audits.rules.grounds.beacons import all_beacons, doubtful_reports, vendor_of_host
from audits.rules.grounds.handing_over import handed_requests
from audits.rules.grounds.reading import site_of, speaks_of_this_site
from audits.rules.grounds.references import GDPR_44, OWN_WORDS
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, passed
from audits.translation import noted, say, say_list

RULE = Rule(
    id="transfer-outside-eea",
    title="Sent outside Europe against the policy's word",
    severity=Severity.HIGH,
    claim_types=("transfer",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says “{quote}”, but the visit was reported to {names}, by its name outside Europe.",
        "passed": "No receiver seated outside Europe was seen, whatever was answered.",
        "seen": "Companies seated outside Europe were told of the visit ({companies}), as the policy says.",
        "not-seen": "The policy says that data may leave Europe; no receiver seated outside it was seen.",
        "may-stay": "{names} {were} told of the visit; {companies} may keep the data in Europe or not.",
        "hedged": "{names} {were} told of the visit; the statement is too guarded to be broken by it.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "no-acceptance": "No receiver outside Europe was seen, but what an acceptance sets off could not be looked at.",
    },
    remedy="Use servers in Europe, or say in the policy where data goes and on what basis.",
    settles={"may-stay": "The contracts with these companies, which say where the data is kept."},
    references=(GDPR_44, OWN_WORDS),
)

_EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
_WITHIN = frozenset([*_EEA.split(" "), "CH", "GB"])
"""The EEA, and Switzerland and the United Kingdom, which policies count as Europe."""

_OWNERS = noted("their owners")

_REGION = re.compile(
    r"(?:^|[.-])(?:(?:us|ap|ca|sa|me|af|cn|il)-(?:gov-)?(?:north|south)?(?:east|west|central|north|south)-?\d(?=[.-]|$)"
    r"|(?:north|south)?(?:east|west|central)us\d?(?=[\w.-]{0,80}\.(?:azure|windows)[\w-]{0,20}\.(?:net|com)$))"
)
"""Regions in the names of servers, as the large hosts of servers write them."""


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on where data goes."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    asked = [each for each in _telling(case) if _is_outside(each) or _names_region(each)]
    pointers, names = asked_refs(asked), [each.name for each in asked]
    companies = _companies(asked)
    if claim.params.get("region") != "eea-only":
        if not asked:
            return cant_tell("not-seen")
        return passed("seen", evidence=pointers, names=names, companies=companies)
    if asked and claim.hedged:
        return cant_tell("hedged", evidence=pointers, names=names)
    far = [each for each in asked if _names_region(each)]
    if far:
        hosts = [each.name for each in far]
        return failed(evidence=asked_refs(far), names=hosts, confidence=Confidence.MEDIUM)
    asked = asked or [each for each in doubtful_reports(case) if _is_outside(each)]
    if asked:
        names, companies = [each.name for each in asked], _companies(asked)
        return cant_tell("may-stay", evidence=asked_refs(asked), names=names, companies=companies)
    if not acceptance_seen(case):
        return cant_tell("no-acceptance")
    return passed(evidence=sorted(case.visit_pointers.values()))


def _telling(case: Case) -> list[Asked]:
    """Return the requests that tell another company of the visit."""
    found = {asked.pointer: asked for asked in (*all_beacons(case), *handed_requests(case))}
    return [asked for asked in found.values() if site_of(case).party_of(asked.request.host) is Party.THIRD]


def _is_outside(asked: Asked) -> bool:
    fact = find_vendor(vendor_of_host(asked.meant) or "")
    return fact is not None and fact.country not in _WITHIN


def _companies(asked: list[Asked]) -> str:
    """Return the companies behind requests, as a sentence names them."""
    return say_list(sorted({_company(each) for each in asked} - {""})[:5]) or say(_OWNERS)


def _company(asked: Asked) -> str:
    fact = find_vendor(vendor_of_host(asked.meant) or "")
    return fact.company if fact else ""


def _names_region(asked: Asked) -> bool:
    return _REGION.search(asked.meant.lower()) is not None
