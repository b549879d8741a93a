"""How long stored items are kept: ISO 8601 durations, and whether a seen life is longer than a stated one."""

from __future__ import annotations

import re

SESSION = "session"
UNTIL_DELETED = "until-deleted"
VARIABLE = "variable"
NOT_TIMES = frozenset({SESSION, UNTIL_DELETED, VARIABLE})
"""Words that stand where a duration may stand."""

DAY_S = 86_400.0
YEAR_S = 365.25 * DAY_S
MONTH_S = YEAR_S / 12

TOLERANCE_SHARE = 0.02
TOLERANCE_S = DAY_S
"""A seen life counts as longer only beyond 2 % or one day, whichever is more: months have 28 to 31 days, years
365 or 366, and setters round to their own time zone's midnight."""

SHORT_S = DAY_S
SHORT_TOLERANCE_SHARE = 0.1
SHORT_TOLERANCE_S = 60.0
"""Under a day the day's tolerance would forgive everything: 10 % or a minute, whichever is more."""

_ISO = re.compile(
    r"P(?=[\dT])(?:(?P<years>\d{1,6})Y)?(?:(?P<months>\d{1,6})M)?(?:(?P<weeks>\d{1,6})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,9}(?:\.\d{1,6})?)S)?)?"
)
_SECONDS = {
    "years": YEAR_S,
    "months": MONTH_S,
    "weeks": 7 * DAY_S,
    "days": DAY_S,
    "hours": 3600.0,
    "minutes": 60.0,
    "seconds": 1.0,
}


def parse_iso_lifetime(iso: str) -> float | None:
    """Return an ISO 8601 duration in seconds; None for `session`, `until-deleted`, `variable` and what is none."""
    match = _ISO.fullmatch(iso.strip())
    if match is None:
        return None
    return sum(float(number) * _SECONDS[unit] for unit, number in match.groupdict().items() if number)


def longer_than(seen_s: float | None, declared: str) -> bool | None:
    """Whether an item lives longer than stated; None when the statement gives no limit to hold it to.

    `seen_s` is what the setter asked for, in seconds, None for a session item. A session item is longer than nothing.
    An item with any life left after the session (more than the tolerance of 60 s) is longer than `session`.
    """
    if declared in (UNTIL_DELETED, VARIABLE):
        return None
    limit = 0.0 if declared == SESSION else parse_iso_lifetime(declared)
    if limit is None:
        return None
    if seen_s is None:
        return False
    return seen_s > limit + tolerance_s(limit)


def tolerance_s(limit_s: float) -> float:
    """Return by how many seconds a life may pass a stated limit without counting as longer."""
    if limit_s < SHORT_S:
        return max(SHORT_TOLERANCE_S, SHORT_TOLERANCE_SHARE * limit_s)
    return max(TOLERANCE_S, TOLERANCE_SHARE * limit_s)
