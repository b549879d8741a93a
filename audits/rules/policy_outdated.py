"""A policy is older than the law it has to meet.

What it checks
--------------
The date that each policy gives itself, and whether it rests on law that is no longer in force.

Why it matters
--------------
A text from before the GDPR can't hold what the GDPR asks for; one that rests on repealed law tells visitors of rights
and safeguards that are no longer there.

How it decides
--------------
Failed when a policy dates itself before 25 May 2018; when it names the Privacy Shield (void since July 2020) and says
nothing of its end or of what came after; when it names a data protection law that the GDPR replaced and never the GDPR;
or when it names the Swedish act on electronic communications of 2003 (replaced in June 2022) and not the one of 2022.
Can't tell when its date is more than three years back: it may still be true. Passed when a policy has a later date.
Inapplicable when no policy of the site is dated and none names such law. Can't tell when another policy of the kind is
not outdated (the old one may be kept for the record), or when the text was not read to its end.

Known problems
--------------
A date in a text may be that of a part of it. Confidence is medium.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from audits.model import Case, Confidence, DocumentCase, Need, Rule, Severity, Verdict
from audits.rules.grounds.reading import is_of_this_site
from audits.rules.grounds.references import GDPR_5_1_A, GDPR_12_13, SCHREMS_II, SE_LEK_9_28
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed

RULE = Rule(
    id="policy-outdated",
    title="Outdated policy",
    severity=Severity.LOW,
    needs=(Need.DOCUMENTS,),
    messages={
        "before-gdpr": "A policy ({names}) is dated {day}, before the GDPR applied.",
        "former-law": "A policy ({names}) rests on law that is no longer in force: {law}.",
        "passed": "The policies are dated {day} and later.",
        "old": "A policy ({names}) is dated {day}, more than three years before it was read; it may still be true.",
        "other-version": "{names} looks outdated, but may not be the version in force, or was not read to its end.",
        "inapplicable": "No policy is dated, and none names law that is no longer in force.",
    },
    remedy="Go through the policy, bring it up to date, and date it.",
    settles={
        "old": "The word of who runs the site that the text was looked at since.",
        "other-version": "Knowing which version is in force: name its address in the sites file (policy=…).",
    },
    references=(GDPR_12_13, GDPR_5_1_A, SCHREMS_II, SE_LEK_9_28),
)

_GDPR_APPLIES = date(2018, 5, 25)
_OLD = timedelta(days=3 * 366)
_MAX_TEXT = 400_000

_SHIELD = re.compile(r"privacy[\s-]?shield", re.IGNORECASE)
_AFTER_SHIELD = re.compile(
    r"data privacy framework|\bDPF\b|schrems|invalid|ogiltig|ugyldig|ongeldig|nietig|ungültig|unwirksam|mitätö|nieważn"
    r"|annul|inválid|zneplat|neplat|no longer|standard contractual|standard data protection|\bSCCs?\b|standardavtal"
    r"|modelcontract|standaardcontract|standaardbepaling|standardvertrag|clauses contractuelles|clausole|cláusulas"
    r"|vakiolauseke|klauzul",
    re.IGNORECASE,
)
_GDPR = re.compile(
    r"GDPR|DSGVO|DS-GVO|RGPD|\bAVG\b|RODO|2016/679|General Data Protection|dataskyddsförordning|databeskyttelses?forord"
    r"|personvernforordning|tietosuoja-asetus|Datenschutz-?Grundverordnung|Verordening|règlement général|Regolamento"
    r"|Reglamento|Regulamento|persónuvernd|isikuandmete|rozporządzen|nařízení|nariadeni|rendelet|Protection Act 2018",
    re.IGNORECASE,
)
_BEFORE_GDPR = re.compile(
    r"personuppgiftslagen|Wet bescherming persoonsgegevens|95/46/E[CG]|Data Protection Act 1998|persondataloven"
    r"|henkilötietolaki|Bundesdatenschutzgesetz \(BDSG\) in der Fassung von 2003",
    re.IGNORECASE,
)
_LEK_2003 = re.compile(r"2003:389|lagen? om elektronisk kommunikation[^.]{0,80}25 juli 2003", re.IGNORECASE)
_LEK_2022 = re.compile(r"2022:482|\b2022\b")


def evaluate(case: Case) -> Verdict:
    """Judge the age of the site's policies."""
    own = [read for read in case.documents if read.text and is_of_this_site(case, read.document.sha256 or "")]
    for read in own:
        law = _former_law(read.text.text[:_MAX_TEXT]) if read.text else None
        if law is not None:
            names, sure = [read.document.url], Confidence.MEDIUM
            if _is_in_doubt(case, own, read):
                return cant_tell("other-version", evidence=[read.pointer], names=names)
            return failed("former-law", evidence=[read.pointer], names=names, confidence=sure, law=law)
    dated = [(day, read) for read in own if (day := _day(case, read)) is not None]
    if not dated:
        return inapplicable()
    oldest, read = min(dated, key=lambda pair: pair[0])
    evidence, names, told = [read.pointer], [read.document.url], oldest.isoformat()
    if oldest < _GDPR_APPLIES and _is_in_doubt(case, own, read):
        return cant_tell("other-version", evidence=evidence, names=names)
    if oldest < _GDPR_APPLIES:
        return failed("before-gdpr", evidence=evidence, names=names, confidence=Confidence.MEDIUM, day=told)
    if oldest < date.fromisoformat(case.evidence.finished_at[:10]) - _OLD:
        return cant_tell("old", evidence=evidence, names=names, day=told)
    return passed(evidence=[each.pointer for _, each in dated], day=told)


def _is_in_doubt(case: Case, own: Sequence[DocumentCase], read: DocumentCase) -> bool:
    """Tell whether a document may not be what is in force: a better one of its kind is there, or its end is unread."""
    others = [each for each in own if each.document.kind is read.document.kind]
    better = any(not _is_outdated(case, each) for each in others)
    return better or (read.text is not None and read.text.truncated)


def _is_outdated(case: Case, read: DocumentCase) -> bool:
    day = _day(case, read)
    former = _former_law(read.text.text[:_MAX_TEXT]) if read.text else None
    return former is not None or (day is not None and day < _GDPR_APPLIES)


def _day(case: Case, read: DocumentCase) -> date | None:
    """Return the latest date a document gives itself; None when it gives none that is whole."""
    days = []
    for claim in case.claims_of("updated"):
        if claim.document_sha256 == read.document.sha256:
            try:
                days.append(date.fromisoformat(str(claim.params.get("date"))))
            except ValueError:
                continue
    return max(days, default=None)


def _former_law(text: str) -> str | None:
    """Return the law that a text rests on though it is no longer in force; None when there is none."""
    if _SHIELD.search(text) and not _AFTER_SHIELD.search(text):
        return "the EU-US Privacy Shield"
    old = _BEFORE_GDPR.search(text)
    if old and not _GDPR.search(text):
        return " ".join(old[0].split())
    if _LEK_2003.search(text) and not _LEK_2022.search(text):
        return "lagen (2003:389) om elektronisk kommunikation"
    return None
