"""no-cookies: no cookies, or none of given kinds, are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from audits.claims.categories import LABELS, NON_ESSENTIAL, PURPOSES, section_category
from audits.claims.context import in_cookie_section, is_statement, names_cookies, names_signal, others_barred
from audits.claims.durations import find_durations
from audits.claims.found import Found, found
from audits.claims.lexicon import section
from audits.claims.negation import (
    clause_breaks,
    clause_ends,
    denial,
    lead_in_denies,
    looks_forward,
    negations,
    tells_what_is_denied,
)
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import kinds
from audits.translation import say

TYPE = "no-cookies"
_TO_THE_DEED = 10
"""Words after "no cookies" in which it may be said what none are used for ("on this site to collect names")."""
_JOINED_WITHIN = 3
"""Words around "or" that join one kind to another."""
_SYNONYM = 3
"""Words from "or" to another word for the same ("strictly necessary or essential")."""
_DEEDS = ("tracking", "analytics_tool", *LABELS, *PURPOSES)
_TO_COOKIES = 3
"""Words between "without" and the cookies ("without the use of any cookies")."""
_OPENING = 3
"""Word (from 0) by which a sentence names what is done."""
_RIGHT_AFTER = 3
"""Words from a vendor to "which", which begins what is said of it."""
_OF_VENDOR = 5
"""Words from a vendor to the cookies that it works without ("Matomo runs on our site without cookies")."""
TRIGGERS = (
    *("negation", "only_necessary", "cookieless", "cookie"),
    *("tracking", "analytics_tool", "social_plugin", "tech.pixel", "vendor"),
)
_KIND_NAMES = {
    "tracking": "tracking",
    "analytics_tool": "analytics",
    "social_plugin": "social",
    "third_party": "third-party",
    "tech.fingerprint": "tracking",
}
_AGAIN = 6
"""Words from "none of" to the "not" that languages which deny twice put to the verb."""
_TO_THE_AIM = 3
"""Words from the cookies to "for this"."""
_AT_END = 2
"""Words from the last kind to the end of a sentence that closes with it."""
_ENUMERATION = 8
"""Words of an enumeration that "nor" ends."""
_TRIED_WITHIN = 2
"""Words from "try" to the denial: "try not to", Norwegian "prøver å ikke"."""
_WHICH = 2
"""Words from "that" to the denial that says which cookies ("cookies that are not set by us")."""
_NO_LONGER = 4
"""Words from a denial to the time that it is of ("are not stored for longer")."""
_NOR = 2
"""Words from "nor" to the deed that it denies."""
_ASKING = ("until", "if_consent", "if_reject", "needs_consent", "consent", "clause_break")
_CONSENT = ("only_if", "until", "if_consent", "if_reject", "needs_consent", "no_consent_needed", "consent")


def find(reading: Reading) -> Iterator[Found]:
    """Yield what the site says it does not use."""
    if not is_statement(reading) or reading.has("want", "gpc", "no_banner", "off_by_default"):
        return
    barred = others_barred(reading)
    if barred:
        narrower = reading.all("data", "exception", *_CONSENT)  # "to read data of our cookies", "without your consent"
        if all(overlaps(hit, barred) for hit in narrower):
            yield found(reading, {"kind": ["third-party"], "by": "any"}, barred)
        return
    yield from _only_necessary(reading)
    yield from _not_used(reading)


def _not_used(reading: Reading) -> Iterator[Found]:
    """Yield the kinds that are denied."""
    if reading.has(*_CONSENT):
        return
    if any(names_signal(reading, hit) for hit in reading.all("dnt")) or reading.has_all("list_complete", "list_word"):
        return
    if (
        reading.has_all("impaired", "blocking")
        or reading.has_all("browser", "block")
        or reading.has_all("browser", "can")
        or any(hit.first <= 1 for hit in reading.all("browser"))  # browsers get no cookies, whoever sets them
        or any(not _in_next_clause(reading, hit) for hit in reading.all("share", "sell", *_received(reading)))
    ):
        return
    subjects = [hit for hit in reading.all("cookie", *_KIND_NAMES) if hit.concept != "third_party"]
    subjects = [hit for hit in subjects if not (overlaps(hit, reading.all("cookie_of")) or _of_person(reading, hit))]
    denied = [(hit, no) for hit in subjects if (no := _denied(reading, hit)) is not None]
    if not denied:
        return
    first = denied[0][0]
    kinds_denied = _kinds_said(reading, denied)
    aims_follow = reading.text.rstrip("*_ ").endswith(":")  # "we don't use cookies to:"
    # "no cookie is kept longer than a year"
    lasts = reading.has("expiry") and bool(find_durations(reading.text, reading.language.code))
    only_a_use = kinds_denied in (["all"], ["necessary"]) and (
        aims_follow or lasts or _denies_only_a_use(reading, first)
    )
    if not kinds_denied or only_a_use or _is_left_to_visitor(reading, first):
        return
    exception = reading.first("exception")
    if (exception is not None and exception.first > first.first) or _for_that_only(reading, denied):
        return
    params: dict[str, Any] = {
        "kind": kinds_denied,
        "by": "first-party" if reading.has("first_party", "itself") else "any",
    }
    doer = _doer(reading, first)
    if doer and kinds_denied == ["all"]:
        params["vendor"] = doer
    params.update(_vendors_denied(reading, [hit for hit, _ in denied]))
    hits = [part for pair in denied for part in pair if part]
    bare = kinds_denied != ["all"] and not _deed_without(reading, first)
    if bare and _is_bare(reading, first):  # "no cookies or analytics tools"
        yield found(reading, {**params, "kind": ["all"]}, hits, hedged=_tried(reading, denied))
    yield found(reading, params, hits, hedged=_tried(reading, denied))


def _tried(reading: Reading, denied: list[tuple[Hit, Hit]]) -> bool:
    """Tell whether the site only says that it tries ("we try not to use marketing cookies")."""
    tries = [hit for hit in reading.all("hedge") if not overlaps(hit, reading.all("can"))]
    return any(0 < no.first - hit.last <= _TRIED_WITHIN for hit in tries for _, no in denied)


def _for_that_only(reading: Reading, denied: Sequence[tuple[Hit, Hit | None]]) -> bool:
    """Tell whether they are denied for one aim just told of: "we use no cookies for this"."""
    last = max(hit.last for hit, _ in denied)
    return any(0 < aim.first - last <= _TO_THE_AIM for aim in reading.all("for_that"))


def _of_person(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is tracing data to a person that `hit` speaks of: "it can't be traced back to you"."""
    return hit.concept == "tracking" and overlaps(hit, reading.all("identify"))


def _doer(reading: Reading, cookie: Hit) -> str | None:
    """Return the vendor that works without cookies; None where it is the site that sets none."""
    named = [vendor for vendor in reading.vendors if vendor.last < cookie.first]
    if not named:
        return None
    if not reading.has("this_site"):
        return named[0].vendor
    ours = any(named[-1].last < hit.first < cookie.first for hit in reading.all("this_site"))
    opened = reading.all("relative", "clause_break", "these")
    if not ours and any(0 < hit.first - named[-1].last <= _RIGHT_AFTER for hit in opened):  # "X, which sets none"
        return named[-1].vendor
    joiners = section(reading.language.code, "durations").get("joiners", ())
    gap = reading.words[named[-1].last + 1 : cookie.first]
    afar = len(gap) > _OF_VENDOR or any(word.is_mark or word.text in joiners for word in gap)
    bare = any(hit.first <= cookie.first <= hit.last for hit in reading.all("cookieless"))
    return named[-1].vendor if bare and not afar else None


def _vendors_denied(reading: Reading, denied: list[Hit]) -> dict[str, Any]:
    """Return the vendors that alone are what isn't used ("we don't use X to …"); other tools of the kind may be."""
    own = [vendor for vendor in reading.vendors if any(vendor.first <= hit.first <= vendor.last for hit in denied)]
    if not own or not all(any(vendor.first <= hit.first <= vendor.last for vendor in own) for hit in denied):
        return {}
    names = sorted({vendor.vendor for vendor in own})
    return {"vendor": names[0]} if len(names) == 1 else {"vendors": names}


def _only_necessary(reading: Reading) -> Iterator[Found]:
    """Yield the denial of all but necessary cookies ("we only use necessary cookies")."""
    only = reading.near(reading.all("only_necessary"), reading.all("cookie"), 2)
    others = [hit for hit in reading.all(*LABELS) if hit.concept != "cat.necessary"]
    if (
        only is None
        or others
        or negations(reading)
        or _joined_to_more(reading, only[0])
        or reading.has("visitor_action", "reject", "accept", "choose", *_ASKING)
    ):
        return
    if _others_told_next(reading):
        return
    if reading.has("use", "set") and (reading.has("this_site") or reading.names_site or only[0].first <= 2):
        yield found(reading, {"kind": ["all-but-necessary"], "by": "any"}, only)


def _joined_to_more(reading: Reading, only: Hit) -> bool:
    """Tell whether "only" goes on to others: "only cookies that are either essential or help us improve the site"."""
    labels = reading.all("cat.necessary")
    return any(
        hit.first > only.last and not any(0 < label.first - hit.last <= _SYNONYM for label in labels)
        for hit in reading.all("either")
    )


def _others_told_next(reading: Reading) -> bool:
    """Tell whether it is only without consent: "We use only necessary cookies. Others are set if you consent."."""
    following = reading.following
    if following is None or following.segment.block != reading.segment.block:
        return False
    others = following.has("non_essential", *(name for name in LABELS if name != "cat.necessary"))
    asked = following.has("if_consent", "needs_consent", "legal_consent")
    return others and asked and not following.has("no_consent_needed")


def _is_left_to_visitor(reading: Reading, denied: Hit) -> bool:
    """Tell whether what is denied hangs on what the visitor does: "if you click no, …", "you can say that no …"."""
    before = [hit for hit in reading.all("visitor") if hit.first < denied.first]
    if not before or any(hit.first < before[0].first for hit in reading.all("this_site")):
        return False
    condition = reading.first("clause_break")
    if condition is not None and condition.first == 0:
        return any(hit.first < denied.first for hit in reading.all("reject", "choose", "button", "click_action"))
    return before[0].first <= 1 and any(hit.first < denied.first for hit in reading.all("can"))


def _received(reading: Reading) -> tuple[str, ...]:
    """Return the concept of receiving where it is data that can be received: "gets" is said of much else."""
    return ("receive",) if reading.has("data", "personal_data", "visit_data") else ()


def _in_next_clause(reading: Reading, deed: Hit) -> bool:
    """Tell whether it is another main clause that `deed` is in: "sets no cookies, and we share nothing"."""
    cookie = reading.first("cookie")
    if cookie is None:
        return False
    nor = [no for no in negations(reading) if cookie.last < no.first <= deed.first and deed.first - no.last <= _NOR]
    if any(reading.marks_between(cookie.last, no.first, ",") for no in nor):  # "sets no cookies, nor does it share"
        return True
    ours = (hit.first for hit in reading.all("this_site") if hit.first < deed.first)
    return any(cookie.last < we and reading.marks_between(cookie.last, we, ",") for we in ours)


def _is_bare(reading: Reading, cookie: Hit) -> bool:
    """Tell whether cookies of any kind are denied ("no cookies or …"), not those of a kind."""
    named = [hit for hit in reading.all(*LABELS, *_KIND_NAMES) if not overlaps(hit, [cookie])]
    if (
        cookie.concept != "cookie"
        or _of_these(reading, cookie)
        or any(tells_what_is_denied(reading, hit) for hit in reading.all("relative"))
        or any(-4 <= hit.first - cookie.last <= 1 for hit in named)
    ):
        return False
    if any(overlaps(hit, [cookie]) for hit in reading.all(*LABELS, "third_party_cookie", "tracking")):
        return False
    after = min((hit.first for hit in named if hit.first > cookie.last), default=None)
    return after is None or _joined(reading, cookie.last, after)  # "no cookies for marketing" leaves other cookies


def _joined(reading: Reading, low: int, high: int) -> bool:
    """Tell whether "or", "and" or a comma stands between words `low` and `high`."""
    joiners = section(reading.language.code, "durations").get("joiners", ())
    joined = any(low < hit.first < high for hit in reading.all("either"))
    return joined or any(word.text == "," or word.text in joiners for word in reading.words[low + 1 : high])


def _denied(reading: Reading, hit: Hit) -> Hit | None:
    """Return the denial of using `hit`, not of something that cookies do (store names, harm computers)."""
    cookieless = reading.first("cookieless")
    if cookieless is not None and cookieless.first <= hit.first <= cookieless.last:
        may = reading.has("visitor", "can") or not reading.has("this_site")
        offered = may and reading.has("works_anyway")  # "you can use it without cookies"
        return cookieless if reading.has("use", "set", "this_site") and not offered else None
    no = denial(reading, hit, 9)
    if no is not None and (_lacks_these(reading, hit, no) or _of_these_data(reading) or _unable(reading, hit, no)):
        return None
    if no is not None and (_denies_data(reading, hit, no) or _only_enabled(reading, hit, no)):
        return None
    if no is not None and reading.is_heading and no.first > hit.last:  # "Cookies that are no longer set"
        return None
    if no is None:
        if not (lead_in_denies(reading) and reading.lead_in and _speaks(reading.lead_in)):
            return None
        return reading.lead_in.first("negation")
    if any(no.last <= act.first < hit.first for act in reading.all("block")):
        return None
    if (
        _of_some(reading, no)
        or _stored_elsewhere(reading, hit, no)
        or _denies_only_a_time(reading, hit, no)
        or _calls(reading, no, hit)
    ):
        return None
    if no.first < hit.first and (
        _adjacent(no, hit)
        or any(_adjacent(no, part, 1) for part in _phrase(reading, hit, no))
        or _enumerated(reading, no, hit)
    ):
        return no
    verbs = [verb for verb in reading.all("set", "use") if abs(verb.first - hit.first) <= 12]
    return no if any(_adjacent(no, verb, 3) for verb in verbs) else None


def _phrase(reading: Reading, cookie: Hit, no: Hit) -> list[Hit]:
    """Return whose or what cookies they are, where that stands between the denial and the word for cookies."""
    said = reading.all(*LABELS, "third_party", "third_party_cookie", "tracking")
    return [hit for hit in said if no.last < hit.first <= cookie.first and cookie.first - hit.last <= 1]


def _enumerated(reading: Reading, no: Hit, cookie: Hit) -> bool:
    """Tell whether nothing but kinds stands between the denial and the cookies ("no social, video or ad cookies")."""
    kinds = reading.all(*LABELS, *_KIND_NAMES, "either", "third_party_cookie")
    named = {word for hit in kinds for word in range(hit.first, hit.last + 1)}
    joiners = section(reading.language.code, "durations").get("joiners", ())
    between = range(no.last + 1, cookie.first)
    return all(word in named or reading.words[word].text in (",", *joiners) for word in between)


def _kinds_said(reading: Reading, denied: list[tuple[Hit, Hit]]) -> list[str]:
    """Return the kinds that are denied; those of the section for "these cookies", none where it names none.

    "We set no persistent cookies" denies no cookies, only that they last.
    """
    kinds_denied = _kinds(reading, denied)
    deed = _deed_without(reading, denied[0][0]) if kinds_denied == ["all"] else None
    if deed is not None:
        return [deed] if deed else []
    lasting = reading.all("session_cookie", "persistent_cookie")
    if kinds_denied == ["all"] and all(overlaps(hit, lasting) for hit, _ in denied if hit.concept == "cookie"):
        return [] if lasting else kinds_denied
    if kinds_denied != ["all"] or not _of_these(reading, denied[0][0]):
        return kinds_denied
    kind = section_category(reading)
    return [] if kind in (None, "necessary") else [kind]


def _deed_without(reading: Reading, cookie: Hit) -> str | None:
    """Return the kind of what is done without cookies ("tracking works without any cookie").

    Empty when it is something else than what cookies have kinds for ("films are shown without cookies"); None when it
    is the site that has no cookies.
    """
    done = [hit for hit in reading.all(*_DEEDS) if hit.last < cookie.first or hit.first > cookie.last]
    if reading.vendors and _doer(reading, cookie):
        return None
    if reading.near(reading.all("without"), [cookie], _TO_COOKIES) is None:
        subject = [hit for hit in done if hit.first <= _OPENING and hit.last < cookie.first]
        ours = [hit for hit in reading.all("this_site") if hit.first < cookie.first]
        if not subject or reading.vendors or any(hit.last + 1 != subject[0].first for hit in ours):  # "our statistics"
            return None
        return _kind_of(subject[0]) or None
    kinds_done = [kind for hit in done if (kind := _kind_of(hit))]
    if kinds_done:
        return kinds_done[0]
    sites = reading.has("this_site", "website") or reading.names_site
    return "" if not sites or reading.has("embed", "visit_data", "part") else None


def _kind_of(deed: Hit) -> str:
    """Return the kind of cookies that a deed would need; empty where it has none of its own."""
    kind = _KIND_NAMES.get(deed.concept) or deed.concept.partition(".")[2]
    return kind if kind in ("tracking", "social") or kind in NON_ESSENTIAL else ""


def _of_these(reading: Reading, cookie: Hit) -> bool:
    """Tell whether it is "these cookies" or "this cookie" that is denied, not all there could be."""
    return any(these.first == cookie.first - 1 <= these.last - 1 for these in reading.all("these"))


def _stored_elsewhere(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is told where else data is stored: "sometimes not in a cookie, but in the local storage"."""
    stores = [store for store in reading.all("tech.local-storage") if store.first > max(hit.last, no.last)]
    return hit.concept == "cookie" and any(
        no.last < hit.first < other.first < store.first for other in reading.all("clause_break") for store in stores
    )


def _of_some(reading: Reading, no: Hit) -> bool:
    """Tell whether none of those that there are do something: "none of the cookies tells us who you are"."""
    if not any(hit.first <= no.first <= hit.last + _AGAIN for hit in reading.all("none_of")):
        return False
    uses = reading.all("use")
    kinds = [hit for hit in reading.all(*LABELS, "tracking") if uses and hit.first > uses[0].last]
    return not kinds or len(reading.words) - kinds[-1].last > _AT_END  # "none of them is used for tracking" denies that


def _calls(reading: Reading, no: Hit, hit: Hit) -> bool:
    """Tell whether it is only said what cookies just spoken of are not: "they are not tracking cookies"."""
    these = reading.first("these")
    if these is None or these.first > 1 or looks_forward(reading, no) or not 0 < hit.first - no.last <= 1:
        return False
    if any(
        0 <= thing.first - these.first <= 1 for thing in reading.all("this_site", "website")
    ):  # "this site is free of"
        return False
    return not any(no.first - _NO_LONGER <= verb.first <= hit.first for verb in reading.all("set", "use"))


def _denies_only_a_time(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is for so long that cookies are not kept: "session cookies are not stored for longer"."""
    times = reading.all("variable_time", "session_end", "persistent_cookie")
    return no.first > hit.last and any(0 < time.first - no.last <= _NO_LONGER for time in times)


def _lacks_these(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is what there is that is thought away: "without these cookies we can't …"."""
    return any(no.last + 1 == these.first < hit.first <= these.last + 1 for these in reading.all("these"))


def _unable(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is what cookies can't do: "these can't track you on other websites", "can't spread viruses"."""
    if hit.concept == "cookie" and hit.first <= 1 and hit.first < no.first and not reading.has("this_site"):
        return any(abs(can.first - no.last) <= 1 for can in reading.all("can"))
    these = reading.first("these")
    if hit.concept != "tracking" or these is None or these.first > 0:
        return False
    return any(abs(can.first - no.last) <= 1 and can.first <= hit.first for can in reading.all("can"))


def _of_these_data(reading: Reading) -> bool:
    """Tell whether it is data or a technique just told of that is not used so: "this data is not used to track you"."""
    these = reading.first("these")
    if these is None or these.first > 1 or reading.has("cookie"):
        return False
    return these.last > these.first or any(these.first <= hit.first <= these.last + 1 for hit in reading.all("data"))


def _denies_data(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is data that is denied: "no names in cookies", "cookies can't be used to identify you"."""
    if overlaps(hit, reading.all("in_cookies")):  # "what you write is not stored in cookies"
        return True
    if hit.concept == "cookie" and overlaps(hit, reading.all("data")) and not overlaps(hit, reading.all(*LABELS)):
        return True  # "cookiedata", not "statistikkakor"
    within = 2 if hit.concept in _KIND_NAMES else 1
    if any(hit.last < data.first <= hit.last + within for data in reading.all("data")):
        return True  # "cookie data", "analytics or advertising data"
    named = reading.all("data", "personal_data")
    if any(no.last <= data.first < hit.first and not overlaps(data, reading.all(*LABELS)) for data in named):
        return True
    if no.first < hit.first:
        return False
    aims = reading.all("identify", "personal_data")
    return looks_forward(reading, no) or any(0 < aim.first - no.last <= 7 for aim in aims)


def _tells_which(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether the denial belongs to a clause that says which cookies: "cookies that are not set by us"."""
    return any(
        0 < that.first - hit.last <= 2 and 0 < no.first - that.last <= _WHICH for that in reading.all("relative")
    )


def _only_enabled(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is others, or a thing, that track nobody ("so that they can't track you"), or which is told."""
    if _tells_which(reading, hit, no):
        return True
    if hit.concept != "tracking" or no.first > hit.first or reading.has("this_site", "cookie", "similar"):
        return False
    return any(no.first <= word.last and word.first < hit.first for word in reading.all("can", "help"))


def _denies_only_a_use(reading: Reading, cookie: Hit) -> bool:
    """Tell whether only something that cookies could do is denied ("no cookies to store personal data")."""
    joiners = section(reading.language.code, "durations").get("joiners", ())
    after = reading.words[cookie.last + 1 : cookie.last + 1 + _TO_THE_DEED]
    aims = {hit.first - cookie.last - 1 for hit in reading.all("help")}  # "sets no cookies, in order to collect …"
    ends = (p for p, word in enumerate(after) if (word.is_mark or word.text in joiners) and p + 1 not in aims)
    reach = next(ends, len(after))  # "sets no cookies and stores no personal data" denies both
    deeds = [
        hit for hit in reading.all("store", "collect", "identify", "share") if 0 < hit.first - cookie.last <= reach
    ]
    if any(0 < hit.first - cookie.last <= _TO_THE_DEED for hit in reading.all("other_use")):
        return True  # "cookies are used for no other purpose than …"
    firm = [hit for hit in deeds if not overlaps(hit, reading.all("set", "use")) or hit.first - cookie.last > 1]
    return bool(firm) and reading.has("data", "personal_data", "visitor")


def _adjacent(one: Hit, other: Hit, within: int = 3) -> bool:
    gap = other.first - one.last if one.first <= other.first else one.first - other.last
    return gap <= within


def _speaks(lead_in: Reading) -> bool:
    return lead_in.has("use", "set") or names_cookies(lead_in) or in_cookie_section(lead_in)


def _kinds(reading: Reading, denied: list[tuple[Hit, Hit]]) -> list[str]:
    """Return the kinds that are denied; `all` when it is just cookies. What stands before "use no" isn't.

    Where a relative clause says which ("no cookies that …") it is those kinds, and none when it names none.
    """
    hits = [hit for hit, _ in denied]
    low = min(_first_of_phrase(reading, hit, no) for hit, no in denied)
    high = max(hit.last for hit in hits) + 4
    high = min([high, *(stop.first for stop in reading.all("clause_break") if hits[-1].last < stop.first)])
    tracks = reading.all("tracking")  # "… that follow you on others' sites"
    named = [
        hit for hit in reading.all(*LABELS, *_KIND_NAMES) if hit.concept != "third_party" or not overlaps(hit, tracks)
    ]
    for hit in named:  # "marketing cookies or those for statistics"
        if high < hit.first <= high + _JOINED_WITHIN and any(
            high - _JOINED_WITHIN <= each.first < hit.first for each in reading.all("either")
        ):
            high = hit.first
    aims = _aims_of_third_parties(reading, hits[0], named)
    near = _names(hit for hit in named if low <= hit.first <= high and hit not in aims)
    told = next((hit for hit in reading.all("relative") if tells_what_is_denied(reading, hit)), None)
    if near or told is None:
        return near or ["all"]
    stops = [stop.first for stop in clause_breaks(reading) if told.last < stop.first]
    high = min([told.last + _TO_THE_DEED, *stops])
    return _names(hit for hit in (*named, *reading.all(*PURPOSES)) if told.last < hit.first <= high)


def _aims_of_third_parties(reading: Reading, cookie: Hit, named: list[Hit]) -> list[Hit]:
    """Return what third-party cookies are denied for, which own ones may be ("none of third parties for analytics")."""
    phrases = [hit for hit in reading.all("third_party_cookie") if overlaps(hit, [cookie])]
    if cookie.concept != "cookie" or not phrases:
        return []
    end = max(hit.last for hit in phrases)
    after = [hit for hit in named if hit.first > max(end, cookie.last) and not hit.concept.startswith("third_party")]
    return after if after and not _joined(reading, end, after[0].first) else []


def _names(hits: Iterable[Hit]) -> list[str]:
    """Return the kinds that labels, tools and purposes name, each once, in order."""
    named = (_KIND_NAMES.get(hit.concept, hit.concept.rpartition(".")[2]) for hit in hits)
    return list(dict.fromkeys(named))


def _first_of_phrase(reading: Reading, hit: Hit, no: Hit) -> int:
    """Return the first word that can belong to what is denied: after the denial, or after the verb before it."""
    noes = negations(reading)
    if no in noes and no.first < hit.first:
        return _first_of_nor(reading, noes, no).first
    verbs = (verb.last for verb in reading.all("use", "set") if verb.last < hit.first)
    return max([hit.first - 6, *verbs])


def _first_of_nor(reading: Reading, noes: list[Hit], no: Hit) -> Hit:
    """Return the denial that "nor" goes on from: "uses no marketing, analytics nor social cookies"."""
    for before in reversed([each for each in noes if each.last < no.first]):
        if not overlaps(no, reading.all("either")) or no.first - before.last > _ENUMERATION:
            break
        if clause_ends(reading, before.last, no.first):
            break
        no = before
    return no


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
