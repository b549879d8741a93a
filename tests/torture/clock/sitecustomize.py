"""Python itself loads this at its start where the folder is on PYTHONPATH: its wall clock is as wrong as a file says.

The file named by COOKIE_AUDIT_WRONG_CLOCK holds the seconds by which the clock is ahead (negative: behind), and may
change at any moment. Only what Python calls time is wrong: the system's own clock, its files' dates and the time by
which anything waits stay as they are.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import time_machine

_LOOK_S = 0.2


def _ahead_s(file: Path) -> float:
    try:
        return float(file.read_text("ascii"))
    except (OSError, ValueError):
        return 0.0


def _follow(file: Path) -> None:
    """Be as wrong as the file says, from now on."""
    ahead_s = _ahead_s(file)
    clock = time_machine.travel(time.time() + ahead_s, tick=True).start()

    def keep_up() -> None:
        was_s = ahead_s
        while True:
            time.sleep(_LOOK_S)
            if (is_s := _ahead_s(file)) != was_s:
                clock.shift(is_s - was_s)
                was_s = is_s

    threading.Thread(target=keep_up, name="wrong-clock", daemon=True).start()


if named := os.environ.get("COOKIE_AUDIT_WRONG_CLOCK"):
    _follow(Path(named))
