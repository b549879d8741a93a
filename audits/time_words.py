"""Lengths of time as a person would say them: as policies declare them (ISO 8601), or browsers are asked for them."""

from __future__ import annotations

import re

from audits.translation import noted, say, say_count, say_list, say_number

_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = (
    (31_536_000, noted("{count} year"), noted("{count} years"), noted("{number} years")),
    (2_629_800, noted("{count} month"), noted("{count} months"), noted("{number} months")),
    (604_800, noted("{count} week"), noted("{count} weeks"), ""),
    (86_400, noted("{count} day"), noted("{count} days"), noted("{number} days")),
    (3_600, noted("{count} hour"), noted("{count} hours"), noted("{number} hours")),
    (60, noted("{count} minute"), noted("{count} minutes"), noted("{number} minutes")),
    (1, noted("{count} second"), noted("{count} seconds"), noted("{number} seconds")),
)
"""(seconds, one, many, a broken number), in the order of ISO 8601. Weeks are only said where a policy does."""
_SPECIAL = {
    "session": noted("until the browser is closed"),
    "until-deleted": noted("until they are deleted"),
    "variable": noted("for a time that varies"),
}
_ROUND = 0.02
"""Sites write a year as 365, 365.25 or 366 days: within this of a whole number reads as that number."""


def is_special(duration: str) -> bool:
    """Tell whether a declared duration is a moment (`session`, …) and no length of time."""
    return duration in _SPECIAL


def duration_words(duration: str) -> str:
    """Return a declared duration: "P30D" → "30 days", "session" → "until the browser is closed"; else as it stands."""
    if duration in _SPECIAL:
        return say(_SPECIAL[duration])
    match = _ISO.fullmatch(duration)
    amounts = match.groups() if match else ()
    parts = [say_count(int(n), one, many) for n, (_, one, many, _) in zip(amounts, _UNITS, strict=False) if n]
    return say_list(parts) if parts else duration


def length_words(seconds: float) -> str:
    """Return a length of time in seconds, in its largest unit that comes out even: `2 years`, `13 months`."""
    if seconds <= 0:
        return say("at once")
    for size, one, many, broken in _UNITS:
        count = seconds / size
        nearest = round(count)
        if broken and nearest >= 1 and abs(count - nearest) <= _ROUND * nearest:
            return say_count(nearest, one, many)
        if broken and count >= 2:
            return say(broken, number=say_number(count))
    return say(_UNITS[-1][3], number=say_number(seconds))
