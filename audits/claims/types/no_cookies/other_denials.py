"""Denials that are of something else than the use of cookies: of what they do, hold or are called."""

from __future__ import annotations

from audits.claims.categories import LABELS
from audits.claims.negation import looks_forward
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.types.no_cookies.kind_names import KIND_NAMES

_AGAIN = 6
"""Words from "none of" to the "not" that languages which deny twice put to the verb."""
_AT_END = 2
"""Words from the last kind to the end of a sentence that closes with it."""
_WHICH = 2
"""Words from "that" to the denial that says which cookies ("cookies that are not set by us")."""
_TO_KEEPING = 2
"""Words from the data to the no, and from that to the keeping ("data is not then stored")."""
_COPULA = 3
"""Words from a denial to the cookies that something else is not ("are not really any cookies")."""
_IN_ITS_CLAUSE = 5
"""Words from "which" to the denial in the clause that it opens."""
_NO_LONGER = 4
"""Words from a denial to the time that it is of ("are not stored for longer")."""


def denies_other(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether `no` denies something else of `hit`, cookies or a tool, than its use."""
    return (
        _lacks_these(reading, hit, no)
        or _of_these_data(reading)
        or _unable(reading, hit, no)
        or _denies_data(reading, hit, no)
        or _only_enabled(reading, hit, no)
        or _of_some(reading, no)
        or _stored_elsewhere(reading, hit, no)
        or _denies_only_a_time(reading, hit, no)
        or _calls(reading, no, hit)
    )


def _of_some(reading: Reading, no: Hit) -> bool:
    """Tell whether none of those that there are do something: "none of the cookies tells us who you are"."""
    if not any(hit.first <= no.first <= hit.last + _AGAIN for hit in reading.all("none_of")):
        return False
    uses = reading.all("use")
    kinds = [hit for hit in reading.all(*LABELS, "tracking") if uses and hit.first > uses[0].last]
    return not kinds or len(reading.words) - kinds[-1].last > _AT_END  # "none of them is used for tracking" denies that


def _stored_elsewhere(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is told where else data is stored: "sometimes not in a cookie, but in the local storage"."""
    stores = [store for store in reading.all("tech.local-storage") if store.first > max(hit.last, no.last)]
    return hit.concept == "cookie" and any(
        no.last < hit.first < other.first < store.first for other in reading.all("clause_break") for store in stores
    )


def _denies_only_a_time(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is for so long that cookies are not kept: "session cookies are not stored for longer"."""
    times = reading.all("variable_time", "session_end", "persistent_cookie")
    return no.first > hit.last and any(0 < time.first - no.last <= _NO_LONGER for time in times)


def _calls(reading: Reading, no: Hit, hit: Hit) -> bool:
    """Tell whether it is only said what cookies just spoken of are not: "they are not tracking cookies"."""
    if _is_called_none(reading, no, hit):
        return True
    these = reading.first("these")
    if these is None or these.first > 1 or looks_forward(reading, no) or not 0 < hit.first - no.last <= 1:
        return False
    if any(
        0 <= thing.first - these.first <= 1 for thing in reading.all("this_site", "website")
    ):  # "this site is free of"
        return False
    return not any(no.first - _NO_LONGER <= verb.first <= hit.first for verb in reading.all("set", "use"))


def _is_called_none(reading: Reading, no: Hit, hit: Hit) -> bool:
    """Tell whether a relative clause says that something else is no cookie ("local storage, which is not a cookie")."""
    if hit.concept != "cookie" or looks_forward(reading, no) or not 0 < hit.first - no.last <= _COPULA:
        return False
    opened = [which for which in reading.all("relative") if 0 < no.first - which.last <= _IN_ITS_CLAUSE]
    if not opened or not any(tech.last < opened[-1].first for tech in reading.all("tech.local-storage", "similar")):
        return False
    return not any(opened[-1].last < verb.first < hit.first for verb in reading.all("set", "use"))


def _lacks_these(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is what there is that is thought away: "without these cookies we can't …".

    Not where it is the verb that would point back, and what is used follows: "no se utilizan cookies".
    """
    verbs = reading.all("use", "set")
    pointed = [these for these in reading.all("these") if not overlaps(these, verbs)]
    return any(no.last + 1 == these.first < hit.first <= these.last + 1 for these in pointed)


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
    within = 2 if hit.concept in KIND_NAMES else 1
    if any(hit.last < data.first <= hit.last + within for data in reading.all("data")):
        return True  # "cookie data", "analytics or advertising data"
    if hit.concept in KIND_NAMES and _of_data_before(reading, no):
        return True
    named = reading.all("data", "personal_data")
    if any(no.last <= data.first < hit.first and not overlaps(data, reading.all(*LABELS)) for data in named):
        return True
    if no.first < hit.first:
        return False
    aims = reading.all("identify", "personal_data")
    return looks_forward(reading, no) or any(0 < aim.first - no.last <= 7 for aim in aims)


def _of_data_before(reading: Reading, no: Hit) -> bool:
    """Tell whether it is data that is not kept somewhere: "the IP address is never stored with that tool"."""
    things = reading.all("data", "personal_data", "datum.ip")
    kept = [verb for verb in reading.all("store") if 0 < verb.first - no.last <= _TO_KEEPING]
    return bool(kept) and any(0 < no.first - thing.last <= _TO_KEEPING for thing in things)


def _only_enabled(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether it is others, or a thing, that track nobody ("so that they can't track you"), or which is told."""
    if _tells_which(reading, hit, no):
        return True
    if hit.concept != "tracking" or no.first > hit.first or reading.has("this_site", "cookie", "similar"):
        return False
    return any(no.first <= word.last and word.first < hit.first for word in reading.all("can", "help"))


def _tells_which(reading: Reading, hit: Hit, no: Hit) -> bool:
    """Tell whether the denial belongs to a clause that says which cookies: "cookies that are not set by us"."""
    return any(
        0 < that.first - hit.last <= 2 and 0 < no.first - that.last <= _WHICH for that in reading.all("relative")
    )
