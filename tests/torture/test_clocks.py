"""The clock that torture makes wrong is the one that Python's programs look at, and no other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from .clocks import DAY_S, HOUR_S, WrongClock

TELLS = """
import datetime, sys, time
for _ in sys.stdin:
    now = datetime.datetime.now(datetime.UTC)
    print(time.time(), now.timestamp(), time.monotonic(), flush=True)
"""


def test_a_programs_wall_clock_jumps_and_the_one_it_waits_by_does_not(tmp_path: Path) -> None:
    clock = WrongClock(tmp_path / "clock")
    clock.set(DAY_S)
    with subprocess.Popen(
        [sys.executable, "-c", TELLS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **clock.environment},
    ) as process:
        assert process.stdin is not None and process.stdout is not None

        def told() -> tuple[float, ...]:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            wall, date, steady = map(float, process.stdout.readline().split())
            return wall - time.time(), date - time.time(), steady - time.monotonic()

        first = told()
        clock.set(-HOUR_S)
        deadline = time.monotonic() + 30
        while (second := told())[0] > 0 and time.monotonic() < deadline:
            time.sleep(0.1)
        process.stdin.close()
    near = 20  # a busy machine takes its time between two looks at the clock
    assert [abs(each - ahead) < near for each, ahead in zip(first, (DAY_S, DAY_S, 0), strict=True)] == [True] * 3
    assert [abs(each - ahead) < near for each, ahead in zip(second, (-HOUR_S, -HOUR_S, 0), strict=True)] == [True] * 3
