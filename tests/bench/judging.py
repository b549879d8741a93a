"""Measure how fast bundles are judged: `python tests/bench/judging.py [BUNDLE …] [-n COUNT] [-j PROCESSES]`.

The bundles given (none: the golden ones) are judged over and over, COUNT times in all, by PROCESSES at a time, as a
session over many sites does it: opened with their digests checked, claims read, rules run, report.json written out.
Prints what starting takes, the median of each bundle (processor time, which other work on the machine hardly touches,
and time on the clock), bundles a second, and memory after a tenth of the work and at the end: it should not grow.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psutil

GOLDEN = Path(__file__).parents[1] / "bundles"
Measured = tuple[dict[str, list[tuple[float, float]]], float, float]
"""Seconds of processor and of clock by bundle, and megabytes in use after the first tenth and at the end."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundles", type=Path, nargs="*")
    parser.add_argument("-n", "--number", type=int, default=1000, help="judgements in all (default: 1000)")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="processes at a time (default: 2)")
    arguments = parser.parse_args()
    bundles = arguments.bundles or sorted(GOLDEN.glob("*/bundle"))
    share = [arguments.number // arguments.jobs] * arguments.jobs
    print(f"start     {start_s(bundles[0]):.2f} s until the first bundle is judged")
    begun = time.perf_counter()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        measured = list(pool.map(judge_many, [bundles] * arguments.jobs, share))
    seconds = time.perf_counter() - begun
    print_figures(measured, sum(share), seconds)


def start_s(bundle: Path) -> float:
    """Return how long a fresh process takes to import everything and judge one bundle."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(1) as pool:
        pool.submit(judge_many, [bundle], 1).result()
    return time.perf_counter() - begun


def judge_many(bundles: Sequence[Path], number: int) -> Measured:
    """Judge the bundles in turn, `number` times in all."""
    from audits.engine import audit  # noqa: PLC0415  # its import is part of what starting takes
    from audits.reports import json_report  # noqa: PLC0415
    from crawler.evidence.bundle import open_bundle  # noqa: PLC0415

    process, times, early = psutil.Process(), defaultdict(list), 0.0
    for n in range(number):
        path = bundles[n % len(bundles)]
        begun, spent = time.perf_counter(), time.process_time()
        bundle = open_bundle(path)
        json_report.render(audit(bundle), bundle)
        times[str(path)].append((time.process_time() - spent, time.perf_counter() - begun))
        if n <= number // 10:
            early = process.memory_info().rss / 1e6
    return dict(times), early, process.memory_info().rss / 1e6


def print_figures(measured: Sequence[Measured], number: int, seconds: float) -> None:
    """Print time by bundle, bundles a second, and memory."""
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for each, _, _ in measured:
        for path, taken in each.items():
            times[path] += taken[1:]  # the first in a process also fills the tables
    for path, taken in sorted(times.items()):
        if taken:
            spent, clock = (statistics.median(each[n] for each in taken) * 1000 for n in (0, 1))
            print(f"{spent:7.1f} ms processor {clock:7.1f} ms clock  {path}")
    busy = sum(each[0] for taken in times.values() for each in taken)
    judged = sum(map(len, times.values()))
    print(f"rate      {number / seconds:.1f} bundles a second by {len(measured)} processes, starting included")
    print(f"          {len(measured) * judged / max(busy, 1e-9):.1f} a second if the machine did nothing else")
    for _, early, late in measured:
        print(f"memory    {early:.0f} MB after a tenth, {late:.0f} MB at the end")


if __name__ == "__main__":
    main()
