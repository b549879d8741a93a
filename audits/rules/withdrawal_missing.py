"""Consent can be given on the site, but not taken back there.

What it checks
--------------
Whether the page shows any way back to the choice after a proved acceptance: links, buttons and floating icons, and what
the policies say of withdrawing.

Why it matters
--------------
Consent that can't be taken back as easily as it was given is not valid.

How it decides
--------------
Failed when a way back was looked for on a page that stands under a proved acceptance and none was found, no link or
button there speaks of cookie settings, the page's language is one whose words are known, every policy found could be
read, and neither a policy nor the banner speaks of withdrawing or changing the choice. Passed when a way back is shown
or a withdrawal was made by it. Can't tell when a tool is spoken of that was not found (it may be an icon without words,
or stand on another page), when only the consent manager's own function opens it, or when nobody looked. Inapplicable
without a banner. Can't tell where a proved acceptance set nothing off that may need consent: there may be nothing to
ask for.

Known problems
--------------
Only the page that was accepted on, and the links of the pages visited after it, are looked at. Confidence is medium.
"""

from __future__ import annotations

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.acceptance import unless_idle
from audits.rules.grounds.references import GDPR_7_3, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from audits.rules.grounds.ways_back import opened_by_visitor, sought_in_vain, ways_back, withdrawal_of
from audits.rules.grounds.words import COOKIES, SETTINGS, label_has, languages
from audits.translation import say
from crawler.evidence.model import AnswerResult, State

RULE = Rule(
    id="withdrawal-missing",
    title="No way to withdraw consent",
    severity=Severity.MEDIUM,
    needs=(Need.BANNER,),
    messages={
        "failed": "After consent was given by {names}, no way to take it back was found, and no policy names one.",
        "passed": "After the banner has been answered, the site shows a way back to the choice ({names}).",
        "told-elsewhere": "No way back to the choice was found, but a policy or the banner speaks of one.",
        "by-manager": "Only the consent manager's own function opened the choice; no control for it was recognised.",
        "language-unknown": "No way back was found; words for it in the page's language ({language}) aren't known.",
        "unread-policies": "No way back to the choice was found, but it may stand in a policy that could not be read.",
        "not-looked": "Nobody looked for a way back after consent was given.",
        "inapplicable": "No consent banner was found.",
    },
    remedy="Put a link to the cookie settings on every page.",
    settles={
        "told-elsewhere": "A look at the site by a person, for the tool that is spoken of.",
        "by-manager": "A look at the site by a person, for an icon or link that opens the choice.",
        "language-unknown": "A look at the site by a person who reads the language.",
        "unread-policies": "The policies' text: name addresses that can be read in the sites file (policy=…).",
        "not-looked": "A visit that accepts and withdraws: --states before,reject,accept,withdraw.",
    },
    references=(GDPR_7_3, TASKFORCE),
)


def evaluate(case: Case) -> Verdict:
    """Judge whether there is a way back."""
    ways, answer = ways_back(case), withdrawal_of(case)
    if ways:
        return passed(evidence=[pointer for pointer, _ in ways], names=[text for _, text in ways])
    if answer is None:
        return inapplicable() if needs.no_banner(case) else cant_tell("not-looked")
    pointer = f"{case.visit_pointers[State.WITHDRAW]}/answer"
    if not opened_by_visitor(answer):
        return cant_tell("by-manager", evidence=[pointer])
    if answer.result is not AnswerResult.NOT_OFFERED:
        if answer.clicked:
            return passed(evidence=[pointer], names=answer.clicked[:1])
        return cant_tell("not-looked", evidence=[pointer])
    return _missing(case, pointer) if sought_in_vain(case) else cant_tell("not-looked", evidence=[pointer])


def _missing(case: Case, pointer: str) -> Verdict:
    """Judge a page on which no way back was found."""
    visit = case.visits[State.WITHDRAW]
    language = (visit.pages[0].language or "").split("-")[0].lower()
    if language not in languages():
        return cant_tell("language-unknown", evidence=[pointer], language=language or say("not declared"))
    if any(document.text is None for document in case.documents):
        return cant_tell("unread-policies", evidence=[pointer])
    told = [claim for claim in case.claims_of("withdrawal") if claim.params.get("via") != "browser"]
    if told or _linked_in_policies(case) or _told_by_banner(case):
        return cant_tell("told-elsewhere", evidence=[pointer])
    consent = visit.consent
    clicked = consent.clicked if consent and consent.clicked else ("the banner",)
    return unless_idle(case, failed(evidence=[pointer], names=clicked[-1:], confidence=Confidence.MEDIUM))


def _told_by_banner(case: Case) -> bool:
    """Tell whether a banner says that the choice can be taken back or changed later."""
    banners = (visit.banner for visit in case.visits.values())
    return any(banner is not None and banner.withdrawal_told for banner in banners)


def _linked_in_policies(case: Case) -> bool:
    """Tell whether a policy has a link, or a short block such as a button, that speaks of cookie settings."""
    for read in case.documents:
        for block in read.text.blocks if read.text else ():
            texts = [read.text.text[link.start : link.end] for link in block.links] if read.text else []
            if read.text and block.end - block.start <= _BUTTON:
                texts.append(read.text.text[block.start : block.end])
            if any(label_has(text, COOKIES) and label_has(text, SETTINGS) for text in texts):
                return True
    return False


_BUTTON = 40
"""Characters up to which a block may be a button."""
