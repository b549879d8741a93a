"""Which stored items the site's own lists name.

Lists write names as patterns: `_ga_*`, `_ga_<container-id>`, `_hjSession_{site_id}`, `_pk_id.*`, `__Secure-xxxxx`,
`_dc_gtm_UA-#`. `matches` reads them all as "this beginning, then anything, then this end".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from audits.inventory.ownership import speaks_for
from audits.inventory.site import Site
from audits.model import Claim, DocumentCase
from crawler.evidence.model import DocumentKind

_PLACEHOLDER = re.compile(
    r"<[^<>]{1,40}>|\{[^{}]{1,40}\}|\[[^\[\]]{1,40}\]|\*+|#+|…|\.{3}|(?<![a-z0-9])x{2,}(?![a-z0-9])|(?<=[-_.])x{2,}|X{3,}"
)
"""A stretch that stands for something that differs: in brackets, stars, a row of x."""


@lru_cache(maxsize=1024)
def _pattern(declared: str) -> re.Pattern[str] | None:
    """Return the declared name as a pattern; None when nothing in it is fixed."""
    literal = _PLACEHOLDER.split(declared.strip()[:200])
    if len(literal) > 4:  # nobody writes such names; many open stretches would make matching slow
        literal = [literal[0], literal[-1]]
    if len(literal) == 1 and len(literal[0]) > 3 and literal[0][-1] in "_-.":
        literal = [literal[0], ""]  # `_ga_` in a list means the cookies that begin so
    if sum(len(part) for part in literal) < 2:
        return None
    return re.compile(".{0,200}".join(re.escape(part) for part in literal), re.DOTALL)


def matches(declared: str, name: str) -> bool:
    """Tell whether a stored item's name is the one a list declares."""
    pattern = _pattern(declared)
    return declared.strip() == name or (pattern is not None and pattern.fullmatch(name) is not None)


@dataclass(frozen=True, slots=True)
class Declarations:
    """The cookie lists of a site."""

    claims: tuple[Claim, ...]
    """Claims of type `cookie`, in reading order."""
    readable: bool
    """At least one policy could be read."""
    managers: frozenset[str] = frozenset()
    """Digests of the documents that are a consent manager's declaration, not the site's own policy."""
    others: frozenset[str] = frozenset()
    """Digests of the documents that do not speak for the site: what they say a cookie is for proves nothing here."""

    @classmethod
    def of(cls, documents: Sequence[DocumentCase], claims: Sequence[Claim], site: Site | None = None) -> Declarations:
        """Collect the declared cookies of a site's documents. `site`: None takes all documents to be the site's own."""
        listed = tuple(claim for claim in claims if claim.type == "cookie" and claim.params.get("name"))
        own = {read.document.sha256 for read in documents if read.document.kind is not DocumentKind.CMP_DECLARATION}
        managers = frozenset(
            read.document.sha256 for read in documents if read.document.sha256 and read.document.sha256 not in own
        )
        readable = any(document.text is not None for document in documents)
        listing = {claim.document_sha256 for claim in listed} if site else set()
        others = frozenset(digest for digest in listing if site and not speaks_for(site, digest, documents, claims))
        return cls(listed, readable, managers, others)

    def claims_for(self, name: str) -> tuple[Claim, ...]:
        """Return the claims that declare an item of this name, exact names before patterns."""
        found = [claim for claim in self.claims if matches(str(claim.params["name"]), name)]
        return tuple(sorted(found, key=lambda claim: str(claim.params["name"]) != name))

    def declares(self, name: str) -> bool | None:
        """Tell whether a list names the item; None when there is no list to look in."""
        if not self.readable or not self.claims:
            return None
        return bool(self.claims_for(name))
