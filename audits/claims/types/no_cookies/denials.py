"""The words that deny the use of cookies."""

from __future__ import annotations

from audits.claims.categories import LABELS
from audits.claims.context import in_cookie_section, names_cookies
from audits.claims.negation import denial, lead_in_denies
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.types.no_cookies.kind_names import KIND_NAMES
from audits.claims.types.no_cookies.other_denials import denies_other

_REACH = 9
"""Words from a denial to what it denies."""
_TO_THE_VERB = 12
"""Words from the cookies to the verb of their use."""


def denial_of_use(reading: Reading, hit: Hit) -> Hit | None:
    """Return the denial of using `hit`, not of something that cookies do (store names, harm computers)."""
    cookieless = reading.first("cookieless")
    if cookieless is not None and cookieless.first <= hit.first <= cookieless.last:
        optional = reading.near([cookieless], reading.all("non_essential"), 0)  # "works without optional cookies"
        if optional or overlaps(cookieless, reading.all("in_cookies")):  # "is stored in no cookie"
            return None
        may = reading.has("visitor", "can") or not reading.has("this_site")
        offered = may and reading.has("works_anyway")  # "you can use it without cookies"
        return cookieless if reading.has("use", "set", "this_site") and not offered else None
    no = denial(reading, hit, _REACH)
    if no is None:
        if not (lead_in_denies(reading) and reading.lead_in and _speaks(reading.lead_in)):
            return None
        return reading.lead_in.first("negation")
    if reading.is_heading and no.first > hit.last:  # "Cookies that are no longer set"
        return None
    if denies_other(reading, hit, no) or any(no.last <= act.first < hit.first for act in reading.all("block")):
        return None
    if no.first < hit.first and (
        _adjacent(no, hit)
        or any(_adjacent(no, part, 1) for part in _phrase(reading, hit, no))
        or _enumerated(reading, no, hit)
    ):
        return no
    verbs = [verb for verb in reading.all("set", "use") if abs(verb.first - hit.first) <= _TO_THE_VERB]
    return no if any(_adjacent(no, verb, 3) for verb in verbs) else None


def of_person(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is tracing data to a person that `hit` speaks of: "it can't be traced back to you"."""
    return hit.concept == "tracking" and overlaps(hit, reading.all("identify"))


def _phrase(reading: Reading, cookie: Hit, no: Hit) -> list[Hit]:
    """Return whose or what cookies they are, where that stands between the denial and the word for cookies."""
    said = reading.all(*LABELS, "third_party", "third_party_cookie", "tracking")
    return [hit for hit in said if no.last < hit.first <= cookie.first and cookie.first - hit.last <= 1]


def _enumerated(reading: Reading, no: Hit, cookie: Hit) -> bool:
    """Tell whether nothing but kinds stands between the denial and the cookies ("no social, video or ad cookies")."""
    kinds = reading.all(*LABELS, *KIND_NAMES, "either", "third_party_cookie")
    named = {word for hit in kinds for word in range(hit.first, hit.last + 1)}
    between = range(no.last + 1, cookie.first)
    return all(word in named or reading.words[word].text in (",", *reading.language.joiners) for word in between)


def _adjacent(one: Hit, other: Hit, within: int = 3) -> bool:
    gap = other.first - one.last if one.first <= other.first else one.first - other.last
    return gap <= within


def _speaks(lead_in: Reading) -> bool:
    return lead_in.has("use", "set") or names_cookies(lead_in) or in_cookie_section(lead_in)
