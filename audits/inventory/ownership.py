"""Which documents speak for the site: sites link to policies of other companies too, which commit them to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audits.inventory.site import Site, host_of
from audits.model import Claim, DocumentCase, Party
from crawler.evidence.hosts import registrable_domain
from crawler.evidence.policy_hosts import is_hosted_policy


def speaks_for(site: Site, sha256: str, documents: Sequence[DocumentCase], claims: Iterable[Claim]) -> bool:
    """Tell whether a document, by the digest of its raw bytes, is one of the site's own.

    The domains that it says it is for decide; else that it lies on the site, that the user named it, or that the site
    links to it on a service that hosts the policies of others.
    """
    scopes = [
        domain
        for claim in claims
        if claim.type == "scope" and claim.document_sha256 == sha256
        for domain in _domains(claim)
    ]
    if scopes:
        return any(registrable_domain(host_of(domain)) in site.domains for domain in scopes)
    found = [read.document for read in documents if read.document.sha256 == sha256]
    named = any(document.found_by.source in ("sites-file", "argument") for document in found)
    hosted = any(
        document.found_by.source in ("home-link", "banner-link") and is_hosted_policy(document.url)
        for document in found
    )
    hosts = [host_of(document.final_url or document.url) for document in found]
    return named or hosted or not hosts or any(site.party_of(host) is Party.FIRST for host in hosts)


def _domains(claim: Claim) -> tuple[str, ...]:
    value = claim.params.get("domains") or ()
    return (value,) if isinstance(value, str) else tuple(str(each) for each in value)
