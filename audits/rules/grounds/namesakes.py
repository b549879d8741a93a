"""Policies that speak for another company or site than the one they stand on, as copied ones do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audits.claims.languages import known_languages, load_language
from audits.claims.vendors import find_vendors
from audits.claims.words import fold, split_words
from audits.inventory.site import Site, host_of
from audits.knowledge import find_host
from audits.model import Case, DocumentCase, Party
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import listed, site_of
from crawler.evidence.hosts import registrable_domain
from crawler.evidence.text import DocumentText

_SCANNED = 60_000
"""Characters of a document in which it says whose it is."""
_NAME_WORD = r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я0-9][\w&.'’-]{0,30}"
_SELF = re.compile(
    rf"(?<![\w.])((?:{_NAME_WORD})(?:[ \u00a0](?:{_NAME_WORD}|&|og|och|and|und|en|et|de|of)){{0,5}}),?\s{{0,2}}"
    r"\(([^()\n]{2,80})\)"
)
_QUOTED = re.compile(r"[\"'“”„«»‘’]\s{0,2}([\w ]{1,20}?)\s{0,2}[\"'“”„«»‘’]")
_LEGAL_FORMS = frozenset(
    {
        "ab",
        "as",
        "asa",
        "aps",
        "oy",
        "oyj",
        "gmbh",
        "ag",
        "kg",
        "ug",
        "ohg",
        "se",
        "ltd",
        "limited",
        "llc",
        "llp",
        "inc",
    }
    | {"plc", "corp", "corporation", "bv", "nv", "vof", "sa", "sas", "sarl", "srl", "spa", "sl", "sp", "zoo", "z", "o"}
    | {
        "kft",
        "zrt",
        "bt",
        "sro",
        "doo",
        "eood",
        "ood",
        "ehf",
        "hf",
        "co",
        "company",
        "group",
        "the",
        "uab",
        "sia",
        "oü",
    }
)
_SHORTEST = 4
_AROUND = 80


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name in a policy that is not this site's."""

    name: str
    quote: str
    """Where it speaks for that name."""
    own_quote: str
    """Where it names this site; empty when it nowhere does."""
    pointer: str
    """JSON pointer to the document."""


@once
def other_names(case: Case) -> tuple[OtherName, ...]:
    """Return the names that the site's own documents speak for and that are not the site's, in order."""
    site = site_of(case)
    found: list[OtherName] = []
    for read in case.documents:
        host = host_of(read.document.final_url or read.document.url)
        if read.text is not None and site.party_of(host) is Party.FIRST:
            found += _of_scope(case, read, read.text, site)
            found += _of_self(case, read, read.text)
    return tuple(found)


def _of_scope(case: Case, read: DocumentCase, text: DocumentText, site: Site) -> Iterator[OtherName]:
    """Yield the site that the policy says it covers, when it covers none of this one's names."""
    scopes = [claim for claim in case.claims_of("scope") if claim.document_sha256 == read.document.sha256]
    named = [(registrable_domain(host_of(domain)), claim) for claim in scopes for domain in listed(claim, "domains")]
    if not named or any(_is_like(domain.split(".")[0], case) for domain, _ in named):
        return
    domain, claim = named[0]
    if find_host(domain) is None and not claim.hedged:
        yield OtherName(domain, claim.quote, _own_mention(text, site), read.pointer)


def _of_self(case: Case, read: DocumentCase, text: DocumentText) -> Iterator[OtherName]:
    """Yield the company that a policy calls "we", when it also calls this site's own so."""
    selves = list(_selves(text))
    own = [each for each in selves if any(_is_like(name, case) for name in each.names)]
    for each in selves:
        strange = not any(_words(each) & _words(other) for other in own)
        if own and strange and not find_vendors(each.names[0], split_words(each.names[0])):
            yield OtherName(each.names[0], each.quote, own[0].quote, read.pointer)


@dataclass(frozen=True, slots=True)
class _Self:
    """A name that a policy says is "we"."""

    names: tuple[str, ...]
    """The name, and what else it is called in the same brackets."""
    quote: str


def _selves(text: DocumentText) -> Iterator[_Self]:
    """Yield each name that is said to be "we", once."""
    seen: set[str] = set()
    for match in _SELF.finditer(text.text, 0, _SCANNED):
        quoted = _QUOTED.findall(match[2])
        persons = [word for word in quoted if fold(word) in _first_persons()]
        if persons and _compact(match[1]) not in seen:
            seen.add(_compact(match[1]))
            yield _Self((match[1], *(word for word in quoted if word not in persons)), match[0])


@once
def _labels(case: Case) -> frozenset[str]:
    """Return what the site is called, in one word each: the labels of its domains and its name in the sites file."""
    names = {domain.split(".")[0] for domain in site_of(case).domains} | {case.evidence.site.name}
    return frozenset(compact for name in names if len(compact := _compact(name)) >= 2)


def _is_like(name: str, case: Case) -> bool:
    """Tell whether a name may be this site's: one holds the other, or both begin alike."""
    word = _compact(name)
    return any(
        word in label or label in word or (len(word) >= _SHORTEST and word[:_SHORTEST] == label[:_SHORTEST])
        for label in _labels(case)
    )


def _own_mention(text: DocumentText, site: Site) -> str:
    """Return the words in which the document names this site; empty when it doesn't."""
    for domain in sorted(site.domains):
        at = text.text.casefold().find(domain)
        if at >= 0:
            low = max(text.text.rfind("\n", 0, at) + 1, at - _AROUND)
            high = text.text.find("\n", at)
            return text.text[low : min(high if high >= 0 else len(text.text), at + len(domain) + _AROUND)].strip()
    return ""


def _words(each: _Self) -> frozenset[str]:
    words = (word.text for name in each.names for word in split_words(name) if not word.is_mark)
    return frozenset(words) - _LEGAL_FORMS


def _compact(name: str) -> str:
    return "".join(word.text for word in split_words(name) if not word.is_mark and word.text not in _LEGAL_FORMS)


@cache
def _first_persons() -> frozenset[str]:
    """Return "we", "us", "our" in all languages: words of a site itself that are among the language's commonest."""
    found: set[str] = set()
    for code in known_languages():
        language = load_language(code)
        found |= {word for word in language.concepts.get("this_site", ()) if word in language.function_words}
    return frozenset(found)
