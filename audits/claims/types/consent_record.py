"""consent-record: the visitor's choice itself is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import choice_lasts, is_statement, records_choice, remembers_answer
from audits.claims.durations import find_durations
from audits.claims.found import Found, found
from audits.claims.negation import lead_in_denies, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import kept
from audits.translation import say

TYPE = "consent-record"
TRIGGERS = ("your_choice", "accept", "consent", "if_consent", "agree")
_AT_START = 1
"""Word (from 0) by which a sentence that refers back does so."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where remembering and the choice meet."""
    if not is_statement(reading) or len(reading.words) < 4:
        return
    answer = remembers_answer(reading)
    if answer is not None and not lead_in_denies(reading):
        yield found(reading, {}, (answer,))
        return
    pair = records_choice(reading) or (choice_lasts(reading) if _lifetime(reading) else None)
    if pair is None or negated(reading, pair[0]) or _only_if_chosen(reading, *pair) or _is_asked_for(reading, *pair):
        return
    if reading.has("withdraw") and not reading.has("until"):  # "is kept until you withdraw it"
        return
    managed = reading.all("change", "manage")  # "you can manage your choices"
    if overlaps(pair[0], managed) and reading.has_all("visitor", "can"):
        return
    lifetime = _lifetime(reading) or _lifetime_told_next(reading)
    params: dict[str, Any] = {"lifetime": lifetime} if lifetime else {}
    yield found(reading, params, pair)


def _only_if_chosen(reading: Reading, remembering: Hit, choice: Hit) -> bool:
    """Tell whether the choice is the condition of storing something else: "we store it only if you have consented"."""
    return any(remembering.last < only.first <= choice.first for only in reading.all("only_if"))


def _is_asked_for(reading: Reading, remembering: Hit, choice: Hit) -> bool:
    """Tell whether the choice is only asked for, before something else is set: "we ask for your consent before …"."""
    asked = overlaps(choice, reading.all("needs_consent"))
    return asked and choice.last < remembering.first and reading.has("until", "if_needed", "only_if")


def _lifetime(reading: Reading) -> str | None:
    """Return the time told; None for several, of which each may be another cookie's."""
    times = list(dict.fromkeys(iso for _, _, iso in find_durations(reading.text, reading.language.code)))
    timed = [iso for iso in times if iso.startswith("P")]
    return (timed or times)[0] if len(timed) <= 1 and times else None


def _lifetime_told_next(reading: Reading) -> str | None:
    """Return the duration in the next sentence where it begins by referring back: "This cookie is kept for a year"."""
    following = reading.following
    if following is None or not following.has("expiry"):
        return None
    back = following.first("these")
    return _lifetime(following) if back is not None and back.first <= _AT_START else None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    lifetime = params.get("lifetime")
    if lifetime:
        return say("The visitor's choice of cookies is stored {time}.", time=kept(str(lifetime)))
    return say("The visitor's choice of cookies is stored.")
