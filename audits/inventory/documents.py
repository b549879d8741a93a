"""The policies of a case: their text, their language, and the claims in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from audits.claims import extract_claims
from audits.model import Claim, DocumentCase
from crawler.evidence.bundle import Bundle
from crawler.evidence.model import Document, GatherError
from crawler.evidence.text import DocumentText

ReadClaims = Callable[[DocumentText, str], Iterable[Claim]]
"""Reads the claims of a text; the second argument is the digest of its raw bytes."""

Documents = tuple[tuple[DocumentCase, ...], tuple[Claim, ...], tuple[GatherError, ...]]


def documents_of(bundle: Bundle, read_claims: ReadClaims | None = None) -> Documents:
    """Return the documents, all their claims in reading order, and what went wrong in reading them.

    A document reached under two addresses is read for claims once.
    """
    cases, claims, errors = [], [], []
    read: dict[str, Sequence[Claim]] = {}
    for index, document in enumerate(bundle.evidence.documents):
        text = bundle.text(document)
        if text is not None and document.sha256 and document.sha256 not in read:
            found, error = _claims_in(text, document, read_claims or extract_claims)
            read[document.sha256] = found
            claims.extend(found)
            errors.extend(error)
        language = language_of(text, read.get(document.sha256 or "", ()))
        cases.append(DocumentCase(document=document, text=text, language=language, pointer=f"/documents/{index}"))
    return tuple(cases), tuple(claims), tuple(errors)


def language_of(text: DocumentText | None, claims: Sequence[Claim]) -> str:
    """Return the language most claims were read in, else the one the page declares, else `und`."""
    counted = Counter(claim.language for claim in claims if claim.language != "und")
    if counted:
        return min(counted, key=lambda language: (-counted[language], language))
    declared = (text.language or "") if text else ""
    return declared.split("-")[0].lower() or "und"


def _claims_in(text: DocumentText, document: Document, read: ReadClaims) -> tuple[list[Claim], list[GatherError]]:
    """Read the claims of one document. A text that breaks the reading costs that document, never the site."""
    try:
        found = list(read(text, document.sha256 or ""))
    except Exception as error:  # what a site wrote must not be able to end its own audit
        message = f"The claims of {document.url} could not be read ({type(error).__name__}); please report this text."
        return [], [GatherError(stage="claims", code="claims-failed", message=message, url=document.url)]
    return sorted(found, key=lambda claim: (claim.start, claim.end, claim.type, repr(sorted(claim.params)))), []
