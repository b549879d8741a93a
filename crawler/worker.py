"""The child process in which one site is gathered: `python -m crawler.worker`, started by `crawler.supervision`.

Its order comes as one line of JSON on standard input, which then stays open: when it closes, the parent is gone and
the child ends itself with everything it started. It tells its steps as lines of JSON on standard output.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import sys
import threading
from pathlib import Path

import psutil
from pydantic import TypeAdapter

from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions

SITE = TypeAdapter(SiteTarget)
OPTIONS = TypeAdapter(GatherOptions)

SCRATCH_PREFIX = "cookie-audit-worker-"
"""How the name of a child's own temporary folder begins."""


def order(site: SiteTarget, options: GatherOptions, destination: Path) -> bytes:
    """Return the line that tells a worker what to gather."""
    value = {
        "site": SITE.dump_python(site, mode="json"),
        "options": OPTIONS.dump_python(options, mode="json"),
        "destination": str(destination),
    }
    return json.dumps(value).encode() + b"\n"


def end_processes(pid: int) -> None:
    """Kill a process and all that descends from it, Chromium's own process groups included."""
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        doomed = [*parent.children(recursive=True), parent]
        for process in doomed:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(doomed, timeout=5)


def main() -> None:
    """Gather one site as ordered on standard input."""
    value = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from crawler.gather import gather  # noqa: PLC0415  # the watch must run before anything slow

    asyncio.run(
        gather(
            SITE.validate_python(value["site"]),
            OPTIONS.validate_python(value["options"]),
            Path(value["destination"]),
            _tell,
        )
    )


def _tell(step: str) -> None:
    os.write(1, json.dumps({"step": step}).encode() + b"\n")


def _end_with_parent() -> None:
    while os.read(0, 4096):  # returns nothing when the parent has closed its end, or died
        pass
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
    scratch = os.environ.get("TMPDIR", "")
    if Path(scratch).name.startswith(SCRATCH_PREFIX):  # made for this child alone, and nobody is left to remove it
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main()
