"""A run of the command line under torture: started, watched and looked through for its processes."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.web import DemoWeb

KINDS = ("program", "worker", "driver", "browser", "renderer")
"""What can be killed: the main program, a worker, the browser's driver, Chromium's main process, a page's."""
FINISHED = (0, 3, 10)
"""Exit codes of a run that came to its end."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where runs are tortured: all they write, and all that is started for them, is below or names one folder."""

    web: DemoWeb
    folder: Path
    options: Sequence[str] = ("--states", "before", "--pages", "1", "--page-time", "3")
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """Return the folder for results."""
        return self.folder / "out"

    @property
    def temporary(self) -> Path:
        """Return the folder for temporary files: its name is short, as Chromium's sockets ask."""
        return self.folder / "t"

    def sites(self, count: int, broken: int = 0) -> list[str]:
        """Return the addresses of so many sites, every so many of them broken: the demo's, told apart by a query."""
        good = [site.url for site in self.web.sites]
        bad = [site.url for site in self.web.broken.values()]
        urls = []
        for number in range(count):
            kind = bad if broken and number % broken == 0 else good
            urls.append(
                f"{kind[number // (broken or 1) % len(kind) if kind is bad else number % len(kind)]}?n={number}"
            )
        return urls


class Run:
    """One process of `cookie-audit run`, and all that it starts."""

    def __init__(self, place: Place, sites: Sequence[str], *options: str) -> None:
        web, root = place.web, ["--no-sandbox"] if os.geteuid() == 0 else []
        place.temporary.mkdir(parents=True, exist_ok=True)
        words = ["run", *sites, "-o", str(place.output), "--allow-private", "--ignore-certificate-errors", *root]
        words += ["--host-resolver-rules", web.host_resolver_rules, *place.options, *options]
        self._place = place
        self._log = (place.folder / "stderr.log").open("a+", encoding="utf-8")
        self._from = self._log.tell()
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from audits.cli import main; main()", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            env={**os.environ, "TMPDIR": str(place.temporary), **place.environment},
        )

    @property
    def code(self) -> int | None:
        """Return the exit code; None: it goes on."""
        return self.process.poll()

    def wait(self, limit_s: float) -> int | None:
        """Wait for the end and return the exit code; None: there was none in time."""
        try:
            return self.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            return None

    def said(self) -> str:
        """Return what it wrote for its user."""
        self._log.seek(self._from)
        return self._log.read()

    def members(self) -> dict[str, list[psutil.Process]]:
        """Return the processes that there are now, by kind."""
        found: dict[str, list[psutil.Process]] = {kind: [] for kind in KINDS}
        try:
            program = psutil.Process(self.process.pid)
            family = program.children(recursive=True)
        except psutil.Error:
            return found
        found["program"].append(program)
        for process in family:
            if kind := kind_of(process):
                found[kind].append(process)
        return found

    def kill_all(self) -> None:
        """Kill the program and all that it started at once, as a machine does that ends."""
        for process in (*(each for kind in self.members().values() for each in kind), *processes_of(self._place)):
            with contextlib.suppress(psutil.Error):
                process.kill()
        self.process.wait()


def kind_of(process: psutil.Process) -> str | None:
    """Return which of `KINDS` a descendant of the program is; None: another."""
    try:
        line = " ".join(process.cmdline())
    except psutil.Error:
        return None
    if "-m crawler.worker" in line:
        return "worker"
    if "run-driver" in line:
        return "driver"
    if "--user-data-dir=" in line and "--type=" not in line:
        return "browser"
    return "renderer" if "--type=renderer" in line else None


def end_all(place: Place) -> None:
    """Kill what still runs for a place."""
    for process in processes_of(place):
        with contextlib.suppress(psutil.Error):
            process.kill()


def processes_of(place: Place) -> list[psutil.Process]:
    """Return the living processes that were started for a place's runs, also those that have left the family."""
    return [process for process in psutil.process_iter() if _names(process, str(place.folder))]


def _names(process: psutil.Process, folder: str) -> bool:
    try:
        if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return any(folder in word for word in process.cmdline()) or folder in process.environ().get("TMPDIR", "")
    except (psutil.Error, OSError):
        return False
