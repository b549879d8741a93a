"""A PostgreSQL of the tests' own, started from this machine's programs in a temporary folder.

Where the server is missing it is installed as the browser is: by apt, as root on Debian or Ubuntu. What can't be had is
said in the reason of a skipped test, never a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from tests.ports import free_port

APT_S = 240
CONTROL_S = 300
"""Wall time that starting or ending the server may take on a busy machine."""
OPTIONS = "-c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
"""The machine's crash is nothing a test waits for; the server's own is survived without."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    """URL of its database."""
    _programs: Path
    _folder: Path
    _port: int

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self._port} -c unix_socket_directories={self._folder} {OPTIONS}"
        self._control("-l", str(self._folder / "log"), "-w", "-t", str(CONTROL_S), "-o", options, "start")

    def stop(self) -> None:
        """End it without letting anybody finish, as a crash would."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self._control("-m", "immediate", "-w", "-t", str(CONTROL_S), "stop")

    def restart(self, pause_s: float = 0.0) -> None:
        """End it as a crash would, and start it again after a pause."""
        self.stop()
        time.sleep(pause_s)
        self.start()

    def _control(self, *words: str) -> None:
        _run(self._folder, self._programs / "pg_ctl", "-D", str(self._folder / "data"), *words)


@contextmanager
def postgres() -> Iterator[Server]:
    """Yield a server with an empty database; it is ours alone and gone afterwards. Skips the test where none can be."""
    programs = obtain()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed, and could not be (apt-get install postgresql, as root)")
    folder = Path(tempfile.mkdtemp(prefix="cookie-audit-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = None
    try:
        words = ("-U", "audit", "--auth=trust", "-E", "UTF8", "--locale=C")
        _run(folder, programs / "initdb", "-D", str(folder / "data"), *words)
        server = _started(programs, folder)
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _started(programs: Path, folder: Path, tries: int = 5) -> Server:
    """Return a running server: on another port when somebody was quicker to take the first."""
    port = free_port()
    server = Server(f"postgresql://audit@127.0.0.1:{port}/postgres", programs, folder, port)
    try:
        server.start()
    except subprocess.CalledProcessError:
        if tries <= 1:
            raise
        return _started(programs, folder, tries - 1)
    return server


@cache
def obtain() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`, installing them where that can be done; None when it can't."""
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        with FileLock(Path(tempfile.gettempdir()) / "cookie-audit-apt.lock"):  # tests run side by side
            found = _installed() or _from_apt()
    return found


def _installed() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _from_apt() -> Path | None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    lock = ("-o", "DPkg::Lock::Timeout=60")
    install = ("apt-get", *lock, "install", "-q", "-y", "--no-install-recommends", "postgresql")
    for words in (("apt-get", *lock, "update", "-q"), install):
        try:
            subprocess.run(
                words, env=environment, check=True, timeout=APT_S, stdin=subprocess.DEVNULL, capture_output=True
            )
        except (OSError, subprocess.SubprocessError):
            return _installed()
    return _installed()


def _run(folder: Path, program: Path, *words: str) -> None:
    # The server refuses to run as root: there it runs as the user that its package made.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_user, str(program), *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
