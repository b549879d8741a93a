"""Temporary folders that go for good: with their worker, or with the next session when nobody was left to remove them.

A worker, its browser and the browser's driver all keep their files below one folder, which its owner, the process
that started the worker, holds a lock in. Any of them may be killed at any moment:

    the worker    its owner ends what is left of the browser and removes the folder
    the owner     the worker ends itself, the browser and the folder
    all of them   the lock is free: the next session ends what still uses the folder, and removes it

Processes are found by the folder: it is in their environment (TMPDIR) or on their command line. The family tree does
not do for that, as what loses its parent leaves it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

PREFIX = "cookie-audit-worker-"
"""How the name of a worker's folder begins."""
PROFILE_PREFIX = "cookie-audit-profile-"
"""How the name of a browser's profile begins."""
_NAMES = (f"{PREFIX}*", f"{PROFILE_PREFIX}*")
SHORT = Path("/tmp")  # noqa: S108  # mkdtemp makes a folder there that is nobody else's
"""Where folders are made when the system's temporary folder has a long name."""
LONGEST = 32
"""Letters of the longest temporary folder that leaves room in a socket's 107."""
OWNER = ".owner"
"""Name of the lock file in a folder."""
PARTING_S = 10.0
"""Most time to spend on ending what uses a folder and removing it."""
NEWBORN_S = 60.0
"""A folder without a lock that is younger may be somebody's who has not come to lock it. One that is from the future
by more was made before the clock was set back."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder that is its owner's as long as the owner lives and has not removed it."""

    path: Path
    _lock: FileLock

    @classmethod
    def make(cls) -> Scratch:
        """Make a folder and own it."""
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_places()[-1]))
        lock = FileLock(path / OWNER, thread_local=False)
        lock.acquire(timeout=0)
        return cls(path, lock)

    def remove(self) -> None:
        """End every process that uses the folder and remove it."""
        self._lock.release()
        clear(self.path)


def clear(folder: Path) -> bool:
    """End every process but this one that uses a folder, remove it, and tell whether it is gone.

    What is being killed may still write for a moment, and start something that was not there when looked for: both
    are done again until nothing is left. The dead are left to be waited for by whoever started them.
    """
    deadline = time.monotonic() + PARTING_S
    while True:
        left = users(folder)
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.kill()
        shutil.rmtree(folder, ignore_errors=True)
        gone = not (left or folder.exists())
        if gone or time.monotonic() > deadline:
            return gone
        time.sleep(0.05)


def users(folder: Path) -> list[psutil.Process]:
    """Return the living processes, this one left out, that were given a folder for their temporary files or name it."""
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and _uses(process, folder)]


def sweep() -> list[Path]:
    """Remove the temporary folders whose owner is gone; return those that were there.

    A profile outside a worker's folder has no lock: it is its owner's while a browser runs on it.
    """
    deserted = []
    for folder in sorted(found for there in _places() for name in _NAMES for found in there.glob(name)):
        with contextlib.suppress(OSError):  # somebody else's, or gone meanwhile
            if _is_own(folder) and _is_deserted(folder):
                deserted.append(folder)
                clear(folder)
    return deserted


def _places() -> list[Path]:
    """Return where folders are looked for; the last one is where they are made.

    Chromium listens on a socket below its temporary folder, and does not start where the socket's name gets too long.
    """
    asked = Path(tempfile.gettempdir())
    return [asked, SHORT] if len(str(asked)) > LONGEST and os.access(SHORT, os.W_OK) else [asked]


def _is_own(folder: Path) -> bool:
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and (not hasattr(os, "getuid") or status.st_uid == os.getuid())


def _is_deserted(folder: Path) -> bool:
    if not (folder / OWNER).exists():
        return _is_unused(folder)
    if sum(1 for _ in folder.iterdir()) < 2 and _is_newborn(folder):
        return False  # its owner may be about to lock it
    lock = FileLock(folder / OWNER, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):  # it is held, or another user's
        return False
    lock.release()
    return True


def _is_unused(folder: Path) -> bool:
    return not _is_newborn(folder) and not users(folder)


def _is_newborn(folder: Path) -> bool:
    return abs(time.time() - folder.stat().st_mtime) < NEWBORN_S


def _uses(process: psutil.Process, folder: Path) -> bool:
    name = str(folder)
    try:
        if any(name in word for word in process.cmdline()):
            return process.status() != psutil.STATUS_ZOMBIE
        return process.environ().get("TMPDIR") == name
    except (psutil.Error, OSError):  # it ended, or is somebody else's
        return False
