"""no-cookies: no cookies, or none of given kinds, are used.

`denials` finds what denies their use, `kinds` which are denied, `doers` by whom; `limits` tells what makes it less than
that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import is_statement, names_signal, others_barred
from audits.claims.durations import find_durations
from audits.claims.found import Found, found
from audits.claims.reading import Reading, overlaps
from audits.claims.types.no_cookies.denials import denial_of_use, of_person
from audits.claims.types.no_cookies.doers import deed_without, doer, vendors_denied
from audits.claims.types.no_cookies.kind_names import KIND_NAMES
from audits.claims.types.no_cookies.kinds import is_bare, kinds_said
from audits.claims.types.no_cookies.limits import (
    denies_only_a_use,
    for_that_only,
    in_next_clause,
    is_condition,
    is_left_to_visitor,
    received,
    tried,
)
from audits.claims.types.no_cookies.only_necessary import only_necessary
from audits.claims.wording import kinds
from audits.translation import say

TYPE = "no-cookies"
TRIGGERS = (
    *("negation", "only_necessary", "cookieless", "cookie"),
    *("tracking", "analytics_tool", "social_plugin", "tech.pixel", "vendor"),
)
_CONSENT = ("only_if", "until", "if_consent", "if_reject", "needs_consent", "no_consent_needed", "consent")


def find(reading: Reading) -> Iterator[Found]:
    """Yield what the site says it does not use."""
    if not is_statement(reading) or reading.has("want", "gpc", "off_by_default"):
        return
    barred = others_barred(reading)
    if barred:
        narrower = reading.all("data", "exception", *_CONSENT)  # "to read data of our cookies", "without your consent"
        if all(overlaps(hit, barred) for hit in narrower):
            yield found(reading, {"kind": ["third-party"], "by": "any"}, barred)
        return
    yield from only_necessary(reading)
    yield from _not_used(reading)


def _not_used(reading: Reading) -> Iterator[Found]:
    """Yield the kinds that are denied."""
    if _speaks_of_other(reading):
        return
    subjects = [hit for hit in reading.all("cookie", *KIND_NAMES) if hit.concept != "third_party"]
    others = reading.all("cookie_of", "no_banner")  # "no cookie banner" denies the banner
    subjects = [hit for hit in subjects if not (overlaps(hit, others) or of_person(reading, hit))]
    denied = [(hit, no) for hit in subjects if (no := denial_of_use(reading, hit)) is not None]
    denied = [(hit, no) for hit, no in denied if not overlaps(no, reading.all("no_banner"))]
    denied = [(hit, no) for hit, no in denied if not is_condition(reading, hit, no)]
    if not denied:
        return
    first = denied[0][0]
    kinds_denied = kinds_said(reading, denied)
    aims_follow = reading.text.rstrip("*_ ").endswith(":")  # "we don't use cookies to:"
    # "no cookie is kept longer than a year"
    lasts = reading.has("expiry") and bool(find_durations(reading.text, reading.language.code))
    only_a_use = kinds_denied in (["all"], ["necessary"]) and (
        aims_follow or lasts or denies_only_a_use(reading, first)
    )
    if not kinds_denied or only_a_use or is_left_to_visitor(reading, first):
        return
    exception = reading.first("exception")
    if (exception is not None and exception.first > first.first) or for_that_only(reading, denied):
        return
    params: dict[str, Any] = {
        "kind": kinds_denied,
        "by": "first-party" if reading.has("first_party", "itself") else "any",
    }
    vendor = doer(reading, first)
    if vendor and kinds_denied == ["all"]:
        params["vendor"] = vendor
    params.update(vendors_denied(reading, [hit for hit, _ in denied]))
    hits = [part for pair in denied for part in pair if part]
    bare = kinds_denied != ["all"] and not deed_without(reading, first)
    if bare and is_bare(reading, first):  # "no cookies or analytics tools"
        yield found(reading, {**params, "kind": ["all"]}, hits, hedged=tried(reading, denied))
    yield found(reading, params, hits, hedged=tried(reading, denied))


def _speaks_of_other(reading: Reading) -> bool:
    """Tell whether it is consent, a signal, a browser's settings or data handed on that the sentence speaks of."""
    signal = any(names_signal(reading, hit) for hit in reading.all("dnt"))
    if signal or reading.has(*_CONSENT) or reading.has_all("list_complete", "list_word"):
        return True
    return (
        reading.has_all("impaired", "blocking")
        or reading.has_all("browser", "block")
        or reading.has_all("browser", "can")
        or any(hit.first <= 1 for hit in reading.all("browser"))  # browsers get no cookies, whoever sets them
        or any(not in_next_clause(reading, hit) for hit in reading.all("share", "sell", *received(reading)))
    )


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    excluded = [kind for kind in params.get("kind", ("all",)) if kind != "all"]
    if excluded == ["all-but-necessary"]:
        return say("The site uses only necessary cookies.")
    if vendor := params.get("vendor"):
        return say("{vendor} sets no cookies on the site.", vendor=vendor)
    if excluded:
        return say("The site uses no {kinds} cookies or tools.", kinds=kinds(excluded, "or"))
    return say("The site uses no cookies.")
