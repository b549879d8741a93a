"""What leaves a denial narrower than it looks: an aim, a trial, the visitor's choice."""

from __future__ import annotations

from collections.abc import Sequence

from audits.claims.negation import negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps

TO_THE_DEED = 10
"""Words after "no cookies" in which it may be said what none are used for ("on this site to collect names")."""
_TO_THE_AIM = 3
"""Words from the cookies to "for this"."""
_TO_THE_PLACE = 2
"""Words from "for" to what cookies are used for where that is the site itself."""
_TRIED_WITHIN = 2
"""Words from "try" to the denial: "try not to", Norwegian "prøver å ikke"."""
_OF_CONDITION = 3
"""Words from "if" to what is denied in its own clause."""
_NOR = 2
"""Words from "nor" to the deed that it denies."""


def denies_only_a_use(reading: Reading, cookie: Hit) -> bool:
    """Tell whether only something that cookies could do is denied ("no cookies to store personal data")."""
    if _aims(reading, cookie):
        return True
    after = reading.words[cookie.last + 1 : cookie.last + 1 + TO_THE_DEED]
    aims = {hit.first - cookie.last - 1 for hit in reading.all("help")}  # "sets no cookies, in order to collect …"
    ends = (
        p
        for p, word in enumerate(after)
        if (word.is_mark or word.text in reading.language.joiners) and p + 1 not in aims
    )
    reach = next(ends, len(after))  # "sets no cookies and stores no personal data" denies both
    deeds = [
        hit for hit in reading.all("store", "collect", "identify", "share") if 0 < hit.first - cookie.last <= reach
    ]
    if any(0 < hit.first - cookie.last <= TO_THE_DEED for hit in reading.all("other_use")):
        return True  # "cookies are used for no other purpose than …"
    firm = [hit for hit in deeds if not overlaps(hit, reading.all("set", "use")) or hit.first - cookie.last > 1]
    return bool(firm) and reading.has("data", "personal_data", "visitor")


def _aims(reading: Reading, cookie: Hit) -> bool:
    """Tell whether an aim follows the cookies, or their use: "no cookies to …", not "no cookies for this website"."""
    verbs = [verb.last for verb in reading.all("use", "set") if 0 < verb.first - cookie.last <= _TO_THE_AIM]
    ends = [last + 1 for last in (cookie.last, *verbs)]
    opened = {*ends, *(at + 1 for at in ends if at < len(reading.words) and reading.words[at].text == ",")}
    places = reading.all("this_site", "website")
    aims = [aim for aim in reading.all("aim") if aim.first in opened]
    return any(not any(0 < place.first - aim.last <= _TO_THE_PLACE for place in places) for aim in aims)


def for_that_only(reading: Reading, denied: Sequence[tuple[Hit, Hit | None]]) -> bool:
    """Tell whether they are denied for one aim just told of: "we use no cookies for this"."""
    last = max(hit.last for hit, _ in denied)
    opening = reading.first("for_that")
    if opening is not None and opening.first == 0 and not _of_vendor_above(reading):
        return True
    return any(0 < aim.first - last <= _TO_THE_AIM for aim in reading.all("for_that"))


def _of_vendor_above(reading: Reading) -> bool:
    """Tell whether it is a vendor's service that was told of, which then sets no cookies."""
    heading, before = reading.nearest_heading, reading.previous
    return bool((heading and heading.vendors) or (before and before.vendors))


def is_left_to_visitor(reading: Reading, denied: Hit) -> bool:
    """Tell whether what is denied hangs on what the visitor does: "if you click no, …", "you can say that no …"."""
    before = [hit for hit in reading.all("visitor") if hit.first < denied.first]
    if not before or any(hit.first < before[0].first for hit in reading.all("this_site")):
        return False
    condition = reading.first("clause_break")
    if condition is not None and condition.first == 0:
        return any(hit.first < denied.first for hit in reading.all("reject", "choose", "button", "click_action"))
    return before[0].first <= 1 and any(hit.first < denied.first for hit in reading.all("can"))


def is_condition(reading: Reading, denied: Hit, no: Hit) -> bool:
    """Tell whether it is only asked what happens then: "if no cookies are used, …", but not "if you visit us, no …"."""
    opening = reading.first("condition")
    if opening is None or opening.first > 0:
        return False
    first = min(denied.first, no.first)
    return first - opening.last <= _OF_CONDITION and not reading.marks_between(opening.last, first, ",")


def in_next_clause(reading: Reading, deed: Hit) -> bool:
    """Tell whether it is another main clause that `deed` is in: "sets no cookies, and we share nothing"."""
    cookie = reading.first("cookie")
    if cookie is None:
        return False
    nor = [no for no in negations(reading) if cookie.last < no.first <= deed.first and deed.first - no.last <= _NOR]
    if any(reading.marks_between(cookie.last, no.first, ",") for no in nor):  # "sets no cookies, nor does it share"
        return True
    things = reading.all("data", "personal_data")
    own_object = overlaps(deed, reading.all("this_site")) or any(0 < hit.first - deed.last <= _NOR for hit in things)
    if nor and own_object:  # "no usamos cookies ni compartimos datos": a verb of its own
        return True
    ours = (hit.first for hit in reading.all("this_site") if hit.first < deed.first)
    return any(cookie.last < we and reading.marks_between(cookie.last, we, ",") for we in ours)


def received(reading: Reading) -> tuple[str, ...]:
    """Return the concept of receiving where it is data that can be received: "gets" is said of much else."""
    return ("receive",) if reading.has("data", "personal_data", "visit_data") else ()


def tried(reading: Reading, denied: list[tuple[Hit, Hit]]) -> bool:
    """Tell whether the site only says that it tries ("we try not to use marketing cookies")."""
    tries = [hit for hit in reading.all("hedge") if not overlaps(hit, reading.all("can"))]
    return any(0 < no.first - hit.last <= _TRIED_WITHIN for hit in tries for _, no in denied)
