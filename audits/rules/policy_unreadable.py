"""A policy that the site links to can't be read.

What it checks
--------------
Every policy address found: whether it answers, and whether text comes of it.

Why it matters
--------------
Information that visitors can't open is not given.

How it decides
--------------
Failed when a linked policy answers "not found" or "gone" (404, 410). Can't tell for other trouble, which may be passing
or ours: timeouts, robots.txt, refused connections, formats that can't be read. Inapplicable when no policy was found.

Known problems
--------------
Some sites answer machines with 404 where people get the page.
"""

from __future__ import annotations

from audits.model import Case, Confidence, DocumentCase, Rule, Severity, Verdict
from audits.rules.grounds.references import GDPR_12_13
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed

RULE = Rule(
    id="policy-unreadable",
    title="Policy can't be read",
    severity=Severity.MEDIUM,
    messages={
        "failed": "The site links to a policy that does not exist: {names}.",
        "passed": "Every policy found could be read.",
        "unread": "A policy could not be read: {names} ({why}).",
        "inapplicable": "No policy was found.",
    },
    remedy="Mend the link, or publish the policy where it leads.",
    settles={
        "unread": "Another try, as the trouble may have passed; or the address of a copy in the sites file (policy=…).",
    },
    references=(GDPR_12_13,),
)

_MIN_TEXT = 40
"""Characters below which a page holds no policy."""


def evaluate(case: Case) -> Verdict:
    """Judge whether the policies found can be read."""
    if not case.documents:
        return inapplicable()
    dead = [document for document in case.documents if _is_dead(document)]
    if dead:
        pointers = [document.pointer for document in dead]
        names = [document.document.url for document in dead]
        return failed(evidence=pointers, names=names, confidence=Confidence.MEDIUM)
    unread = [document for document in case.documents if not _is_read(document)]
    if unread:
        error = unread[0].document.error
        why = error.message if error else "there is hardly any text on the page"
        pointers = [document.pointer for document in unread]
        return cant_tell("unread", evidence=pointers, names=[each.document.url for each in unread], why=why)
    return passed(evidence=[document.pointer for document in case.documents])


def _is_dead(read: DocumentCase) -> bool:
    document = read.document
    linked = document.found_by.source in ("home-link", "banner-link", "document-link")
    return (
        linked
        and document.error is not None
        and (document.status in (404, 410) or document.error.code in ("http-404", "http-410"))
    )


def _is_read(read: DocumentCase) -> bool:
    return read.text is not None and len(read.text.text.strip()) >= _MIN_TEXT
