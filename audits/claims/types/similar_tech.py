"""similar-tech: beacons, pixels, local storage, fingerprinting and the like are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import PURPOSES
from audits.claims.context import is_hedged, is_statement, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import denial, lead_in_denies, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import technique
from audits.translation import say

TYPE = "similar-tech"
_TECHS = ("pixel", "web-beacon", "local-storage", "fingerprint", "session-replay", "sdk", "etag", "tracking-link")
TRIGGERS = ("similar", *(f"tech.{name}" for name in _TECHS))
_NAMES = {"fingerprint": "fingerprinting"}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the techniques that the site uses."""
    if not is_statement(reading) or reading.is_heading:
        return
    things = reading.all("similar", "cookie", *(f"tech.{name}" for name in _TECHS))
    causes = [hit for hit in reading.all("blocking") if not overlaps(hit, reading.all(*PURPOSES))]
    if reading.near(causes, things, 3):
        return
    site = reading.first("external_site")
    if points_elsewhere(reading) or (site is not None and site.first <= 4):
        return
    acts = reading.all("use", "set", "store", "remember")
    named: list[Hit] = []
    for name in _TECHS:
        pair = _used(reading, reading.all(f"tech.{name}"), acts)
        if pair:
            named.append(pair[0])
            yield found(reading, {"tech": _NAMES.get(name, name)}, pair, is_hedged(reading))
    pair = _used(reading, reading.all("similar"), reading.all("use", "set", "continue_use"))
    if pair and not any(hit.first > pair[0].last for hit in named):  # "similar ones, including pixels"
        yield found(reading, {"tech": "similar"}, pair, is_hedged(reading))


def _used(reading: Reading, things: list[Hit], acts: list[Hit]) -> tuple[Hit, Hit] | None:
    pair = reading.near([hit for hit in things if not _in_brackets(reading, hit)], acts, 16)
    if pair is None or negated(reading, pair[0], 6):
        return None
    no = denial(reading, pair[1], 5)
    if no is None and not lead_in_denies(reading):
        return pair
    # "not kept in a cookie, but in the local storage"
    instead = [hit for hit in reading.all("clause_break") if no is not None and no.last < hit.first < pair[0].first]
    return pair if instead and reading.has("cookie") else None


def _in_brackets(reading: Reading, hit: Hit) -> bool:
    """Tell whether the hit stands in brackets, as an example or explanation of the word before."""
    depth = 0
    for word in reading.words[: hit.first]:
        depth += (word.text == "(") - (word.text == ")")
    return depth > 0


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The site uses {technique}.", technique=technique(str(params.get("tech", "similar"))))
