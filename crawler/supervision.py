"""Gathers a site in a child process that can be ended with every browser process it started.

A page can hang a browser so that nothing inside the process helps. The child gets a moment beyond
`GatherOptions.timeout_s` to end by itself, then it is killed and the site's bundle says so.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from crawler.evidence.model import GatherError, SiteTarget
from crawler.options import GatherOptions
from crawler.worker import SCRATCH_PREFIX, end_processes, order

GRACE_S = 20.0
"""Time a child gets beyond the site's limit to store what it has."""


async def gather_supervised(
    site: SiteTarget, options: GatherOptions, destination: Path, progress: Callable[[str], None] | None = None
) -> Path:
    """Like `crawler.gather.gather`, but nothing that a site does can outlast the limit or outlive this call."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix=SCRATCH_PREFIX))
    try:
        error = await _run_child(site, options, destination, scratch, progress)
    finally:
        await asyncio.to_thread(shutil.rmtree, scratch, ignore_errors=True)
    if not await asyncio.to_thread(destination.exists):
        await asyncio.to_thread(_remove_partial, destination)
        from crawler.gather import seal_failure  # noqa: PLC0415  # slow to import and rarely needed

        return seal_failure(site, options, destination, error)
    return destination


async def _run_child(
    site: SiteTarget,
    options: GatherOptions,
    destination: Path,
    scratch: Path,
    progress: Callable[[str], None] | None,
) -> GatherError:
    """Run a child to its end, or end it. Return what to store should it have left no bundle."""
    log = scratch / "worker.log"
    with log.open("wb") as stderr:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "crawler.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, "TMPDIR": str(scratch)},  # browser profiles go when the folder goes
            start_new_session=True,  # Ctrl-C is the parent's to handle
        )
    try:
        async with asyncio.timeout(options.timeout_s + GRACE_S):
            await _follow(child, order(site, options, destination), progress)
    except TimeoutError:
        limit = options.timeout_s + GRACE_S
        return _error(site, "deadline", "killed", f"hung and was ended after {limit:.0f} s; nothing was kept")
    finally:
        if child.returncode is None:
            await asyncio.shield(asyncio.to_thread(end_processes, child.pid))
            await child.wait()
    ended = f"gathering ended with status {child.returncode}: {_last_line(log)}"
    return _error(site, "browser", "worker-failed", ended)


async def _follow(child: asyncio.subprocess.Process, job: bytes, progress: Callable[[str], None] | None) -> None:
    """Give the child its order, pass its steps on, and wait for its end."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101  # both are pipes
    child.stdin.write(job)
    await child.stdin.drain()
    async for line in child.stdout:
        step = _step(line)
        if step and progress is not None:
            progress(step)
    await child.wait()


def _step(line: bytes) -> str | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return str(value.get("step", "")) if isinstance(value, dict) else None


def _error(site: SiteTarget, stage: str, code: str, what: str) -> GatherError:
    return GatherError(stage=stage, code=code, message=f"{site.url}: {what}", url=site.url)


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1][:300] if lines else "no reason given"


def _remove_partial(destination: Path) -> None:
    for partial in destination.parent.glob(f".{destination.name}.*.partial"):
        shutil.rmtree(partial, ignore_errors=True)
