"""Which statements of a policy exclude each other, one kind of denial after another.

Each yields what belies a denial, and whether firmly: not where the two may speak of different times or things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from audits.claims.categories import label_hits
from audits.claims.reading import Reading
from audits.knowledge.hosts import business_of
from audits.knowledge.vendors import find_vendor, same_vendor
from audits.model import Case, Claim, Purpose
from audits.rules.grounds.beacons import COOKIELESS_MEASUREMENT, SELF_HOSTED_MEASUREMENT
from audits.rules.grounds.reading import listed
from audits.rules.grounds.sentences import reading_of

_OPTIONAL = frozenset({"analytics", "marketing", "social"})
_MEASURING = frozenset({"analytics", "marketing", "session-replay"})
"""Categories of vendors that do on a site what their name says; what is social is linked to as often."""
_CONDITIONS = ("consent", "if_consent", "if_reject", "needs_consent", "hypothetical", "exception")
_TO_THE_SITE = 3
"""Words from "our" to the website that it is of, at most."""
_DAYS = re.compile(r"P(?:\d+[YMWD])+")
"""A duration of a day or more."""

Pairs = Iterable[tuple[Claim, bool]]
"""What a statement excludes, and whether firmly."""


def _against_no_cookies(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No cookies, yet a list of them."""
    denies = one.type == "no-cookies" and listed(one, "kind") == ("all",) and one.params.get("by") == "any"
    if denies and _is_of_all(case, one):
        storage = any(claim.type == "similar-tech" for claim in claims)  # the list may be of local storage
        yield from ((row, not storage) for row in _rows(claims))


def _against_only_necessary(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """Only necessary cookies, yet one for marketing in the list."""
    if one.type == "no-cookies" and "all-but-necessary" in listed(one, "kind") and _is_of_all(case, one):
        asks = any(claim.type in ("prior-consent", "consent-choice") for claim in claims)
        rows = [row for row in _rows(claims) if row.params.get("category") in _OPTIONAL]
        yield from ((row, not asks) for row in rows)  # before an answer only necessary ones, the rest after it
        yield from ((said, not asks) for said in _uses(case, claims, _OPTIONAL))


def _against_no_category(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No marketing cookies, yet one in the list."""
    kinds = set(listed(one, "kind"))
    if one.type == "no-cookies" and kinds & _OPTIONAL and not kinds & {"third-party", "all"} and _is_of_all(case, one):
        yield from ((row, True) for row in _rows(claims) if row.params.get("category") in kinds & _OPTIONAL)
        yield from ((said, True) for said in _uses(case, claims, kinds & _OPTIONAL))


def _against_no_service(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No analytics, yet a company that sells it is said to be used; what that sets, if anything, is another matter."""
    reading = reading_of(case, one)
    kinds = {Purpose(kind) for kind in listed(one, "kind") if kind in ("analytics", "marketing")}
    narrowed = listed(one, "vendor", "vendors") or "third-party" in listed(one, "kind")
    if one.type != "no-cookies" or reading is None or narrowed or not _is_of_all(case, one):
        return
    of_cookies = reading.has("cookie")  # else it is analytics as such that is denied
    asks = any(claim.type in ("prior-consent", "consent-choice") for claim in claims)
    for claim, said in _services(case, claims, kinds if of_cookies else kinds - {Purpose.MARKETING}):
        if not of_cookies or not _may_do_without(str(claim.params["vendor"]), said):
            yield claim, not (asks or _is_of_a_part(said)) and (not of_cookies or said.has("cookie"))


def _against_no_third_party(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No third-party cookies, yet one in the list, or said to be set."""
    denies = one.type == "no-cookies" and listed(one, "kind") == ("third-party",)
    if (denies or (one.type == "party" and one.params.get("party") == "first-only")) and _is_of_all(case, one):
        yield from ((row, True) for row in _rows(claims) if row.params.get("party") == "third")
        for claim in claims:
            if claim.type == "party" and claim.params.get("party") == "third" and _is_stated(case, claim):
                yield claim, True
            if claim.type == "embedded" and claim.params.get("vendor") and _is_stated(case, claim):
                reading = reading_of(case, claim)
                yield claim, reading is not None and reading.has("cookie")


def _against_session(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """All cookies deleted when the browser is closed, yet one for days in the list."""
    if one.type == "lifetime" and one.params.get("duration") == "session" and one.params.get("subject") == "cookies":
        reading = reading_of(case, one)
        if reading is None or not reading.has("cookie") or not _is_of_all(case, one):
            return
        if reading.has("session_cookie", "persistent_cookie", "purpose.necessary") or _told_apart(claims):
            return
        yield from ((row, True) for row in _rows(claims) if _DAYS.fullmatch(str(row.params.get("lifetime", ""))))


def _against_no_sharing(case: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """No data shared with others, yet shared with advertisers."""
    if one.type != "sharing" or one.params.get("shared") or one.params.get("exceptions") or not _is_of_all(case, one):
        return
    for claim in claims:
        if claim.type == "sharing" and claim.params.get("shared") and _is_stated(case, claim):
            reading = reading_of(case, claim)
            if reading is not None and reading.has("third_party") and reading.has("cookie", "visit_data"):
                yield claim, reading.has("cat.marketing", "purpose.marketing") and not reading.vendors


def _against_signal(_: Case, one: Claim, claims: Sequence[Claim]) -> Pairs:
    """Yield a signal honoured that is said not to be."""
    if one.type == "signal" and one.params.get("honours") is False:
        said = {"signal": one.params.get("signal"), "honours": True}
        yield from ((claim, True) for claim in claims if claim.type == "signal" and dict(claim.params) == said)


EXCLUSIONS: dict[str, Callable[[Case, Claim, Sequence[Claim]], Pairs]] = {
    "no-cookies": _against_no_cookies,
    "only-necessary": _against_only_necessary,
    "no-category": _against_no_category,
    "no-service": _against_no_service,
    "no-third-party": _against_no_third_party,
    "session": _against_session,
    "no-sharing": _against_no_sharing,
    "signal": _against_signal,
}


def _rows(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if claim.type == "cookie" and claim.params.get("storage") in (None, "cookie"))


def _uses(case: Case, claims: Iterable[Claim], kinds: Iterable[str]) -> Iterator[Claim]:
    """Yield statements of this site that it uses cookies of one of `kinds`, without condition."""
    wanted = set(kinds)
    for claim in claims:
        if claim.type == "category" and claim.params.get("category") in wanted and _is_stated(case, claim):
            reading = reading_of(case, claim)
            if reading is not None and reading.has("cookie") and label_hits(reading):
                yield claim


def _services(case: Case, claims: Iterable[Claim], kinds: Iterable[Purpose]) -> Iterator[tuple[Claim, Reading]]:
    """Yield statements that this site uses a service whose business is one of `kinds`, each as read."""
    wanted = set(kinds)
    for claim in claims:
        vendor = find_vendor(str(claim.params.get("vendor"))) if claim.type == "service" else None
        if vendor is None or vendor.category not in _MEASURING or business_of(vendor.name) not in wanted:
            continue
        reading = reading_of(case, claim)
        if reading is not None and _is_stated(case, claim) and reading.vendors and not reading.has("until"):
            yield claim, reading


def _is_of_a_part(said: Reading) -> bool:
    """Tell whether it is a website of another name that a statement is on ("our careers website", "our shop pages")."""
    own, sites = said.all("this_site"), said.all("website")
    return any(
        1 < site.first - hit.last <= _TO_THE_SITE and hit.last + 1 not in _verbs(said) for hit in own for site in sites
    )


def _verbs(said: Reading) -> set[int]:
    return {hit.first for hit in said.all("use", "set", "share", "embed")}


def _may_do_without(vendor: str, said: Reading) -> bool:
    """Tell whether a service may be used without cookies, by its nature or the policy's word."""
    spared = any(same_vendor(vendor, name) for name in (*COOKIELESS_MEASUREMENT, *SELF_HOSTED_MEASUREMENT))
    return spared or said.has("cookieless")


def _is_of_all(case: Case, claim: Claim) -> bool:
    """Tell whether a statement is one on the whole site: no service, list, narrower heading or condition above it."""
    reading = reading_of(case, claim)
    if reading is None or reading.vendors or reading.lead_in is not None or reading.has(*_CONDITIONS):
        return False
    if not (reading.has("this_site") or reading.names_site):
        return False
    return not any(head.vendors or label_hits(head) or head.has("third_party") for head in reading.headings)


def _is_stated(case: Case, claim: Claim) -> bool:
    """Tell whether a sentence says what this site does, on no condition."""
    reading = reading_of(case, claim)
    if reading is None or reading.has(*_CONDITIONS) or not reading.has("use", "set", "share", "embed"):
        return False
    return reading.has("this_site") or reading.names_site


def _told_apart(claims: Iterable[Claim]) -> bool:
    """Tell whether the policy speaks of session cookies, or others, by name elsewhere."""
    return any(claim.type == "lifetime" and claim.params.get("subject") != "cookies" for claim in claims)
