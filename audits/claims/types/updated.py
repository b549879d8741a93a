"""updated: the date of the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.dates import find_dates
from audits.claims.found import Found, found
from audits.claims.reading import Reading
from audits.translation import say

TYPE = "updated"
TRIGGERS = ("updated",)
_REACH = 40
"""Characters between the words ("last updated") and the date, brackets and version numbers included."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the date that follows (or just precedes) words that say it is the policy's."""
    if reading.has("not_policy_date") or len(reading.words) > 40:
        return
    for hit in reading.all("updated"):
        for start, end, iso in find_dates(reading.text, reading.language.code):
            gap = (
                reading.start + start - hit.end if reading.start + start >= hit.end else hit.start - reading.start - end
            )
            if 0 <= gap <= _REACH:
                yield found(reading, {"date": iso}, (hit,))
                return


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The policy is dated {date}.", date=params.get("date"))
