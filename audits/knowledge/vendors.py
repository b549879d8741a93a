"""Vendors: canonical names for what policies, hosts and cookies call by many.

Facts are in `vendors.toml`; its head says what each column means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from audits.knowledge.tables import TableError, category_purposes, read_table

MAX_NAME_LENGTH = 120
"""Longer text is no vendor's name (characters)."""

_SEVERAL = 2
"""Kinds of services from which a company's name alone does not tell which of them is meant."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorFact:
    """A vendor or one of its services."""

    name: str
    """Canonical name."""
    company: str
    """Who owns it."""
    country: str
    """Seat of the company, ISO 3166-1 alpha-2."""
    category: str
    """A key of `categories.toml`."""
    part_of: tuple[str, ...] = ()
    """Canonical names that cover it as well: "Google" for "Google Analytics"."""
    aliases: tuple[str, ...] = ()
    case_sensitive: bool = False
    """The name is an ordinary word, so only this spelling of it means the vendor."""
    hosts: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def find_vendor(text: str) -> VendorFact | None:
    """Return the vendor that `text` as a whole names, by canonical name or alias; None when none does."""
    if len(text) > MAX_NAME_LENGTH:
        return None
    words = tuple(word for word, _, _ in _words(text))
    return _matching(words, tuple(word.casefold() for word in words))


def company_of(vendor_name: str) -> str | None:
    """Return the company behind a vendor, by any of its names; None when it isn't known."""
    vendor = find_vendor(vendor_name)
    return vendor.company if vendor else None


def same_vendor(first: str, second: str) -> bool:
    """Whether two names mean the same vendor, or one covers the other.

    "GA4" is "Google Analytics"; "Google" covers it. "YouTube" and "Google Analytics" are not the same, though one
    company owns both: `company_of` compares that. Unknown names are the same only when spelled alike.
    """
    one, other = find_vendor(first), find_vendor(second)
    if one is None or other is None:
        return first.strip().casefold() == second.strip().casefold()
    return one.name == other.name or one.name in other.part_of or other.name in one.part_of


def is_surely(seen: str, named: str) -> bool:
    """Whether a vendor seen is the one that is named, and not perhaps another service of the same company.

    What is Google's in general may be any of its services', so it is not surely Google Maps'; what is LinkedIn's, whose
    services are all of one kind, is its tag's. What is Google Maps' is surely Google's.
    """
    if not same_vendor(seen, named):
        return False
    one, other = find_vendor(seen), find_vendor(named)
    if one is None or other is None or one.name == other.name or other.name in one.part_of:
        return True
    return not has_many_services(one.name)


def has_many_services(name: str) -> bool:
    """Whether a name is a company's with services of several kinds, so that it alone doesn't tell which is meant."""
    fact = find_vendor(name)
    return fact is not None and len(_kinds_of_parts().get(fact.name, ())) >= _SEVERAL


@cache
def _kinds_of_parts() -> Mapping[str, frozenset[str]]:
    """Return the categories of the services that each vendor covers."""
    kinds: dict[str, set[str]] = {}
    for vendor in vendors().values():
        for whole in vendor.part_of:
            kinds.setdefault(whole, set()).add(vendor.category)
    return {name: frozenset(categories) for name, categories in kinds.items()}


@cache
def vendors() -> Mapping[str, VendorFact]:
    """Return all vendors by canonical name. Raise `TableError` when the table is wrong."""
    found: dict[str, VendorFact] = {}
    for row in read_table("vendors.toml")["vendor"]:
        fact = _fact(row)
        if fact.category not in category_purposes():
            raise TableError(f"vendors.toml: {fact.name}: no category {fact.category!r}")
        if fact.name in found:
            raise TableError(f"vendors.toml: {fact.name}: stands twice")
        found[fact.name] = fact
    return found


def _fact(row: Mapping[str, Any]) -> VendorFact:
    return VendorFact(
        name=row["name"],
        company=row["company"],
        country=row["country"],
        category=row["category"],
        part_of=tuple(row.get("part_of", ())),
        aliases=tuple(row.get("aliases", ())),
        case_sensitive=row.get("case_sensitive", False),
        hosts=tuple(row.get("hosts", ())),
    )


def _matching(exact: tuple[str, ...], folded: tuple[str, ...]) -> VendorFact | None:
    """Return the vendor with this name: as spelled, else in any case where its name allows that."""
    return _names().get(exact) or _names_in_any_case().get(folded)


@cache
def _names() -> Mapping[tuple[str, ...], VendorFact]:
    """Return vendors by each name as spelled, cut into words."""
    return {_cut(name): vendor for vendor in vendors().values() for name in (*vendor.aliases, vendor.name)}


@cache
def _names_in_any_case() -> Mapping[tuple[str, ...], VendorFact]:
    """Return vendors by casefolded name, without the names that only count as spelled."""
    return {
        tuple(word.casefold() for word in _cut(name)): vendor
        for vendor in vendors().values()
        for name in (*vendor.aliases, vendor.name)
        if not (vendor.case_sensitive or _is_short_acronym(name))
    }


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Return, for each first word (casefolded) of any name, how many words such names have, longest first."""
    lengths: dict[str, set[int]] = {}
    for words in _names():
        lengths.setdefault(words[0].casefold(), set()).add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}


def _is_short_acronym(name: str) -> bool:
    """GTM, AWS, IAS: in small letters these are often something else."""
    return len(name) <= 4 and name.isupper()


def _cut(name: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in _words(name))


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (word, start, end): runs of letters and digits, and other signs one by one. Hyphens count as blanks."""
    for match in _WORD.finditer(text):
        if match.group() not in "-‑–_":
            yield unicodedata.normalize("NFC", match.group()), match.start(), match.end()
