"""Browsers and workers as processes, seen from a test: one that comes or goes at any moment is no error.

A test asks only for what descends from itself or from a process that it started, never for all of a name: other tests
run beside it.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from contextlib import suppress

import psutil

STARTING_S = 300.0
"""Wall time that a browser gets to start, on a machine that is busy with others."""
PATIENCE_S = 60.0
"""Wall time that what was ended gets to go."""
LOOK_S = 0.05


def command(process: psutil.Process) -> list[str]:
    """Return a process's command line; empty when it is gone."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def is_worker(process: psutil.Process) -> bool:
    """Tell whether a process is a worker of the crawler's."""
    return "crawler.worker" in command(process)


def temporary_folder(process: psutil.Process) -> str | None:
    """Return the folder that a process was given for its temporary files; None: none, or it is gone."""
    try:
        return process.environ().get("TMPDIR")
    except psutil.Error:
        return None


def descendants(of: int | None = None) -> list[psutil.Process]:
    """Return all that descends from a process; None: from this one."""
    try:
        return psutil.Process(of).children(recursive=True)
    except psutil.Error:
        return []


def family() -> set[int]:
    """Return the numbers of all that descends from this process now."""
    return {child.pid for child in descendants()}


def browser_of(started: int) -> list[psutil.Process]:
    """Return all that descends from a process that was started once a page of Chromium's is among it."""
    deadline = time.monotonic() + STARTING_S
    while time.monotonic() < deadline:
        members = descendants(started)
        if any("--type=renderer" in " ".join(command(member)) for member in members):
            return members
        assert psutil.pid_exists(started), "it ended before there was a browser"
        time.sleep(LOOK_S)
    raise AssertionError(f"no browser was started in {STARTING_S:.0f} s")


def still_there(processes: Iterable[psutil.Process], patience_s: float = PATIENCE_S) -> list[str]:
    """Return the names of those that have not gone in time. The dead whom nobody has waited for are gone."""
    waited_for, deadline = list(processes), time.monotonic() + patience_s
    while (left := [name for each in waited_for if (name := _name_if_alive(each))]) and time.monotonic() < deadline:
        time.sleep(LOOK_S)
    return left


def left_over(before: Collection[int], patience_s: float = PATIENCE_S) -> list[str]:
    """Return the names of this process's descendants beyond those of before that have not gone in time.

    What a browser of other tests, there before, has started since is its own.
    """
    deadline = time.monotonic() + patience_s
    while left := still_there((each for each in descendants() if not _of(each, before)), 0):
        if time.monotonic() > deadline:
            break
        time.sleep(LOOK_S)
    return left


def _name_if_alive(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            return process.name()
    return ""


def _of(process: psutil.Process, before: Collection[int]) -> bool:
    """Tell whether a process, or one that it descends from, was there before."""
    with suppress(psutil.Error):
        return any(number in before for number in (process.pid, *(parent.pid for parent in process.parents())))
    return True  # it is gone
