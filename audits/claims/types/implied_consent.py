"""implied-consent: who goes on using the site is taken to accept cookies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import label_hits, names
from audits.claims.context import about_cookies, remembers_answer
from audits.claims.found import Found, found
from audits.claims.negation import denial, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import say

TYPE = "implied-consent"
_TOLD_BETWEEN = 45
"""Words between "by using our website, …" and "you agree", at most."""
TRIGGERS = ("continue_use", "implied_settings")
_TAKEN = 16
"""Words between the browser's settings and the consent that they are taken for."""
_ITS_OBJECT = 2
"""Words from "use" to the cookies that are used."""
_NEARBY = 3
"""Words from "not" to the agreeing that it denies over the word for "mean"."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where going on and agreeing meet."""
    going_on = [hit for hit in reading.all("continue_use") if not _of_cookies(reading, hit)]
    pair = reading.near(going_on, reading.all("agree"), 14)
    pair = pair or _opening(reading, going_on) or _by_settings(reading)
    if pair is None or reading.is_question or reading.has("change_policy"):
        return
    if not about_cookies(reading) or remembers_answer(reading) or _left_to_choose(reading, *pair):
        return
    if _refused(reading, pair[1]) or negated(reading, pair[0], 4):
        return
    yield found(reading, {"categories": ["necessary"]} if _only_necessary(reading) else {}, pair)


def _opening(reading: Reading, going_on: list[Hit]) -> tuple[Hit, Hit] | None:
    """Return a going on that opens the sentence and what "you agree" to by it, however much is told in between."""
    first = next((hit for hit in going_on if hit.first <= 1), None)
    if first is None:
        return None
    yours = {hit.last + 1 for hit in reading.all("visitor")}
    asked = {hit.last + 2 for hit in reading.all("clause_break")}  # "… if you agree"
    agreed = next((hit for hit in reading.all("agree") if hit.first > first.last and hit.first in yours - asked), None)
    if agreed is None or agreed.first - first.last > _TOLD_BETWEEN:
        return None
    return first, agreed


def _left_to_choose(reading: Reading, going_on: Hit, agreeing: Hit) -> bool:
    """Tell whether agreeing is one answer of two, or what a banner asks: "on entering you can accept or reject"."""
    other = any(0 < hit.first - agreeing.last <= _ITS_OBJECT for hit in reading.all("reject"))
    first = reading.near([going_on], reading.all("first_visit"), _NEARBY)
    return other or (first is not None and reading.has("banner", "tool", "choose"))


def _only_necessary(reading: Reading) -> bool:
    """Tell whether agreement is taken to cookies only that need none."""
    return names(label_hits(reading)) == ["necessary"] and not reading.has("non_essential")


def _of_cookies(reading: Reading, use: Hit) -> bool:
    """Tell whether it is cookies that are used, by the site: "you agree to the use of cookies"."""
    after = [hit for hit in reading.all("cookie") if 0 < hit.first - use.last <= _ITS_OBJECT]
    parted = [hit for hit in reading.all("agree") if hit.first > use.last]
    return any(
        not reading.marks_between(use.last, hit.first, ",") and all(agreed.first > hit.first for agreed in parted)
        for hit in after
    )


def _by_settings(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the browser's settings that are taken for consent: "unless your browser refuses, we set cookies"."""
    settings = reading.first("implied_settings")
    given = [hit for hit in reading.all("your_choice") if settings is None or not overlaps(hit, [settings])]
    taken = reading.near([settings] if settings else [], given, _TAKEN)  # "… is taken to have given their consent"
    if taken and reading.has("consent") and not reading.has("withdraw", "change") and not negated(reading, taken[1], 4):
        return taken
    sets = [hit for hit in reading.all("set", "use") if settings is not None and hit.first > settings.last]
    near = reading.near(sets, reading.all("cookie"), 2)
    own = near is not None and any(hit.first <= near[0].first for hit in reading.all("this_site"))
    return (settings, near[0]) if settings and near and own and not negated(reading, near[0], 4) else None


def _refused(reading: Reading, agreeing: Hit) -> bool:
    """Tell whether the agreeing is denied, not by the words for going on ("continue without changing …")."""
    nearby = [no for no in negations(reading) if 0 < agreeing.first - no.last <= _NEARBY]  # "does not mean that you"
    said = [no for no in nearby if not reading.marks_between(no.last, agreeing.first, ",")]
    no = denial(reading, agreeing) or (said[-1] if said else None)
    return no is not None and not overlaps(no, reading.all("continue_use"))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("Whoever goes on using the site is taken to accept its cookies.")
