"""A policy contradicts itself, was never filled in, or speaks for somebody else.

What it checks
--------------
The statements of the site's policies against each other, within one document and between two (no cookies, yet a list
of them; only necessary ones, yet one for marketing; no analytics, yet Google Analytics; no third-party cookies, yet one
from others; all deleted with the browser, yet one kept for months; nothing shared, yet shared with advertisers; a
signal honoured, and not), blanks of a template that were never filled in ("[Your Website URL]", "{{ site.title }}",
"XXX"), and names of another site or company.

Why it matters
--------------
Information that says both one thing and its opposite informs nobody, and a policy of somebody else promises nothing.

How it decides
--------------
Failed when two statements exclude each other and both speak of the whole site, without a condition; in two documents,
when the titles of both name no more than a policy of cookies or privacy (a consent manager's own list is one, too),
both are on one host and in one language, and what denies speaks of cookies or analytics. Failed, too, when a blank
stands in the text; when a document that names this site says that it covers another one, or calls two different
companies "we". Can't tell when the two may speak of different times (before and after an answer) or things (a title
that names something else besides, another language, a service that may do without the cookies denied), when a script
may fill the blank in, or when the document names only another site, which may be of the same company. A document whose
title names no policy is held against none. Each contradiction is a finding of its own, with both quotes. Passed when
none was found, inapplicable when no policy could be read.

Known problems
--------------
Contradictions in other words than those the claims are read in are not seen. A text that shows an unfilled template on
purpose, as a maker of templates may, is taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audits.model import Case, Confidence, DocumentCase, Rule, Severity, Verdict
from audits.rules.grounds.blanks import Blank, blanks_in
from audits.rules.grounds.contradictions import Contradiction, contradictions
from audits.rules.grounds.namesakes import OtherName, other_names
from audits.rules.grounds.reading import is_of_this_site
from audits.rules.grounds.references import GDPR_5_1_A, GDPR_12_13, OWN_WORDS
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed

RULE = Rule(
    id="policy-contradicts-itself",
    title="Policy contradicts itself",
    severity=Severity.MEDIUM,
    messages={
        "failed": "The policy says “{one}”, and also “{other}”.",
        "may-differ": "The policy says “{one}”, and also “{other}”; they may speak of different times or things.",
        "two-policies": "One policy of the site says “{one}”, another ({where}) “{other}”.",
        "two-may-differ": "One policy of the site says “{one}”, another ({where}) “{other}”; they may speak of "
        "different times or things.",
        "blank": "The policy holds blanks that were never filled in ({names}): “{quoted}”.",
        "template": "The policy as fetched holds blanks ({names}) that a script may fill in: “{quoted}”.",
        "another": "The policy speaks for {names}: “{one}”, and of this site it says “{other}”.",
        "only-another": "The policy speaks for {names}, not for this site: “{one}”.",
        "passed": "No policy of the site contradicts itself, holds blanks or speaks for somebody else.",
        "inapplicable": "No policy could be read.",
    },
    remedy="Correct the policy so that it says one thing, of this site, with nothing left to fill in.",
    settles={
        "may-differ": "Words in the policy that say of which time or thing each statement speaks.",
        "two-may-differ": "Words in the two policies that say of which time or thing each statement speaks.",
        "template": "A look at the policy in a browser: if the blank shows there too, nobody filled it in.",
        "only-another": "Words in the policy that say whose site this is.",
    },
    references=(OWN_WORDS, GDPR_5_1_A, GDPR_12_13),
)


def evaluate(case: Case) -> Verdict | tuple[Verdict, ...]:
    """Judge the site's policies by themselves; one verdict for each thing found."""
    documents = [read for read in case.documents if read.text is not None]
    if not documents:
        return inapplicable()
    found = [
        *(_of_contradiction(case, each) for each in contradictions(case)),
        *(verdict for read in documents if _is_own(case, read) for verdict in _of_blanks(read)),
        *(_of_name(each) for each in other_names(case)),
    ]
    return tuple(found) or passed(evidence=[read.pointer for read in documents])


def _of_contradiction(case: Case, each: Contradiction) -> Verdict:
    digests = (each.one.document_sha256, each.other.document_sha256)
    pointers = [read.pointer for read in case.documents if read.document.sha256 in digests]
    one, other = each.one.quote, each.other.quote
    if each.in_two_documents:
        where = next(read.document.url for read in case.documents if read.document.sha256 == digests[1])
        made = failed("two-policies", evidence=pointers, one=one, other=other, where=where, mark=each.kind)
        unsure = cant_tell("two-may-differ", evidence=pointers, one=one, other=other, where=where, mark=each.kind)
        return replace(made if each.firm else unsure, claim=each.one)
    if each.firm:
        return replace(failed(evidence=pointers, one=one, other=other), claim=each.one)
    return replace(cant_tell("may-differ", evidence=pointers, one=one, other=other), claim=each.one)


def _of_blanks(read: DocumentCase) -> Iterator[Verdict]:
    """Yield one verdict for a document's blanks that are certain, one for those that a script may fill in."""
    blanks = blanks_in(read.text) if read.text is not None else ()
    firm, open_ones = [blank for blank in blanks if blank.firm], [blank for blank in blanks if not blank.firm]
    if firm:
        yield failed("blank", evidence=[read.pointer], names=_words(firm), quoted=firm[0].quote, mark=_mark(firm))
    if open_ones:
        yield cant_tell(
            "template",
            evidence=[read.pointer],
            names=_words(open_ones),
            quoted=open_ones[0].quote,
            mark=_mark(open_ones),
        )


def _of_name(each: OtherName) -> Verdict:
    name, mark = [each.name], f"name {each.name}"
    if not each.own_quote:
        return cant_tell("only-another", evidence=[each.pointer], names=name, one=each.quote, mark=mark)
    return failed(
        "another",
        evidence=[each.pointer],
        names=name,
        confidence=Confidence.MEDIUM,
        one=each.quote,
        other=each.own_quote,
        mark=mark,
    )


def _is_own(case: Case, read: DocumentCase) -> bool:
    return read.document.sha256 is not None and is_of_this_site(case, read.document.sha256)


def _words(blanks: list[Blank]) -> list[str]:
    return [blank.words for blank in blanks]


def _mark(blanks: list[Blank]) -> str:
    return f"blank {blanks[0].words}"
