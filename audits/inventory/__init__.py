"""Joins what was observed into the case that rules judge: documents, claims, stored items and hosts.

The one entry is `build_case`. `assemble` is the part of it that reads nothing, for callers that hold the texts and
the claims already. Everything is sorted, so the same bundle gives the same case.
"""

from __future__ import annotations

from collections.abc import Sequence

from audits.inventory.declarations import Declarations
from audits.inventory.documents import ReadClaims, documents_of
from audits.inventory.hosts import hosts_of
from audits.inventory.items import items_of
from audits.inventory.site import Site
from audits.knowledge.user_file import UserFile
from audits.model import Case, Claim, DocumentCase
from crawler.evidence.bundle import Bundle
from crawler.evidence.model import GatherError, SiteEvidence

__all__ = ["assemble", "build_case"]


def build_case(bundle: Bundle, read_claims: ReadClaims | None = None, user_file: UserFile | None = None) -> Case:
    """Return the case of a bundle.

    `read_claims` replaces the reading of claims; None: `extract_claims`. `user_file`: the user's own list of cookies.
    """
    documents, claims, errors = documents_of(bundle, read_claims)
    return assemble(bundle.evidence, documents, claims, errors, user_file)


def assemble(
    evidence: SiteEvidence,
    documents: Sequence[DocumentCase] = (),
    claims: Sequence[Claim] = (),
    errors: Sequence[GatherError] = (),
    user_file: UserFile | None = None,
) -> Case:
    """Return the case of evidence whose documents have been read."""
    site = Site.of(evidence)
    declarations = Declarations.of(documents, claims, site)
    return Case(
        evidence=evidence,
        documents=tuple(documents),
        claims=tuple(claims),
        items=items_of(evidence, site, declarations, user_file),
        hosts=hosts_of(evidence, site),
        visits={visit.state: visit for visit in reversed(evidence.visits)},
        visit_pointers={visit.state: f"/visits/{i}" for i, visit in reversed(list(enumerate(evidence.visits)))},
        errors=tuple(errors),
    )
