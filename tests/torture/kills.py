"""SIGKILL at random moments: of one process or of all, and the same command again until it is done."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import psutil

from .runs import FINISHED, KINDS, Place, Run
from .state import is_finished, wrongs

ALL = "everything"
"""A kind of kill: the program and all that it started, as when the power fails."""
PAUSE_S = (0.2, 5.0)
"""Between two kills, at least and at most."""
RUN_S = 900.0
"""Most time for a run that nobody kills any more."""


@dataclass
class Tally:
    """What was done in a torture, for its figures."""

    kills: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    rounds: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    late: int = 0
    """Programs killed after their run's end was stored."""

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kills.items()))
        codes = ", ".join(f"{count} times {code}" for code, count in sorted(self.codes.items()))
        times = f"{self.kills.total()} kills ({kinds}) in {self.rounds} runs, {self.starts} starts"
        return (
            f"{times}; exit codes of those that ended: {codes}"
            + f"; {self.late} killed in their last moment" * bool(self.late)
        )


def kill_at_random(place: Place, sites: int, kills: int, seed: int, until: float) -> tuple[list[str], str]:
    """Kill so often, in as many runs over so many sites as that takes, or until a moment of the monotonic clock.

    Return what was wrong after a run, and the figures.
    """
    chance, tally, wrong = random.Random(seed), Tally(), list[str]()
    while not tally.rounds or (tally.kills.total() < kills and time.monotonic() < until):
        tally.rounds += 1
        there = replace(place, folder=place.folder / str(tally.rounds))
        there.folder.mkdir(parents=True)
        urls = there.sites(sites)
        wrong += _until_done(there, urls, kills, chance, tally, until)
        wrong += [f"run {tally.rounds}: {each}" for each in wrongs(there, urls)]
    return wrong + ([] if tally.kills else ["nothing was killed: there was no time for it"]), str(tally)


def _until_done(
    place: Place, urls: Sequence[str], kills: int, chance: random.Random, tally: Tally, until: float
) -> list[str]:
    """Give the same command, killing as it goes, until it came to its end."""
    while True:
        run = Run(place, urls, "--jobs", "2")
        tally.starts += 1
        while run.code is None and tally.kills.total() < kills and time.monotonic() < until:
            kind = chance.choice((*KINDS, ALL))
            if run.wait(chance.uniform(*PAUSE_S)) is None and _kill(run, kind, chance):
                tally.kills[kind] += 1
        killed = run.code == -9
        if not killed and run.wait(RUN_S) is None:
            run.kill_all()
            return [f"no end after {RUN_S:.0f} s; {run.said()[-300:]}"]
        if killed and is_finished(place.output):  # when it had nothing left to do but to end: nobody would repeat it
            tally.late += 1
            return []
        if killed:
            continue
        assert run.code is not None  # it was waited for
        tally.codes[run.code] += 1
        said = run.said()
        wrong = [] if run.code in FINISHED else [f"exit code {run.code}: {said[-2000:]}"]
        return wrong + ([f"a traceback: {said[-2000:]}"] if "Traceback" in said else [])


def _kill(run: Run, kind: str, chance: random.Random) -> bool:
    """Kill a process of a kind, once there is one, or all there are; tell whether it came to that."""
    if kind == ALL:
        run.kill_all()
        return True
    there: list[psutil.Process] = []
    while run.code is None and not there:
        there = run.members()[kind]
        time.sleep(0 if there else 0.1)
    try:
        chance.choice(there).kill()
    except (psutil.Error, IndexError):  # it ended by itself
        return False
    if kind == "program":
        run.process.wait()
    return True
