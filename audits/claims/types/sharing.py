"""sharing: data on the visit is, or is not, shared with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_hedged, is_statement, others_barred, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import denial, is_doubtful, lead_in_denies, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, in_brackets, overlaps
from audits.claims.vendors import VendorHit
from audits.translation import say

TYPE = "sharing"
TRIGGERS = ("share", "share_denied", "receive", "processed_by")
_REACH = 20
"""Words between the sharing and whom data is shared with: what is shared, and in what form, may stand there."""

_TO_VENDOR = 6
"""Words from the sharing to a vendor named ("transmitted to and stored by Google")."""

_TO_BROWSER = 6
"""Words from the sending to the browser that cookies are sent to."""

_FROM_DATA = 9
"""Words from the data to the sharing that is denied of it without saying with whom."""

_TO_PERSON = 5
"""Words from "data that" to its telling who somebody is."""

_SEEN = ("datum.ip", "datum.pages")
"""What others learn of the visit without its being called data ("YouTube learns which pages you have opened")."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield whether data goes to others."""
    if reading.is_heading or not is_statement(reading) or reading.has("share_by_visitor"):
        return
    if points_elsewhere(reading) or others_barred(reading):
        return
    denied = reading.first("share_denied")
    if denied and _of_visit(reading):
        yield found(reading, {"shared": False}, (denied,))
        return
    pair = _given(reading) or _received(reading)
    if pair is None or not reading.has("data", "personal_data", "visit_data", "cookie", "these", *_SEEN):
        return
    shared = not (negated(reading, pair[0], 10) or lead_in_denies(reading))
    if shared and any(not in_brackets(reading, hit) for hit in reading.all("truncate")):
        return  # "is shortened before it is transferred"
    if not shared and (reading.has("sell") or _of_no_person(reading, pair[0])):
        return
    if shared and is_doubtful(reading, pair[0]):
        return
    if shared and not (about_cookies(reading) or reading.has("visit_data") or reading.vendors):
        return
    params: dict[str, Any] = {"shared": shared}
    if not shared and reading.has("exception", "consent"):
        params["exceptions"] = True
    yield found(reading, params, pair, hedged=shared and is_hedged(reading))


def _of_no_person(reading: Reading, given: Hit) -> bool:
    """Tell whether only what tells who the visitor is isn't given: "X gets no data by which you could be known"."""
    data = [hit for hit in reading.all("data") if hit.first > given.first]
    told = reading.near(data, reading.all("relative"), 1)
    return told is not None and any(0 < hit.first - told[1].last <= _TO_PERSON for hit in reading.all("identify"))


def _of_visit(reading: Reading) -> bool:
    """Tell whether data of the visit is spoken of, in the sentence or in those before it of its paragraph."""
    current: Reading | None = reading
    while current is not None and current.segment.block == reading.segment.block:
        if about_cookies(current) or current.has("visit_data") or current.vendors:
            return True
        if current.has_all("data", "purpose.analytics"):
            return True
        current = current.previous
    return False


def _given(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the sharing and whom data is shared with."""
    # A pattern with a gap also spans "cookies are not shared with third parties", which names no third-party cookie.
    cookies = [hit for hit in reading.all("third_party_cookie") if "..." not in hit.pattern]
    others = [hit for hit in reading.all("third_party") if not overlaps(hit, cookies)]
    others += [hit for hit in reading.all("recipient") if not (_opens(reading, hit) or _is_of_data(reading, hit))]
    shares = _shares(reading)
    pair = reading.near(shares, others, _REACH)
    if pair is not None:
        return pair
    for hit in shares:
        if any(0 < vendor.first - hit.last <= _TO_VENDOR for vendor in reading.vendors):
            return hit, hit
    return _kept(reading)


def _shares(reading: Reading) -> list[Hit]:
    """Return the words for giving data to others: not "parts of the site", nor sending cookies to the browser."""
    browsers, cookies = reading.all("browser"), reading.all("cookie")
    found = [hit for hit in reading.all("share") if not overlaps(hit, reading.all("not_share"))]
    return [
        hit
        for hit in found
        if not any(
            0 < end.first - hit.last <= _TO_BROWSER and any(hit.first < thing.first < end.first for thing in cookies)
            for end in browsers
        )
    ]


def _kept(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the sharing that is denied without saying with whom ("the data is never passed on")."""
    data = reading.all("data", "personal_data", "visit_data")
    for hit in _shares(reading):
        after = hit.last + 1
        if not any(0 < hit.first - thing.last <= _FROM_DATA for thing in data):
            continue
        if (after == len(reading.words) or reading.words[after].is_mark) and denial(reading, hit, 4):
            return hit, hit
    return None


def _is_of_data(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is other data, and not others, that `hit` names ("access to other information")."""
    things = reading.all("data", "personal_data", "visit_data")
    return hit.first == hit.last and any(thing.first == hit.last + 1 for thing in things)


def _opens(reading: Reading, hit: Hit) -> bool:
    """Tell whether a clause opens with `hit`, who then does the deed ("Google may transfer data")."""
    return hit.first == 0 or reading.words[hit.first - 1].is_mark


def _received(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the words by which others get the data: "Google receives your IP address", "is processed by Google"."""
    used = [hit.last for hit in reading.all("use")]  # "we use X and Y to gain insight": they get nothing
    named: list[VendorHit] = []
    for vendor in reading.vendors:
        if any(0 < vendor.first - word <= 2 for word in used):
            used.append(vendor.last)
        else:
            named.append(vendor)
    others = [(vendor.first, vendor.last) for vendor in named]
    others += [(hit.first, hit.last) for hit in reading.all("third_party")]
    things = reading.all("data", "personal_data", "visit_data", *_SEEN)
    for hit in reading.all("processed_by"):
        if any(0 < first - hit.last <= 3 for first, _ in others) and reading.near([hit], things, 6):
            return hit, hit
    ours = {hit.first for hit in reading.all("this_site")}
    for hit in reading.all("receive"):
        if hit.last + 1 in ours:  # "with X we get to know which pages …" (Swedish "får vi")
            continue
        if any(0 < hit.first - last <= 6 for _, last in others) and reading.near(
            [hit], [*things, *reading.all("these")], 8
        ):
            return hit, hit
    return None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    if params.get("shared"):
        return say("Data on the visit is shared with others.")
    return say("Data on the visit is not shared with others.")
