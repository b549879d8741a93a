"""party: who sets cookies, the site itself or others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import PURPOSES
from audits.claims.context import (
    about_cookies,
    announced,
    is_hedged,
    is_statement,
    names_cookies,
    others_barred,
    points_elsewhere,
)
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import noted, say

TYPE = "party"
TRIGGERS = ("third_party", "first_party", "first_only", "third_party_cookie", "vendor")
_VERB_OPENS = 3
"""Word (from 0) by which a sentence opens with its verb."""
_TO_DOER = 11
"""Words between setting and the third party that does it ("are placed by us or by the third parties …")."""
_VERB_NEXT = 4
_VERB_LAST = 9
"""Words between who sets cookies and the verb; in the second case the cookies stand between."""
_TO_DENIED = 6
"""Words from "no" to those who set none, with what else there is none of in between."""
_MEANINGS = {
    "first": noted("The site sets cookies of its own."),
    "third": noted("Others set cookies through the site."),
    "first-only": noted("Only the site itself sets cookies, nobody else."),
}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the parties that set cookies."""
    if _changes_settings(reading) or not about_cookies(reading) or not is_statement(reading) or reading.is_heading:
        return
    site = reading.first("external_site")
    if points_elsewhere(reading) or others_barred(reading) or (site is not None and site.first <= 4):
        return
    blocks = [hit for hit in reading.all("block") if not overlaps(hit, reading.all(*PURPOSES))]  # "to prevent fraud"
    asked = blocks or reading.has("only_if", "if_consent", "needs_consent")
    conditional = asked and reading.has("browser", "visitor")
    if conditional and not reading.has("third_party_cookie"):
        return
    only = reading.first("first_only")
    if only:
        yield found(reading, {"party": "first-only"}, (only,))
        return
    own = [hit for hit in reading.all("first_party") if not reading.just_before(hit, "visitor")]  # "your own device"
    others = [hit for hit in own if _of_others(reading, hit)]
    third = _setting(reading, reading.all("third_party_cookie")) or _third_sets(reading) or _setting(reading, others)
    if third and not announced(reading, third[0]):  # "this policy tells which third parties we let set cookies"
        yield found(reading, {"party": "third"}, third, is_hedged(reading))
    first = _setting(reading, [hit for hit in own if hit not in others])
    named = reading.all("third_party_cookie", "this_site")  # "own and third-party cookies"
    if first and (not third or first[0].first < third[0].first or overlaps(first[0], named)):
        yield found(reading, {"party": "first"}, first, is_hedged(reading))


def _changes_settings(reading: Reading) -> bool:
    lead = reading.lead_in
    if reading.has("browser_help") or (lead is not None and not lead.is_heading and lead.has("browser", "browser_way")):
        return True  # "You can set your browser to: – allow first-party cookies only"
    browsers = any(hit.first <= 1 for hit in reading.all("browser", "browser_way")) and reading.has("block", "reject")
    if browsers and not reading.has("this_site"):  # "Most browsers let you refuse third-party cookies"
        return True
    settings = reading.has("tool", "browser", "browser_way", "your_choice", "change_choice")
    return reading.has("change") and (settings or not reading.has("this_site"))


def _of_others(reading: Reading, own: Hit) -> bool:
    """Tell whether "own cookies" are those of somebody named before ("embedded maps may set their own cookies")."""
    if own.last - own.first > 0 and overlaps(own, reading.all("this_site")):
        return False
    others = reading.all("third_party", "external_site", "embed")
    if any(hit.first <= 1 and hit.last < own.first for hit in reading.all("third_party")):
        return True  # "third parties such as X and our hosts may set their own cookies"
    named = [(hit.first, True) for hit in others if not overlaps(hit, [own])]
    named += [(vendor.first, True) for vendor in reading.vendors]
    named += [(hit.first, False) for hit in reading.all("this_site")]
    return max((place for place in named if place[0] < own.first), default=(0, False))[1]


def _setting(reading: Reading, hits: list[Hit]) -> tuple[Hit, ...] | None:
    """Return the party beside the word cookie, in a sentence that uses or sets it."""
    acts = reading.all("use", "set", "accept")
    if reading.has("this_site"):  # "we distinguish between first-party and third-party cookies"
        acts += reading.all("types_of")
    for hit in hits:
        if negated(reading, hit, 8):
            return None
        if acts and reading.near([hit], reading.all("cookie"), 5):
            return (hit, acts[0])
    return None


def _third_sets(reading: Reading) -> tuple[Hit, ...] | None:
    """Return the third party and its setting of cookies."""
    for hit in reading.all("third_party"):
        if _is_place(reading, hit):
            continue
        act = _set_by(reading, hit)
        if act and not negated(reading, act[1], 6) and not negated(reading, hit, _TO_DENIED):
            return act
    if any(negated(reading, hit, 3) for hit in reading.all("third_party")):
        return None  # "no third parties (X, Y) that set cookies"
    for vendor in reading.vendors:
        for verb in reading.all("set"):  # "cookies are set by X"
            before = [hit for hit in _things(reading) if hit.last < verb.first]
            thing = reading.near([verb], before, 4)
            moved = thing and any(thing[1].last < hit.first < verb.first for hit in reading.all("share"))
            if vendor.first - verb.last == 2 and thing and not moved and not negated(reading, verb, 6):
                return verb, thing[1]
        for verb in reading.all("set"):
            thing = reading.near([verb], reading.all("cookie"), 5)
            may = any(0 < hit.first - vendor.last <= 2 for hit in reading.all("can", "hedge"))  # "X may cookies set"
            far = _VERB_LAST if may and thing and vendor.last < thing[1].first < verb.first else _VERB_NEXT
            if 0 < verb.first - vendor.last <= far and thing and not negated(reading, verb, 6):
                return verb, thing[1]
    return None


def _is_place(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is where we do something: "we use cookies to show you ads on other websites"."""
    if not overlaps(hit, reading.all("external_site")):
        return False
    ours = reading.near(reading.all("this_site"), reading.all("use"), 1)
    return ours is not None and max(each.first for each in ours) < hit.first


def _things(reading: Reading) -> list[Hit]:
    """Return the words for cookies, and those that refer back to them; not "this" of "this site"."""
    sites = {hit.first for hit in reading.all("website", "this_site")}
    named = reading.all("cookie", "these")
    return [hit for hit in named if hit.concept == "cookie" or hit.last + 1 not in sites]


def _set_by(reading: Reading, hit: Hit) -> tuple[Hit, Hit] | None:
    """Return a third party and the verb by which it sets cookies."""
    verbs = [verb for verb in reading.all("set") if not overlaps(verb, reading.all("this_site"))]
    act = reading.near([hit], verbs or reading.all("set"), _TO_DOER)
    if act is None:
        return None
    named = reading.all("cookie", "these")
    things = [
        thing for thing in named if thing.concept == "cookie" or thing.last + 1 != hit.first
    ]  # not "these partners"
    if not things and _by_us_or_others(reading, act[1], hit):
        return act
    if hit.first < act[1].first:  # who sets comes before what is set, unless it is said in the passive
        after = [thing for thing in things if thing.first > hit.first or thing.concept == "these"]
        things = after or _object_before(reading, hit, things)
    return act if reading.near([act[1]], things, 9) else None


def _by_us_or_others(reading: Reading, verb: Hit, others: Hit) -> bool:
    """Tell whether the sentence goes on about cookies just named, without a word for them: "May be set by us or by X".

    So do languages that need no pronoun (Italian "possono essere impostati da noi o da terzi").
    """
    before = reading.previous
    ours = any(verb.last < hit.first < others.first for hit in reading.all("this_site"))
    may = any(hit.first <= verb.first for hit in reading.all("can", "hedge"))
    return verb.first <= _VERB_OPENS and ours and may and before is not None and names_cookies(before)


def _object_before(reading: Reading, hit: Hit, things: list[Hit]) -> list[Hit]:
    """Return the cookies named right before who sets them, or at the very start, where the verb ends the clause."""
    near = [thing for thing in things if hit.first - thing.last == 1 or thing.first == 0]
    return [] if reading.has("use") else near


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say(_MEANINGS.get(str(params.get("party")), noted("Somebody sets cookies.")))
