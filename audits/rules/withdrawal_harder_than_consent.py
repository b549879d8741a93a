"""Taking consent back takes more than giving it.

What it checks
--------------
How many clicks a proved withdrawal took, beside the acceptance before it.

Why it matters
--------------
The law asks that withdrawing be as easy as consenting.

How it decides
--------------
The click that opens the choice again is allowed for: a banner opens by itself, a way back does not. Failed when the
withdrawal, without that click, took at least two clicks more than the acceptance. Can't tell when it took one more, or
when the policy names writing to the site as the only way. Passed when it took no more. Can't tell where a proved
acceptance set nothing off that may need consent: there may be nothing to ask for.

Known problems
--------------
Searching for the link is not counted.
"""

from __future__ import annotations

from audits.model import Case, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import EDPB_05_2020, GDPR_7_3, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from audits.rules.grounds.ways_back import opened_by_visitor, sought_in_vain, withdrawal_of
from audits.translation import say
from crawler.evidence.model import State

RULE = Rule(
    id="withdrawal-harder-than-consent",
    title="Withdrawing is harder than consenting",
    severity=Severity.MEDIUM,
    messages={
        "failed": "Withdrawing took {clicks} clicks ({way}), consenting {consenting}.",
        "passed": "Withdrawing took {clicks} clicks, with the one that opens the choice; consenting took {consenting}.",
        "one-more": "Withdrawing took {clicks} clicks, consenting {consenting}; one more may be as easy or not.",
        "by-contact": "The policy names getting in touch as the way to withdraw, and no other was found.",
        "not-withdrawn": "No withdrawal was made and proved, so there is nothing to compare.",
        "not-visited": "No visit was made that withdraws consent.",
        "no-way": "No way to withdraw was found, which withdrawal-missing judges.",
        "inapplicable": "No consent banner was found.",
    },
    remedy="Let the link to the cookie settings open a layer that refuses everything with one click.",
    settles={
        "one-more": "A look at the site by a person.",
        "by-contact": "A look at the site by a person, for another way than the policy names.",
        "not-withdrawn": "A withdrawal that is proved to take effect: --states before,reject,accept,withdraw.",
    },
    references=(GDPR_7_3, EDPB_05_2020, TASKFORCE),
)


def evaluate(case: Case) -> Verdict:
    """Compare the clicks of withdrawing with those of consenting."""
    if needs.no_banner(case):
        return inapplicable()
    if State.WITHDRAW not in case.visits:
        return inapplicable("not-visited")
    visit, answer = case.visits.get(State.WITHDRAW), withdrawal_of(case)
    by_contact = [claim for claim in case.claims_of("withdrawal") if claim.params.get("via") == "contact"]
    if sought_in_vain(case) and any(speaks_of_this_site(case, claim) for claim in by_contact):
        return cant_tell("by-contact", evidence=[f"{case.visit_pointers[State.WITHDRAW]}/answer"])
    if sought_in_vain(case):
        return inapplicable("no-way")
    proved = needs.answered(case, State.WITHDRAW) and answer is not None and opened_by_visitor(answer)
    consent = visit.consent if visit else None
    if not proved or answer is None or consent is None or not consent.clicks or not answer.clicks:
        return cant_tell("not-withdrawn")
    pointer = case.visit_pointers[State.WITHDRAW]
    evidence = [f"{pointer}/answer", f"{pointer}/consent"]
    more = answer.clicks - 1 - consent.clicks
    if more <= 0:
        return passed(evidence=evidence, clicks=answer.clicks, consenting=consent.clicks)
    if more == 1:
        return cant_tell("one-more", evidence=evidence, clicks=answer.clicks, consenting=consent.clicks)
    names = answer.clicked or (say("several controls"),)
    way = " → ".join(names)
    return unless_idle(
        case, failed(evidence=evidence, names=names, clicks=answer.clicks, consenting=consent.clicks, way=way)
    )
