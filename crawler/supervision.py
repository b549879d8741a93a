"""Gathers sites in child processes that can be ended with every browser process they started.

A page can hang a browser so that nothing inside the process helps. The child gets a moment beyond
`GatherOptions.timeout_s` to end a site by itself, then it is killed and the site's bundle says so; the next site gets
a new one. A child whose sites went well takes further ones, with its browser warm, until `RECYCLE_SITES`.

Each child keeps its files, and its browser's, in a folder of its own that goes with it (`crawler.scratch`).
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Any

from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import GatherError, SiteTarget, State
from crawler.options import GatherOptions
from crawler.scratch import Scratch, sweep
from crawler.worker import end_processes, order, repetition

GRACE_S = 20.0
"""Time a child gets beyond the site's limit to store what it has."""
RECYCLE_SITES = 25
"""Sites that one child and its browser take: what a browser gathers over time ends with it."""

Progress = Callable[[str], None]

_LOG = "worker.log"


async def gather_supervised(
    site: SiteTarget, options: GatherOptions, destination: Path, progress: Progress | None = None
) -> Path:
    """Like `crawler.gathering.gather`, but nothing that a site does can outlast the limit or outlive this call."""
    async with WorkerPool(options) as pool:
        return await pool.gather(site, destination, progress)


class WorkerPool:
    """Children that gather, as many as there are calls of `gather` at a time. Leaving the pool ends them all.

    Entering it removes what sessions left behind that were killed with all their children.
    """

    def __init__(self, options: GatherOptions) -> None:
        self._options = options
        self._idle: list[_Worker] = []

    async def __aenter__(self) -> WorkerPool:
        await asyncio.to_thread(sweep)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle:
            await self._idle.pop().end()

    async def gather(self, site: SiteTarget, destination: Path, progress: Progress | None = None) -> Path:
        """Gather a site into a new bundle at `destination` and return its path, whatever the site does."""
        job, limit_s = order(site, self._options, destination), self._options.timeout_s + GRACE_S
        error = await self._done(site, job, limit_s, destination, progress)
        if not await asyncio.to_thread(destination.exists):
            await asyncio.to_thread(_remove_partial, destination)
            from crawler.gathering import seal_failure  # noqa: PLC0415  # slow to import and rarely needed

            return seal_failure(site, self._options, destination, error)
        return destination

    async def confirm(
        self, bundle: Path, states: Collection[State], destination: Path, progress: Progress | None = None
    ) -> Path | None:
        """Make visits of a bundle once more in real time: see `crawler.confirmation`. None: they could not be made."""
        from crawler.confirmation import waiting_options  # noqa: PLC0415  # slow to import and rarely needed

        evidence = (await asyncio.to_thread(open_bundle, bundle)).evidence
        limit_s = waiting_options(evidence, self._options).timeout_s + GRACE_S
        job = repetition(bundle, states, self._options, destination)
        await self._done(evidence.site, job, limit_s, destination, progress)
        return destination if await asyncio.to_thread(destination.exists) else None

    async def _done(
        self, site: SiteTarget, job: bytes, limit_s: float, destination: Path, progress: Progress | None
    ) -> GatherError:
        """Have a worker do a job; return what to store should it have left no bundle."""
        destination.parent.mkdir(parents=True, exist_ok=True)
        worker = self._idle.pop() if self._idle else await _Worker.start()
        try:
            return await worker.do(site, job, limit_s, progress)
        finally:
            if worker.fit and worker.sites < RECYCLE_SITES:
                self._idle.append(worker)
            else:
                await worker.end()


class _Worker:
    """One child process, its temporary folder and its log."""

    def __init__(self, process: asyncio.subprocess.Process, scratch: Scratch) -> None:
        self._process = process
        self._scratch = scratch
        self.sites = 0
        """Sites it was given."""
        self.fit = False
        """It ended its last site in good order."""

    @classmethod
    async def start(cls) -> _Worker:
        """Start a child. What is broken off in the midst of it leaves neither a process nor a folder."""
        scratch = await asyncio.to_thread(Scratch.make)
        starting = asyncio.ensure_future(cls._started(scratch))
        try:
            return await asyncio.shield(starting)
        except BaseException:
            [worker] = await asyncio.gather(starting, return_exceptions=True)
            if isinstance(worker, _Worker):
                await worker.end()
            else:
                await asyncio.to_thread(scratch.remove)
            raise

    @classmethod
    async def _started(cls, scratch: Scratch) -> _Worker:
        with (scratch.path / _LOG).open("wb") as stderr:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "crawler.worker",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, **frugal(), "TMPDIR": str(scratch.path)},  # browser profiles go with the folder
                start_new_session=True,  # Ctrl-C is the parent's to handle
            )
        return cls(process, scratch)

    async def do(self, site: SiteTarget, job: bytes, limit_s: float, progress: Progress | None) -> GatherError:
        """Have a job on a site done, in `limit_s` at most. Return what to store should there be no bundle."""
        self.sites += 1
        self.fit = False
        try:
            async with asyncio.timeout(limit_s):
                self.fit = await self._follow(job, progress)
        except TimeoutError:
            return _error(site, "deadline", "killed", f"hung and was ended after {limit_s:.0f} s; nothing was kept")
        status = self._process.returncode
        return _error(site, "browser", "worker-failed", f"gathering ended with status {status}: {self._last_line()}")

    async def _follow(self, job: bytes, progress: Progress | None) -> bool:
        """Give the child an order and pass its steps on until it is done; tell whether it is fit for another."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: S101  # both are pipes
        try:
            stdin.write(job)
            await stdin.drain()
            async for line in stdout:
                said = _said(line)
                if "done" in said:
                    return said.get("fit") is True
                if "step" in said and progress is not None:
                    progress(str(said["step"]))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it ended: what it says below is why
        await self._process.wait()
        return False

    async def end(self) -> None:
        """End the child with all that it started, also where it was killed and they outlived it; remove its folder."""
        if self._process.returncode is None:
            await asyncio.shield(asyncio.to_thread(end_processes, self._process.pid))
            await self._process.wait()
        await asyncio.shield(asyncio.to_thread(self._scratch.remove))

    def _last_line(self) -> str:
        log = self._scratch.path / _LOG
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.exists() else []
        return lines[-1][:300] if lines else "no reason given"


def frugal() -> dict[str, str]:
    """Return what makes Playwright's driver collect its garbage while there is little of it: half of its memory.

    The user's own options come last, and hold. A Node.js of the user's own may not know ours.
    """
    if os.environ.get("PLAYWRIGHT_NODEJS_PATH"):
        return {}
    return {"NODE_OPTIONS": f"--max-semi-space-size=1 {os.environ.get('NODE_OPTIONS', '')}".strip()}


def _said(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _error(site: SiteTarget, stage: str, code: str, what: str) -> GatherError:
    return GatherError(stage=stage, code=code, message=f"{site.url}: {what}", url=site.url)


def _remove_partial(destination: Path) -> None:
    for partial in destination.parent.glob(f".{destination.name}.*.partial"):
        shutil.rmtree(partial, ignore_errors=True)
