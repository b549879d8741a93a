"""Which stored items and requests need consent for sure, which may, and which don't.

Firm ground is a purpose that is known (the site's own words, its consent manager, curated knowledge, a user's file) to
be analytics or marketing. A functional purpose alone, a purpose guessed from behaviour, audience measurement that the
policy claims to be exempt, and unknown identifiers are doubtful: they keep a rule from passing, never make it fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from audits.inventory.hosts import path_of
from audits.inventory.site import host_of
from audits.knowledge.cookies import CookieFact, find_cookie
from audits.knowledge.hosts import business_of, find_host, find_request
from audits.knowledge.vendors import company_of, same_vendor
from audits.model import Case, Confidence, Item, Party, Purpose, PurposeSource
from audits.rules.grounds.beacons import SELF_HOSTED_MEASUREMENT
from audits.rules.grounds.certainty import certainty_of, surest
from audits.rules.grounds.exemptions import measurement_is_exempt
from crawler.evidence.model import StorageKind

NEEDS_CONSENT = frozenset({Purpose.ANALYTICS, Purpose.MARKETING})

_MIN_LETTERS = 5
"""Letters and digits from which a vendor's name for a cookie is hardly ever somebody else's."""

_LONG_LIVED_S = 2 * 86400
_OPTED_OUT = re.compile(
    r"(?i:-1|(?:[a-z]{1,12}[:=])?(?:opt(?:ed)?[-_ ]?out|no[-_ ]?target(?:ing)?|no[-_ ]?track(?:ing)?"
    r"|do[-_ ]?not[-_ ]?track|denied|declined|refused|rejected|deleted|disabled)(?:[:=](?:1|true|yes))?)"
)
_OPT_OUT_NAME = re.compile(
    r"opt[-_]?out|^ga-disable-|do[-_]?not[-_]?track|(?:plausible|piwik|matomo|umami|goatcounter|pirsch)[-_.]?(?:ignore|disabled?)",
    re.IGNORECASE,
)
"""Names of what keeps an opt-out, as the scripts of measurement and advertising write them."""
_PARSED = 2_000
"""Most names, texts and numbers of a value in JSON that are looked at."""
_TIME = re.compile(r"1[5-9]\d{8}(\d{3})?|20\d\d-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d:\d\d)?")
"""Times, as scripts write them into what they keep."""
_SOURCES = frozenset({PurposeSource.POLICY, PurposeSource.MANAGER, PurposeSource.KNOWLEDGE, PurposeSource.USER_FILE})


@dataclass(frozen=True, slots=True)
class Sorted:
    """Stored items by how sure it is that they need consent."""

    firm: tuple[Item, ...] = ()
    doubtful: tuple[Item, ...] = ()
    """Known to be functional, exempt by the policy's word, or judged from behaviour or host alone."""
    unknown: tuple[Item, ...] = ()
    """Nobody knows their purpose, and their shape is that of a lasting identifier."""

    @property
    def open(self) -> tuple[Item, ...]:
        """What keeps a rule from passing."""
        return self.doubtful + self.unknown

    @property
    def confidence(self) -> Confidence:
        """How sure the firm ones are, taken together: as sure as the surest."""
        return surest(certainty_of(item, known=known_to_track(item) is not None) for item in self.firm)


def sort_out(case: Case, items: Iterable[Item]) -> Sorted:
    """Sort items by how sure it is that they need consent; those that don't are left out."""
    firm: list[Item] = []
    doubtful: list[Item] = []
    unknown: list[Item] = []
    for item in items:
        purpose = settled_purpose(item)
        if _is_opt_out(item):
            continue
        if purpose in NEEDS_CONSENT:
            arguable = exempt(case, item) or _says_no(item) or _holds_little(item) or _is_another_services(item)
            certain = _is_firm(item) and not arguable
            (firm if certain else doubtful).append(item)
        elif purpose is Purpose.FUNCTIONAL and _is_more_than_a_setting(item):
            doubtful.append(item)
        elif purpose is Purpose.UNKNOWN and identifies(item):
            unknown.append(item)
    return Sorted(tuple(firm), tuple(doubtful), tuple(unknown))


def _is_firm(item: Item) -> bool:
    """Tell whether an item's purpose is known well enough to hold it against a site.

    A name that belongs to a vendor is. The site's own list (which may have been misread), a name that anybody may
    use, and the host that keeps it need the item to look like what they say: a lasting identifier. A renamed cookie
    in the site's own name is judged by who sets it and what becomes of it: a tracker's identifier that is handed to
    others is the tracker's, whatever it is called. A vendor's short name (`_y`) is somebody else's as easily, where
    neither the item's domain nor its setter is the vendor's.
    """
    if known_to_track(item) is not None:
        return True
    fact = find_cookie(item.name, item.domain, item.storage)
    if item.purpose_source is PurposeSource.KNOWLEDGE and fact is not None and not fact.is_generic:
        return False
    if item.purpose_source is PurposeSource.HOST:
        return identifies(item) and (item.party is Party.THIRD or bool(item.sent_to))
    return item.purpose_source in _SOURCES and identifies(item)


def _says_no(item: Item) -> bool:
    """Tell whether all that it was seen to hold is that somebody has opted out: a refusal is kept so by advertisers."""
    return bool(item.values) and all(_OPTED_OUT.fullmatch(value) for value in item.values)


def _is_opt_out(item: Item) -> bool:
    """Tell whether it keeps an opt-out by its own name, and nothing that would name a visitor (`_hjOptOut`)."""
    return _OPT_OUT_NAME.search(item.name) is not None and not any(_looks_random(value) for value in item.values)


def _holds_little(item: Item) -> bool:
    """Tell whether a key of web storage was only seen to hold a count, a flag or nothing (`[]`): it names nobody."""
    return (
        item.storage in (StorageKind.LOCAL_STORAGE, StorageKind.SESSION_STORAGE)
        and bool(item.values)
        and not any(_looks_random(value) for value in item.values)
    )


def _is_another_services(item: Item) -> bool:
    """Tell whether a cookie that a company sets for all its services came with one that doesn't track.

    Google's NID serves advertising; where a check for robots or a map sets it, what it serves there can be argued over.
    """
    url = item.set_by.url or ""
    if item.vendor is None or business_of(item.vendor) is not Purpose.UNKNOWN:
        return False
    fact = find_request(host_of(url), path_of(url)) if url else None
    known = fact is not None and fact.vendor != item.vendor and company_of(fact.vendor or "") == company_of(item.vendor)
    return known and fact is not None and fact.purpose not in NEEDS_CONSENT


def settled_purpose(item: Item) -> Purpose:
    """Return the purpose a rule may rest on.

    A site's own list comes first, except where it contradicts what is publicly known of the name. Where it calls
    necessary what is an advertising or analytics cookie, its word is the very thing in question; where it seems to
    call a known necessary cookie something else, its text was more likely misread than true.
    """
    if item.purpose_source not in (PurposeSource.POLICY, PurposeSource.MANAGER):
        return item.purpose
    if item.purpose not in NEEDS_CONSENT:
        return known_to_track(item) or item.purpose
    fact = find_cookie(item.name, item.domain, item.storage)
    return fact.purpose if fact is not None and fact.purpose is Purpose.NECESSARY else item.purpose


def known_to_track(item: Item) -> Purpose | None:
    """Return analytics or marketing where an item of this name is publicly known to serve it; None otherwise.

    Names that anybody may use for anything prove nothing; short ones (`RT`, `AID`) only where the item lives on, or is
    set from, a domain of the company that they belong to.
    """
    fact = find_cookie(item.name, item.domain, item.storage)
    if fact is None or fact.is_generic or fact.purpose not in NEEDS_CONSENT:
        return None
    return fact.purpose if _is_distinctive(fact) or _is_of_company(item, fact.vendor) else None


def _is_distinctive(fact: CookieFact) -> bool:
    """Tell whether a name is unlikely to be anybody else's: bound to a domain, long enough, or marked as `_ga` is."""
    letters = sum(char.isalnum() for char in fact.pattern)
    return bool(fact.domains) or letters >= _MIN_LETTERS or (fact.pattern.startswith("_") and letters >= 2)


def _is_of_company(item: Item, vendor: str | None) -> bool:
    """Tell whether the item's domain, or its setter's, is the vendor's company's, by name or by alias."""
    hosts = (find_host(host) for host in (item.domain, host_of(item.set_by.url or "")) if host)
    companies = {company_of(host.vendor) for host in hosts if host is not None and host.vendor}
    said = (opinion for opinion in item.opinions if opinion.source is PurposeSource.HOST and opinion.vendor)
    companies |= {company_of(opinion.vendor or "") for opinion in said}
    return vendor is not None and company_of(vendor) in companies


def exempt(case: Case, item: Item) -> bool:
    """Tell whether it may be measurement that needs no consent, by the policy's word or its vendor's nature."""
    if settled_purpose(item) is not Purpose.ANALYTICS or item.party is Party.THIRD:
        return False
    if item.vendor and any(same_vendor(item.vendor, vendor) for vendor in SELF_HOSTED_MEASUREMENT):
        return True
    return measurement_is_exempt(case, item.vendor)


def _is_more_than_a_setting(item: Item) -> bool:
    """Tell whether a functional item may need consent: WP 194 spares what only keeps a setting, such as a language."""
    return outlives_session(item) and (item.party is Party.THIRD or identifies(item))


def outlives_session(item: Item) -> bool:
    """Tell whether it stays when the browser is closed."""
    if item.storage is StorageKind.COOKIE:
        return item.lifetime_s is not None
    return item.storage is not StorageKind.SESSION_STORAGE


def identifies(item: Item) -> bool:
    """Tell whether an item of unknown purpose has the shape of a lasting identifier."""
    lasting = outlives_session(item) and (item.lifetime_s is None or item.lifetime_s > _LONG_LIVED_S)
    return lasting and not item.same_for_all and any(_looks_random(value) for value in item.values)


@lru_cache(maxsize=1024)
def _looks_random(value: str) -> bool:
    """Tell whether a value holds a stretch long and mixed enough to name one visitor.

    Of a value in JSON each text in it counts by itself: a state that is kept in it is long and mixed anyway.
    """
    return any(_is_mixed(text) for text in _texts(value))


def _is_mixed(text: str) -> bool:
    stretches = "".join(char if char.isalnum() else " " for char in text[:500]).split()
    joined = "".join(stretches)
    mixed = any(char.isdigit() for char in joined) and len(set(joined)) >= 8
    return mixed and len(joined) >= 12 and any(len(stretch) >= 8 for stretch in stretches)


def _texts(value: str) -> Iterator[str]:
    """Yield the names, texts and numbers of a value in JSON, times left out; else the value itself."""
    waiting: list[Any] = [unquote(value) if value.startswith("%") else value]
    for _ in range(_PARSED):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, str) and (inner := _state_in(part)) is not None:
            waiting.append(inner)
        elif isinstance(part, str | int) and not _TIME.fullmatch(str(part)):
            yield str(part)


def _state_in(text: str) -> dict[str, Any] | list[Any] | None:
    """Return what a text holds in JSON; None when it is no JSON, or a plain text or number."""
    if not text.startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None
