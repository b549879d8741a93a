"""Measure how fast bundles are judged: `python -m tests.bench.judging [BUNDLE …] [-n COUNT] [-j PROCESSES]`.

COUNT bundles are made of the ones given (none: the golden ones), no two alike, in a folder that is removed at the
end; `--as-they-are` judges the ones given over and over instead. They are judged by PROCESSES at a time, as a session
over many sites does it: opened with their digests checked, claims read, rules run, report.json written out. Prints
what starting takes, the median and the slowest hundredth of each kind of bundle (processor time, which other work on
the machine hardly touches, and time on the clock), bundles a second, and memory at each tenth of the work: it should
not grow.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.variations import GOLDEN, make

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process measured."""

    times: dict[str, list[tuple[float, float]]]
    """Seconds of processor and of clock, by kind of bundle."""
    memory: tuple[float, ...]
    """Megabytes in use at each tenth of the work."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundles", type=Path, nargs="*")
    parser.add_argument("-n", "--number", type=int, default=10_000, help="bundles in all (default: 10000)")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="processes at a time (default: 2)")
    parser.add_argument("--as-they-are", action="store_true", help="judge the bundles given, without making more")
    arguments = parser.parse_args()
    bundles = arguments.bundles or sorted(GOLDEN.glob("*/bundle"))
    print(f"start     {start_s(bundles[0]):.2f} s until the first bundle is judged")
    if arguments.as_they_are:
        measure([bundles[n % len(bundles)] for n in range(arguments.number)], arguments.jobs)
        return
    with tempfile.TemporaryDirectory(prefix="judging-") as folder:
        made = make(bundles, Path(folder), arguments.number, arguments.jobs)
        size = sum(file.stat().st_size for path in made[:200] for file in path.rglob("*") if file.is_file())
        print(f"made      {len(made)} bundles, {size / len(made[:200]) / 1000:.0f} kB each")
        measure(made, arguments.jobs)


def measure(bundles: Sequence[Path], jobs: int) -> None:
    """Judge the bundles by `jobs` processes and print the figures."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        measured = list(pool.map(judge_many, [bundles[n::jobs] for n in range(jobs)]))
    print_figures(measured, len(bundles), time.perf_counter() - begun)


def start_s(bundle: Path) -> float:
    """Return how long a fresh process takes to import everything and judge one bundle."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(1) as pool:
        pool.submit(judge_many, [bundle]).result()
    return time.perf_counter() - begun


def judge_many(bundles: Sequence[Path]) -> Measured:
    """Judge the bundles in turn."""
    from audits.engine import audit  # noqa: PLC0415  # its import is part of what starting takes
    from audits.reports import json_report  # noqa: PLC0415
    from crawler.evidence.bundle import open_bundle  # noqa: PLC0415

    process, times, memory = psutil.Process(), defaultdict(list), []
    marks = {len(bundles) * tenth // _TENTHS for tenth in range(1, _TENTHS + 1)}
    for n, path in enumerate(bundles, 1):
        begun, spent = time.perf_counter(), time.process_time()
        bundle = open_bundle(path)
        json_report.render(audit(bundle), bundle)
        times[_kind(path)].append((time.process_time() - spent, time.perf_counter() - begun))
        if n in marks:
            memory.append(process.memory_info().rss / 1e6)
    return Measured(dict(times), tuple(memory))


def _kind(path: Path) -> str:
    """Return which bundle one was made of: its name after the number, or the path of one taken as it is."""
    return path.name.partition("-")[2] or str(path)


def print_figures(measured: Sequence[Measured], number: int, seconds: float) -> None:
    """Print time by kind of bundle, bundles a second, and memory."""
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for each in measured:
        for kind, taken in each.times.items():
            times[kind] += taken[1:]  # the first in a process also fills the tables
    for kind, taken in sorted(times.items()):
        if len(taken) > 1:
            spent, clock = (_shown([each[n] for each in taken]) for n in (0, 1))
            print(f"{spent} processor {clock} clock  {kind}")
    busy = sum(each[0] for taken in times.values() for each in taken)
    judged = sum(map(len, times.values()))
    print(f"rate      {number / seconds:.1f} bundles a second by {len(measured)} processes, starting included")
    print(f"          {len(measured) * judged / max(busy, 1e-9):.1f} a second if the machine did nothing else")
    for each in measured:
        print(f"memory    {' '.join(f'{mb:.0f}' for mb in each.memory)} MB at each tenth of the work")


def _shown(seconds: Sequence[float]) -> str:
    slowest = statistics.quantiles(seconds, n=100)[-1]
    return f"{statistics.median(seconds) * 1000:6.1f} ({slowest * 1000:6.1f}) ms"


if __name__ == "__main__":
    main()
