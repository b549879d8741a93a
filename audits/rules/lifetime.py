"""Cookies are kept no longer than the policy says in words.

What it checks
--------------
"Cookies are kept for at most 13 months", "the consent cookie is kept one year" against the lifetimes that were asked
for.

Why it matters
--------------
How long a visitor stays recognisable is decided by this number.

How it decides
--------------
The subject of the statement picks the cookies: a name, a category, the consent record, lasting cookies, or (for plain
"cookies") what the same words or those just before speak of, a cookie that was seen and whose name stands in them, a
declared cookie, the consent record, a vendor, the kind of cookies that the sentence or its heading names; else the
site's own. Failed when one of them was set for clearly longer.
Passed when such cookies were seen and none lives longer. Can't tell when none was seen, the subject is not one that can
be recognised, or the statement only explains what session cookies are.

Known problems
--------------
Plain "cookies" may be meant for some of them only; a failure is then of medium confidence.
"""

from __future__ import annotations

import re

from audits.claims.categories import NON_ESSENTIAL, label_hits, names, section_category
from audits.inventory.declarations import matches
from audits.model import Case, Claim, Confidence, Item, Party, PurposeSource, Rule, Severity, Verdict
from audits.rules.grounds.consent_records import consent_records
from audits.rules.grounds.lifetimes import OPEN_ENDED, outlives, spoken
from audits.rules.grounds.reading import is_vendors, listed, purposes_named, speaks_of_this_site
from audits.rules.grounds.references import OWN_WORDS, PLANET49
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.tracking import settled_purpose
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from crawler.evidence.model import StorageKind

RULE = Rule(
    id="lifetime",
    title="Kept longer than the policy says",
    severity=Severity.LOW,
    claim_types=("lifetime",),
    messages={
        "failed": "The policy says “{quote}”, but {names} {were} set for {seen}.",
        "passed": "No cookie that the statement speaks of was set for longer ({names}).",
        "not-seen": "No cookie that the statement speaks of was seen.",
        "definition": "This says what session cookies are, which every browser sees to.",
        "open-ended": "The statement gives no time that could be exceeded.",
        "hedged": "{names} {were} set for longer, but the statement is too guarded to be broken by it.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "example": "Several statements give different times for the same cookies, so each may be meant for some only.",
    },
    remedy="Shorten the lifetime where the cookie is set, or correct the statement.",
    settles={
        "definition": "Nothing that could be seen: the statement explains a word.",
        "open-ended": "A statement that names a time.",
        "example": "A statement that says which cookies each time is for.",
    },
    references=(OWN_WORDS, PLANET49),
)

_JUST_BEFORE = 300
"""Characters within which the cookie spoken of before is still the one that is meant."""

_LEAST_NAME = 3
"""Letters from which a stored item's name is told from a word that happens to be the same."""

_GUESSED = frozenset({PurposeSource.HOST, PurposeSource.BEHAVIOUR, PurposeSource.NONE})

_PLAIN = frozenset({"cookies", "cookie", "all cookies", "all", ""})


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on how long cookies are kept."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    declared, subject = str(claim.params.get("duration") or ""), str(claim.params.get("subject") or "").casefold()
    if declared in OPEN_ENDED or not declared:
        return cant_tell("open-ended")
    if subject == "session cookies":
        return cant_tell("definition")
    if _several(case, claim):
        return cant_tell("example")
    items = _meant(case, claim) if subject in _PLAIN else None
    items = _spoken_of(case, subject) if items is None else items
    judged = [(item, longer) for item in items if (longer := outlives(item, declared)) is not None]
    too_long = [item for item, longer in judged if longer]
    if _is_choice(subject) and len(too_long) < len(judged):
        too_long = []  # which of several records holds the choice is not known: one that is kept as said will do
    if too_long:
        return _exceeded(claim, too_long, named=subject not in _PLAIN)
    if not judged:
        return cant_tell("not-seen")
    held = [item for item, _ in judged]
    return passed(evidence=item_refs(held), names=[item.name for item in held])


def _exceeded(claim: Claim, too_long: list[Item], *, named: bool) -> Verdict:
    names = [item.name for item in too_long]
    evidence = item_refs(too_long)
    if claim.hedged:
        return cant_tell("hedged", evidence=evidence, names=names)
    longest = spoken(max(item.lifetime_s or 0 for item in too_long))
    return failed(
        evidence=evidence, names=names, seen=longest, confidence=Confidence.HIGH if named else Confidence.MEDIUM
    )


def _is_choice(subject: str) -> bool:
    return "consent" in subject or "choice" in subject


def _several(case: Case, claim: Claim) -> bool:
    """Tell whether the document gives other times for the same subject."""
    times = {
        str(other.params.get("duration"))
        for other in case.claims_of("lifetime")
        if other.document_sha256 == claim.document_sha256 and other.params.get("subject") == claim.params.get("subject")
    }
    return len(times) > 1


def _meant(case: Case, claim: Claim) -> list[Item] | None:
    """Return what plain "cookies" means by the words around it; None where they narrow it down to nothing."""
    near = _nearby(case, claim)
    return _of_kind(case, claim) if near is None else near


def _of_kind(case: Case, claim: Claim) -> list[Item] | None:
    """Return the cookies of the kinds that the sentence, or the section it stands in, is of; None where it is of all.

    "Analytics cookies stay for two years" says nothing of the cookie that keeps the visitor's choice.
    """
    reading = reading_of(case, claim)
    if reading is None:
        return None
    named = [name for name in names(label_hits(reading)) if name in NON_ESSENTIAL]
    section = section_category(reading)
    kinds = named or ([section] if section in NON_ESSENTIAL else [])
    return _spoken_of(case, " ".join(kinds)) if kinds else None


def _nearby(case: Case, claim: Claim) -> list[Item] | None:
    """Return what plain "cookies" means where the words around name it; None where they name nothing.

    "A cookie remembers your choice. It is kept for one year." speaks of one cookie, not of all; so does "the cookie
    session is deleted when you close the browser" where a cookie of that name was seen, though nothing marks the name.
    """
    cookies = [item for item in case.items if item.storage is StorageKind.COOKIE and item.blocked is None]
    named = [item for item in cookies if _is_word_of(item.name, claim.quote)]
    if named:
        return named
    around = [
        other
        for other in case.claims_of("cookie", "consent-record", "service")
        if other.document_sha256 == claim.document_sha256
        and other.start <= claim.end
        and other.end >= claim.start - (0 if other.type == "service" else _JUST_BEFORE)
    ]
    names = [str(other.params.get("name")) for other in around if other.type == "cookie"]
    if names:
        return [item for item in case.items if any(matches(name, item.name) for name in names)]
    if any(other.type == "consent-record" for other in around):
        return [item for item in consent_records(case) if item.storage is StorageKind.COOKIE]
    vendors = [vendor for other in around for vendor in listed(other, "vendor", "vendors")]
    return [item for item in case.items if any(is_vendors(item.vendor, each) for each in vendors)] if vendors else None


def _is_word_of(name: str, quote: str) -> bool:
    """Tell whether a stored item's name stands in a quote as a word of its own."""
    return len(name) >= _LEAST_NAME and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", quote) is not None


def _spoken_of(case: Case, subject: str) -> list[Item]:
    """Return the cookies that the subject of a statement picks; none when it is not recognised."""
    cookies = [item for item in case.items if item.storage is StorageKind.COOKIE and item.blocked is None]
    if _is_choice(subject):
        return [item for item in consent_records(case) if item.storage is StorageKind.COOKIE]
    words = subject.split()
    purposes = purposes_named(words)
    if purposes:
        known = [item for item in cookies if item.purpose_source not in _GUESSED]
        return [item for item in known if settled_purpose(item) in purposes]
    own = [item for item in cookies if item.party is Party.FIRST]
    if subject in _PLAIN:
        return own
    if subject == "persistent cookies":
        return [item for item in own if item.lifetime_s is not None]
    return [item for item in cookies if any(matches(word, item.name) for word in words)]
