"""Disks that are full or read-only, browsers that die, a folder that two runs want, broken sites.

Each function tortures runs below `place.folder` and returns what was wrong afterwards, and its figures.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil

from .kills import RUN_S
from .runs import FINISHED, Place, Run
from .state import left, whole, wrongs

Found = tuple[list[str], str]


def full_disk(place: Place, sites: int) -> Found:
    """Fill the results' disk, then give the same command on a disk with room."""
    return _on_a_disk(place, sites, "out")


def full_temporary_disk(place: Place, sites: int) -> Found:
    """Fill the disk of the temporary files, on which browsers keep their profiles."""
    return _on_a_disk(place, sites, "t")


def read_only(place: Place, sites: int) -> Found:
    """Kill a run, make its folder read-only and give the same command, then make the folder writable."""
    urls = place.sites(sites)
    with _mounted(place.output, "size=200m") as mount:
        if mount is None:
            return [], "left out: only root can mount"
        run = Run(place, urls, "--jobs", "1")
        _until(lambda: any(place.output.glob("*/[!.]*/report.json")) or run.code is not None, RUN_S)
        run.process.kill()
        run.process.wait()
        mount("ro")
        wrong = _ends(again := Run(place, urls, "--jobs", "1"), "read-only") + left(place)
        wrong += [] if again.code == 2 else [f"exit code {again.code} where nothing can be written: {again.said()}"]
        mount("rw")
        return wrong + _gone_on(again, place, urls), f"exit code {again.code}"


def browser_killed(place: Place, sites: int) -> Found:
    """Kill every browser as soon as it is there, as long as the run goes on: each site has a stored error."""
    urls, kills = place.sites(sites), 0
    run = Run(place, urls, "--jobs", "2", "--retries", "0")
    deadline = time.monotonic() + RUN_S
    while run.wait(0.5) is None and time.monotonic() < deadline:
        for browser in run.members()["browser"]:
            try:
                browser.kill()
            except psutil.Error:
                continue
            kills += 1
    wrong = _ends(run, "browser killed") + wrongs(place, urls)
    return wrong, f"{kills} browsers killed over {sites} sites, exit code {run.code}"


def two_runs(place: Place, sites: int) -> Found:
    """Give the same command twice at once, and another one: one works, the others say why they don't."""
    urls = place.sites(sites)
    first = Run(place, urls, "--jobs", "2")
    _until((place.output / ".lock").exists, RUN_S)
    _until(lambda: bool(first.members()["worker"]), RUN_S)
    others = [Run(place, urls), Run(place, urls[:1])]
    wrong = [line for other in others for line in _ends(other, "second run")]
    for other in others:
        if other.code != 2 or "another run" not in other.said():
            wrong.append(f"the second run ended with {other.code}: {other.said()}")
    wrong += _ends(first, "first run")
    return wrong + wrongs(place, urls), f"exit codes {first.code}, {', '.join(str(other.code) for other in others)}"


def broken_sites(place: Place, sites: int) -> Found:
    """Audit many sites, a third of which are broken in the ways of the test web."""
    there = replace(place, options=("--states", "before", "--pages", "0", "--page-time", "2", "--timeout", "40"))
    urls, began = there.sites(sites, broken=3), time.monotonic()
    run = Run(there, urls, "--jobs", "2", "--retries", "0")
    wrong = _ends(run, "broken sites", limit_s=RUN_S + 30 * sites)
    wrong += [] if run.code in FINISHED else [f"exit code {run.code}: {run.said()[-2000:]}"]
    wrong += ["a traceback: " + run.said()[-2000:]] if "Traceback" in run.said() else []
    return wrong + wrongs(there, urls), f"{sites} sites in {time.monotonic() - began:.0f} s, exit code {run.code}"


def _on_a_disk(place: Place, sites: int, name: str) -> Found:
    urls = place.sites(sites)
    with _mounted(place.folder / name, "size=1500k") as mount:
        if mount is None:
            return _under_a_limit(place, urls)
        run = Run(place, urls, "--jobs", "1")
        wrong = _ends(run, "full") + left(place) + (whole(place.output) if place.output.exists() else [])
        mount("size=400m")
        return wrong + _gone_on(run, place, urls), f"exit code {run.code} on the full disk"


def _under_a_limit(place: Place, urls: Sequence[str]) -> Found:
    """Bound how big a file may grow, which is what one who may not mount has."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
    try:
        run = Run(place, urls, "--jobs", "1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    wrong = _ends(run, "limited") + left(place) + whole(place.output)
    return wrong + _gone_on(run, place, urls), f"exit code {run.code} with files of at most 60 kB"


def _gone_on(before: Run, place: Place, urls: Sequence[str]) -> list[str]:
    """Give the same command where nothing is in its way any more, unless it came to its end; look what is wrong."""
    if before.code in FINISHED:
        return wrongs(place, urls)
    run = Run(place, urls, "--jobs", "2")
    wrong = _ends(run, "again")
    return wrong + ([] if run.code in FINISHED else [f"again: {run.code}: {run.said()[-2000:]}"]) + wrongs(place, urls)


def _ends(run: Run, when: str, limit_s: float = RUN_S) -> list[str]:
    if run.wait(limit_s) is not None:
        return []
    run.kill_all()
    return [f"{when}: no end after {limit_s:.0f} s; {run.said()[-1000:]}"]


def _until(holds: Callable[[], bool], limit_s: float) -> None:
    deadline = time.monotonic() + limit_s
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[Callable[[str], None] | None]:
    """Mount a disk in memory and give what mounts it anew with other options; None: this user may not mount."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform != "linux" or os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", options, "tmpfs", str(folder)):
        yield None
        return
    try:
        yield lambda changed: _until(lambda: _mount("-o", f"remount,{changed}", str(folder)), 30)
    finally:
        _until(lambda: subprocess.run(["umount", str(folder)], check=False, capture_output=True).returncode == 0, 60)


def _mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode == 0
