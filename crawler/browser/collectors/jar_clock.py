"""How long the jar still keeps a cookie, although the machine's clock may be set while a visit is under way (pure).

The browser dates a cookie's end by the wall clock as it stood when the cookie was set; by a clock that was set since,
the difference would be wrong by as much as that. A steady clock is never set: what counts is how far the wall clock was
ahead of it when the cookie came.
"""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST_S = 401 * 86_400.0
"""No jar keeps a cookie for longer: RFC 6265bis §5.5 ends it after 400 days."""


class JarClock:
    """Counts the time that is left of each of a visit's cookies."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        """Take a clock that may be set, in seconds since 1970 as cookies are dated, and one that may not."""
        self._wall = wall
        self._steady = steady
        self._earlier = self._present = wall() - steady()
        self._came_at: dict[object, float] = {}
        """By how much the wall clock was ahead when a cookie was set."""

    def look(self) -> None:
        """See how the wall clock stands now: before the jar is read, each time."""
        self._earlier, self._present = self._present, self._wall() - self._steady()

    def left_s(self, cookie: object, end_s: float) -> float:
        """Return the seconds from now to a cookie's end. `cookie` tells it from the others, its end included.

        When the clock was set between two looks, a cookie that came meanwhile was dated before or after that: before,
        unless its life were over or longer than can be.
        """
        if cookie not in self._came_at:
            ahead = (self._earlier, self._present)
            self._came_at[cookie] = next((each for each in ahead if 0 < self._from(each, end_s) < LONGEST_S), ahead[1])
        return self._from(self._came_at[cookie], end_s)

    def _from(self, ahead_s: float, end_s: float) -> float:
        return end_s - (self._steady() + ahead_s)
