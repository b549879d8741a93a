"""Which kinds of cookies or tools are denied."""

from __future__ import annotations

from audits.claims.categories import LABELS, PURPOSES, section_category
from audits.claims.negation import clause_breaks, clause_ends, negations, tells_what_is_denied
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.types.no_cookies.doers import deed_without
from audits.claims.types.no_cookies.kind_names import KIND_NAMES, names_of
from audits.claims.types.no_cookies.limits import TO_THE_DEED

_JOINED_WITHIN = 3
"""Words around "or" that join one kind to another."""
_WHICH_ONES = 5
"""Words from "cookies" to the end of "that are not strictly necessary"."""
_FURTHER_WITHIN = 2
"""Words from "other" to the cookies."""
_ENUMERATION = 8
"""Words of an enumeration that "nor" ends."""


def kinds_said(reading: Reading, denied: list[tuple[Hit, Hit]]) -> list[str]:
    """Return the kinds that are denied; those of the section for "these cookies", none where it names none.

    "We set no persistent cookies" denies no cookies, only that they last.
    """
    kinds_denied = _kinds(reading, denied)
    others = _others_denied(reading, denied) if kinds_denied in (["all"], ["necessary"]) else None
    if others is not None:
        return others
    deed = deed_without(reading, denied[0][0]) if kinds_denied == ["all"] else None
    if deed is not None:
        return [deed] if deed else []
    lasting = reading.all("session_cookie", "persistent_cookie")
    if kinds_denied == ["all"] and all(overlaps(hit, lasting) for hit, _ in denied if hit.concept == "cookie"):
        return [] if lasting else kinds_denied
    if kinds_denied != ["all"] or not of_these(reading, denied[0][0]):
        return kinds_denied
    kind = section_category(reading)
    return [] if kind in (None, "necessary") else [kind]


def _others_denied(reading: Reading, denied: list[tuple[Hit, Hit]]) -> list[str] | None:
    """Return what is denied where it is not necessary ones, or other ones than those told of; None: all are meant.

    "No other cookies than those listed" denies none of these, and what else there may be is not said.
    """
    others = reading.all("non_essential")
    cookies = [(hit, no) for hit, no in denied if hit.concept == "cookie"]
    if cookies and all(_are_further(reading, hit) for hit, _ in cookies):
        return []
    if not cookies or not all(any(_belongs(other, hit) for other in others) for hit, _ in cookies):
        return None
    named = any(overlaps(other, reading.all("cat.necessary")) for other in others)
    spoken = any(overlaps(no, others) for _, no in cookies)  # "they are not necessary" denies no use
    return ["all-but-necessary"] if named and not spoken else []


def _are_further(reading: Reading, cookie: Hit) -> bool:
    """Tell whether it is "other", "additional" or "further" cookies, the word beside them ("další soubory cookie")."""
    words = reading.all("further")
    if overlaps(cookie, words) or any(hit.first - cookie.last == 1 for hit in words):
        return True
    before = [hit for hit in words if 0 < cookie.first - hit.last <= _FURTHER_WITHIN]
    return any(not _joined(reading, hit.last, cookie.first) for hit in before)


def _belongs(other: Hit, cookie: Hit) -> bool:
    """Tell whether "non-essential" or "other" is said of a word for cookies, before or after it."""
    return -_WHICH_ONES <= cookie.first - other.last <= 1


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
        hit for hit in reading.all(*LABELS, *KIND_NAMES) if hit.concept != "third_party" or not overlaps(hit, tracks)
    ]
    for hit in named:  # "marketing cookies or those for statistics"
        if high < hit.first <= high + _JOINED_WITHIN and any(
            high - _JOINED_WITHIN <= each.first < hit.first for each in reading.all("either")
        ):
            high = hit.first
    aims = _aims_of_third_parties(reading, hits[0], named)
    near = names_of(hit for hit in named if low <= hit.first <= high and hit not in aims)
    told = next((hit for hit in reading.all("relative") if tells_what_is_denied(reading, hit)), None)
    if near or told is None:
        return near or ["all"]
    stops = [stop.first for stop in clause_breaks(reading) if told.last < stop.first]
    high = min([told.last + TO_THE_DEED, *stops])
    return names_of(hit for hit in (*named, *reading.all(*PURPOSES)) if told.last < hit.first <= high)


def _aims_of_third_parties(reading: Reading, cookie: Hit, named: list[Hit]) -> list[Hit]:
    """Return what third-party cookies are denied for, which own ones may be ("none of third parties for analytics")."""
    phrases = [hit for hit in reading.all("third_party_cookie") if overlaps(hit, [cookie])]
    if cookie.concept != "cookie" or not phrases:
        return []
    end = max(hit.last for hit in phrases)
    after = [hit for hit in named if hit.first > max(end, cookie.last) and not hit.concept.startswith("third_party")]
    return after if after and not _joined(reading, end, after[0].first) else []


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


def of_these(reading: Reading, cookie: Hit) -> bool:
    """Tell whether it is "these cookies" or "this cookie" that is denied, not all there could be."""
    return any(these.first == cookie.first - 1 <= these.last - 1 for these in reading.all("these"))


def is_bare(reading: Reading, cookie: Hit) -> bool:
    """Tell whether cookies of any kind are denied ("no cookies or …"), not those of a kind."""
    named = [hit for hit in reading.all(*LABELS, *KIND_NAMES) if not overlaps(hit, [cookie])]
    if (
        cookie.concept != "cookie"
        or of_these(reading, cookie)
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
    joined = any(low < hit.first < high for hit in reading.all("either"))
    return joined or any(
        word.text == "," or word.text in reading.language.joiners for word in reading.words[low + 1 : high]
    )
