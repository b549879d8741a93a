"""The choice can be changed later, in the way the policy says.

What it checks
--------------
"You can change or withdraw your choice at any time on this site" against a visit that accepts and then withdraws, and
against the links and buttons that show on the pages once the banner has been answered.

Why it matters
--------------
Withdrawing consent must be as easy as giving it.

How it decides
--------------
Passed when a withdrawal was made and proved, or when a page that shows after the answer has a link or button to the
cookie settings: one that the statement itself names, or one that speaks of cookies or consent and of settings or
change. Can't tell otherwise: the tool may be there under another name. Withdrawal by browser settings or by getting in
touch can't be tested on a site: inapplicable.

Known problems
--------------
That the link is there does not show that it works; only a visit in the withdraw state does. Icons have no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audits.model import Case, Claim, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import speaks_of_this_site
from audits.rules.grounds.references import GDPR_7_3, OWN_WORDS, TASKFORCE
from audits.rules.grounds.verdicts import cant_tell, inapplicable, passed
from crawler.evidence.model import Phase, State

RULE = Rule(
    id="withdrawal",
    title="Promised withdrawal",
    severity=Severity.MEDIUM,
    claim_types=("withdrawal",),
    messages={
        "passed": "The choice was withdrawn on the site, and the withdrawal took effect.",
        "link": "After the banner has been answered, the site shows a way back to the choice: {names}.",
        "not-tried": "No withdrawal was tried, and no link to the cookie settings was recognised.",
        "not-made": "A withdrawal could not be made; the tool may be there all the same: {why}",
        "elsewhere": "Withdrawal by way of {via} can't be tested on the site.",
        "other-site": "The statement stands in a document that speaks of another site.",
    },
    remedy="Put a link to the cookie settings on every page.",
    references=(GDPR_7_3, TASKFORCE, OWN_WORDS),
)

_ELSEWHERE = {"browser": "browser settings", "contact": "getting in touch"}
_MIN_NAMED = 8
"""Characters from which a link's text that stands in the statement is its name and not a common word."""

_COOKIES = re.compile(
    r"cookie|kakor|kakin|consent|samtyck|toestemming|einwilligung|samtykke|suostumu|eväste|privacy|integritet"
    r"|consentement|traceur|informasjonskaps|zgod|ciaste",
    re.IGNORECASE,
)
_SETTINGS = re.compile(
    r"setting|preferenc|choice|manage|chang|withdraw|revoke|options|inställning|ändra|hantera|återkalla|val\b"
    r"|voorkeur|instelling|wijzig|beheer|intrek|einstellung|ändern|verwalten|widerruf|indstilling|innstilling|endre"
    r"|administr|asetu|muuta|hallit|gérer|paramèt|préféren|modifi|impostaz|configur|ustawie|zmie",
    re.IGNORECASE,
)


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one promise of withdrawal."""
    via = str(claim.params.get("via") or "site-tool")
    if via in _ELSEWHERE:
        return inapplicable("elsewhere", via=_ELSEWHERE[via])
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    if needs.answered(case, State.WITHDRAW):
        return passed(evidence=[f"{case.visit_pointers[State.WITHDRAW]}/answer"])
    ways = list(_ways_back(case, claim))
    if ways:
        return passed("link", evidence=[pointer for pointer, _ in ways], names=[text for _, text in ways])
    visit = case.visits.get(State.WITHDRAW)
    if visit is None or visit.answer is None:
        return cant_tell("not-tried")
    evidence = [f"{case.visit_pointers[State.WITHDRAW]}/answer"]
    return cant_tell("not-made", evidence=evidence, why=visit.answer.reason or "no reason was stored.")


def _ways_back(case: Case, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield (pointer, text) of the links and buttons to the cookie settings that show after a proved answer."""
    for state in (State.ACCEPT, State.REJECT):
        if not needs.answered(case, state):
            continue
        for p, page in enumerate(case.visits[state].pages):
            if page.phase is Phase.ANSWERED:
                for n, (text, _) in enumerate(page.links):
                    if _leads_back(text[:200], claim):
                        yield f"{case.visit_pointers[state]}/pages/{p}/links/{n}", text


def _leads_back(text: str, claim: Claim) -> bool:
    plain = " ".join(text.split()).casefold()
    if len(plain) >= _MIN_NAMED and plain in " ".join(claim.quote.split()).casefold():
        return bool(_COOKIES.search(plain) or _SETTINGS.search(plain))
    return bool(_COOKIES.search(plain) and _SETTINGS.search(plain))
