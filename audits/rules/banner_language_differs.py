"""The banner asks for consent in another language than the site's.

What it checks
--------------
The language of the banner's words, against the language that the home page declares and the language of the site's
policies.

Why it matters
--------------
Consent has to be informed: who can't read the question has not agreed. Information must be intelligible to those whom
the site addresses, and a site addresses the speakers of the language that it is written in.

How it decides
--------------
Failed when the home page declares one language, a policy of the site is written in it, and the banner's words are in
another that the visitor's browser did not ask for. Passed when the banner speaks the page's language, a policy's, or
the browser's. Can't tell when only the page's declaration stands against the banner (templates often declare a wrong
language), and when the two languages are near relatives, which few words don't tell apart. Inapplicable without a
banner, and where its language or the page's isn't known.

Known problems
--------------
A banner of a few words has no language that can be told.
"""

from __future__ import annotations

from audits.model import Case, Need, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.references import GDPR_7_2, GDPR_12_13, WP260
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed

RULE = Rule(
    id="banner-language-differs",
    title="Banner in another language than the site",
    severity=Severity.MEDIUM,
    needs=(Need.BANNER,),
    messages={
        "failed": "The banner asks in another language ({banner}) than the site and its policy have ({page}).",
        "passed": "The banner asks in a language of the site or of the visitor ({banner}).",
        "declared-only": "The banner's language ({banner}) is not the one that the page declares ({page}); whether the "
        "page is written in it isn't clear.",
        "near-relatives": "The banner's language ({banner}) and the page's ({page}) are too near each other to be told "
        "apart by a few words.",
        "no-banner": "No consent banner was found.",
        "language-unknown": "The language of the banner or of the page isn't known.",
    },
    remedy="Show the banner in the language of the page that it stands on.",
    settles={
        "declared-only": "A policy of the site in the page's language, or a look at the page by a person.",
        "near-relatives": "A look at the banner by a person who reads both languages.",
    },
    references=(GDPR_12_13, GDPR_7_2, WP260),
)

_RELATIVES = (
    frozenset({"da", "nb", "nn", "sv"}),
    frozenset({"cs", "sk"}),
    frozenset({"hr", "sl", "bs", "sr", "me"}),
    frozenset({"ca", "es", "gl", "pt"}),
    frozenset({"be", "bg", "mk", "ru", "uk"}),
)
_SAME = {"no": "nb", "sh": "hr", "iw": "he"}
"""Codes that stand for another."""


def evaluate(case: Case) -> Verdict:
    """Judge the language of the banner."""
    shown = needs.shown_banner(case)
    if shown is None:
        return inapplicable("no-banner")
    state, banner_shown = shown
    visit, pointer = case.visits[state], case.visit_pointers[state]
    banner, page = _code(banner_shown.language), _code(visit.pages[0].language if visit.pages else None)
    if banner is None or page is None:
        return inapplicable("language-unknown", evidence=[f"{pointer}/banner"])
    evidence = [f"{pointer}/banner/language", f"{pointer}/pages/0/language"]
    documents = [(document.pointer, _code(document.language)) for document in case.documents]
    if banner in {page, _code(case.evidence.environment.locale), *(code for _, code in documents)}:
        return passed(evidence=evidence, banner=banner, page=page)
    if any({banner, page} <= relatives for relatives in _RELATIVES):
        return cant_tell("near-relatives", evidence=evidence, banner=banner, page=page)
    written = [where for where, code in documents if code == page]
    if not written:
        return cant_tell("declared-only", evidence=evidence, banner=banner, page=page)
    return failed(evidence=[*evidence, *written], banner=banner, page=page)


def _code(language: str | None) -> str | None:
    """Return the language of a tag as declared; None when it names none."""
    code = (language or "").replace("_", "-").split("-")[0].strip().casefold()
    return None if code in ("", "und", "mul", "zxx") or not code.isalpha() else _SAME.get(code, code)
