"""`make torture`: run every fault, print what was wrong afterwards; exit code 1 when something was."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.web import DemoWeb

from . import faults
from .clocks import jumping_clock
from .faults import Found
from .kills import kill_at_random
from .runs import Place, end_all

SIZES = {"small": (8, 25, 3, 30), "full": (40, 100, 6, 200)}
"""Sites of the run that is killed, kills, sites of every other fault, sites of which a third are broken."""
KILLING_SHARE = 0.6
"""Share of the time that is left in which there may be kills."""


def main() -> int:
    """Torture as asked for on the command line."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # mounts and processes go then too
    asked = _arguments()
    sites, kills, few, many = SIZES[asked.size]
    seed = asked.seed if asked.seed is not None else int(time.time())
    ends = time.monotonic() + asked.minutes * 60
    every: dict[str, Callable[[Place], Found]] = {
        "two-runs": lambda place: faults.two_runs(place, few),
        "browser-killed": lambda place: faults.browser_killed(place, few),
        "full-disk": lambda place: faults.full_disk(place, few),
        "full-temporary-disk": lambda place: faults.full_temporary_disk(place, few),
        "read-only": lambda place: faults.read_only(place, few),
        "jumping-clock": lambda place: jumping_clock(place, few, seed),
        "kills": lambda place: kill_at_random(place, sites, kills, seed, _share_of(ends)),
        "broken-sites": lambda place: faults.broken_sites(place, many),
    }
    chosen = [name for name in every if name in (asked.only or every)]
    print(f"size {asked.size}, seed {seed}, at most about {asked.minutes:g} minutes", flush=True)
    return _run({name: every[name] for name in chosen}, ends)


def _share_of(ends: float) -> float:
    """Return until when there may be kills, by the monotonic clock."""
    now = time.monotonic()
    return now + (ends - now) * KILLING_SHARE


def _run(chosen: dict[str, Callable[[Place], Found]], ends: float) -> int:
    bad = 0
    folder = Path(tempfile.mkdtemp(prefix="ca-"))
    with DemoWeb() as web:
        for number, (name, torture) in enumerate(chosen.items()):
            if time.monotonic() > ends:
                print(f"{name}: left out, the time is up; --minutes gives more", flush=True)
                continue
            began = time.monotonic()
            place = Place(web=web, folder=folder / str(number))
            try:
                wrong, figures = torture(place)
            finally:
                end_all(place)
            bad += bool(wrong)
            print(f"{name}: {'WRONG' if wrong else 'ok'}, {time.monotonic() - began:.0f} s; {figures}", flush=True)
            for each in wrong:
                print(f"  {each}", flush=True)
    if bad:
        print(f"What the runs wrote is in {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return int(bad > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture ARGS=…", description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    parser.add_argument("--minutes", type=float, default=15, help="no fault is begun after so many minutes")
    parser.add_argument("--seed", type=int, default=None, help="for the moments and victims of kills")
    parser.add_argument("only", nargs="*", metavar="FAULT", help="only these faults")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
