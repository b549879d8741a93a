"""The list of cookies leaves out what must be told of each.

What it checks
--------------
What the rows of the site's own lists say: how long each cookie is kept, and what it is for.

Why it matters
--------------
Consent is informed only when duration and purpose are told (Planet49).

How it decides
--------------
Failed when a list of at least three rows tells of no cookie how long it is kept, no row holds anything that may be a
time, and the document gives no time in running text either; or when more than half of its rows give neither a purpose
nor a category. Can't tell when some rows lack what others have. Passed when every row says both. Inapplicable when no
policy lists at least three cookies by name in rows. Can't tell when the document was not read to its end.

Known problems
--------------
Times in words that the reading does not know count as told. Confidence is medium.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from audits.model import Case, Confidence, Need, Rule, Severity, Verdict
from audits.rules.grounds.references import GDPR_12_13, PLANET49
from audits.rules.grounds.rows import Row, rows
from audits.rules.grounds.unread import unread_policies
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from audits.translation import say_list

RULE = Rule(
    id="list-incomplete",
    title="The list leaves out what must be told",
    severity=Severity.LOW,
    needs=(Need.DOCUMENTS,),
    messages={
        "no-lifetimes": "The list of cookies ({names}) tells of none how long it is kept.",
        "no-purposes": "The list of cookies does not say what {names} {are} for.",
        "policy-unread": "Nothing that was read tells of {names}, but {policies} could not be read, or not to the end.",
        "passed": "The lists say of every cookie what it is for and how long it is kept.",
        "gaps": "Rows of the list lack a lifetime or a purpose ({names}), or say it in words that were not read.",
        "inapplicable": "No policy lists several cookies by name in rows.",
    },
    remedy="Say in each row what the cookie is for, how long it is kept, and who has access to it.",
    settles={"gaps": "A look at the list by a person."},
    references=(PLANET49, GDPR_12_13),
)

_MIN_ROWS = 3
_MAY_BE_TIME = re.compile(
    r"\d|sess|sitzung|istun|zasedan|relác|munkamenet|sesj|seanc|lot[uú]|persist|perman|delet|lösch|rader|verwijder|slett"
    r"|poist|usun|supprim|elimin|borr|year|month|day|jahr|monat|dag|dygn|månad|jaar|maand|kuukau|vuos|mois|mes|anno|rok",
    re.IGNORECASE,
)
"""What may tell a time, in whatever language."""


def evaluate(case: Case) -> Verdict:
    """Judge what the rows of each document say."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in rows(case):
        if "\n" in row.claim.quote.strip():  # a row of several cells, not a name in running text
            lists[row.claim.document_sha256].append(row)
    judged = {sha256: group for sha256, group in sorted(lists.items()) if len(group) >= _MIN_ROWS}
    if not judged:
        return inapplicable()
    places = [read.pointer for read in case.documents if read.document.sha256 in judged]
    if any(read.text and read.text.truncated for read in case.documents if read.document.sha256 in judged):
        names = [row.name for group in judged.values() for row in group]
        return cant_tell("policy-unread", evidence=places, names=names, policies=say_list(unread_policies(case)[:3]))
    for sha256, group in judged.items():
        if _tells_no_time(case, sha256, group):
            names = [row.name for row in group]
            return failed("no-lifetimes", evidence=places, names=names, confidence=Confidence.MEDIUM)
        silent = [row.name for row in group if not _has_purpose(row)]
        if len(silent) > len(group) / 2:
            return failed("no-purposes", evidence=places, names=silent, confidence=Confidence.MEDIUM)
    every = [row for group in judged.values() for row in group]
    gaps = [row.name for row in every if not (_has_purpose(row) and row.says("lifetime"))]
    return cant_tell("gaps", evidence=places, names=gaps) if gaps else passed(evidence=places)


def _has_purpose(row: Row) -> bool:
    return bool(row.says("purpose") or row.says("category"))


def _tells_no_time(case: Case, document_sha256: str, group: list[Row]) -> bool:
    """Tell whether neither a row nor the document's running text says how long anything is kept."""
    told = case.claims_of("lifetime", "consent-record")
    if any(claim.document_sha256 == document_sha256 and _gives_time(claim.params) for claim in told):
        return False
    rest = (row.claim.quote.replace(row.name, "", 1) for row in group)
    return not any(row.says("lifetime") for row in group) and not any(_MAY_BE_TIME.search(text[:2000]) for text in rest)


def _gives_time(params: Mapping[str, Any]) -> bool:
    return bool(params.get("duration") or params.get("lifetime"))
