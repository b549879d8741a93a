"""The choice that the policy promises is there.

What it checks
--------------
"You can accept or reject cookies in our banner" against the banner found on the home page.

Why it matters
--------------
A policy that speaks of a choice which the site does not give misleads at the point that matters most.

How it decides
--------------
Passed when the banner has a way to refuse or to choose; for a statement that only speaks of accepting, a way to accept
is enough. Failed when a banner was found, all its controls could be read, and none of them refuses or leads to a
choice. Can't tell when no banner was found (the tool may be elsewhere on the site) or a control could not be read.
Can't tell when the page shows a link or button to the cookie settings, where the choice may be given.

Known problems
--------------
A settings link outside the banner, in the page's foot, is not looked for yet.
"""

from __future__ import annotations

from audits.model import Case, Claim, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import listed, speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, passed
from audits.rules.grounds.ways_back import ways_back
from crawler.evidence.model import Banner, ControlRole, State

RULE = Rule(
    id="consent-choice",
    title="Promised choice is missing",
    severity=Severity.MEDIUM,
    claim_types=("consent-choice",),
    needs=(Need.BANNER,),
    messages={
        "failed": "The policy says “{quote}”, but the banner offers only {names}.",
        "passed": "The banner gives the choice ({names}).",
        "choice-elsewhere": "The banner offers no choice, but the page has {names}, where it may be given.",
        "no-banner": "No banner was found; the choice may be given elsewhere on the site.",
        "unread-controls": "The banner offers {names}; whether that is the choice promised could not be settled.",
        "none-announced": "The policy says that no choice is offered, and no banner was found.",
        "banner-after-all": "The policy says that no choice is offered, but a banner was found.",
        "hedged": "The banner offers only {names}; the statement is too guarded to be broken by that.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Offer the choice that the policy speaks of, or correct the policy.",
    settles={
        "choice-elsewhere": "A look at that link or button by a person: what it lets a visitor choose.",
        "banner-after-all": "A look at the site by a person: the banner found may ask for something else.",
    },
    references=(OWN_WORDS, TASKFORCE),
)

_CHOICE = frozenset({ControlRole.REJECT, ControlRole.SETTINGS, ControlRole.SAVE})
_UNCLEAR = frozenset({ControlRole.UNKNOWN, ControlRole.CLOSE, ControlRole.PAY})


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one promise of a choice."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    shown = needs.shown_banner(case)
    if claim.params.get("offered") is False:
        return cant_tell("banner-after-all") if shown else passed("none-announced")
    if shown is None:
        return cant_tell("no-banner")
    state, banner = shown
    return _judge(case, claim, banner, f"{case.visit_pointers[state]}/banner")


def _judge(case: Case, claim: Claim, banner: Banner, pointer: str) -> Verdict:
    roles = {control.role for control in banner.controls}
    names = [control.text for control in banner.controls if control.role is not ControlRole.LINK]
    wanted = _CHOICE | {ControlRole.ACCEPT} if listed(claim, "options") == ("accept",) else _CHOICE
    if roles & wanted or banner.choices or needs.answered(case, State.REJECT):
        return passed(evidence=[pointer], names=names)
    if not names or roles & _UNCLEAR:
        return cant_tell("unread-controls", evidence=[pointer], names=names or ["nothing that could be read"])
    if claim.hedged:
        return cant_tell("hedged", evidence=[pointer], names=names)
    ways = ways_back(case)
    if ways:
        return cant_tell("choice-elsewhere", evidence=[way for way, _ in ways], names=[text for _, text in ways])
    return failed(evidence=[pointer], names=names, confidence=Confidence.MEDIUM)
