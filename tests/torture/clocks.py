"""Clocks that jump, an hour or a day ahead or back, while a run works and between two starts of it."""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from .kills import RUN_S
from .runs import FINISHED, Place, Run
from .state import wrongs

HOUR_S, DAY_S = 3600, 86400
JUMPS_S = (HOUR_S, -HOUR_S, DAY_S, -DAY_S)
BETWEEN_S = (0.5, 4.0)
"""Between two jumps, at least and at most."""
KILLS = 3
"""How often the program is killed while its clock jumps: each start begins with the clock a day further back."""


class WrongClock:
    """The wall clock of every Python process of a run, wrong by as much as a file says (`clock/sitecustomize.py`)."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.jumps = 0
        self.set(0)

    @property
    def environment(self) -> dict[str, str]:
        """What processes must be started with."""
        folders = [str(Path(__file__).parent / "clock"), os.environ.get("PYTHONPATH", "")]
        return {"PYTHONPATH": os.pathsep.join(filter(None, folders)), "COOKIE_AUDIT_WRONG_CLOCK": str(self._file)}

    def set(self, ahead_s: int) -> None:
        """Set the clock ahead of the right time (negative: behind)."""
        new = self._file.with_suffix(f".{threading.get_ident()}")
        new.write_text(str(ahead_s), "ascii")
        new.replace(self._file)

    @contextmanager
    def jumping(self, seed: int) -> Iterator[None]:
        """Let the clock jump at random moments until the block ends. Far from the right time it jumps back to it."""
        stop, chance = threading.Event(), random.Random(seed)

        def jump() -> None:
            while not stop.wait(chance.uniform(*BETWEEN_S)):
                ahead_s = int(self._file.read_text("ascii"))
                self.set(ahead_s + chance.choice(JUMPS_S) if abs(ahead_s) < 5 * DAY_S else 0)
                self.jumps += 1

        thread = threading.Thread(target=jump, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def jumping_clock(place: Place, sites: int, seed: int) -> tuple[list[str], str]:
    """Let the wall clock of the program and its workers jump, and kill the program now and then.

    Return what was wrong afterwards, and the figures.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    clock, urls = WrongClock(place.folder / "clock"), place.sites(sites)
    there = replace(place, environment=clock.environment)
    with clock.jumping(seed):
        for start in range(KILLS + 1):
            clock.set(-start * DAY_S)
            run = Run(there, urls, "--jobs", "2")
            if run.wait(8 * (start + 1) if start < KILLS else RUN_S) is not None:
                break
            run.process.kill()
            run.process.wait()
    wrong = [] if run.code in FINISHED else [f"exit code {run.code}: {run.said()[-2000:]}"]
    seen_s = _furthest(place.output)
    wrong += [] if seen_s >= HOUR_S / 2 else ["the program never saw its clock jump"]
    figures = f"{clock.jumps} jumps, {start + 1} starts, exit code {run.code}"
    return wrong + wrongs(there, urls), f"{figures}; lines of the log up to {seen_s / HOUR_S:.1f} h apart"


def _furthest(output: Path) -> float:
    """Return how far apart two lines of a run's log are that follow each other, by the clock that the program saw."""
    lines = (output / "log.jsonl").read_text("utf-8").splitlines()
    times = [datetime.fromisoformat(json.loads(line)["at"]).timestamp() for line in lines]
    return max((abs(after - before) for before, after in pairwise(times)), default=0.0)
