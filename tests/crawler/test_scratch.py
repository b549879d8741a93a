"""Temporary folders go with their owner, and what uses them goes first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler import scratch as scratch_module
from crawler.scratch import NEWBORN_S, OWNER, PREFIX, PROFILE_PREFIX, Scratch, clear, sweep, users

WRITES = (
    "import os, time\nprint('up', flush=True)\nwhile True: open(os.path.join(os.environ['TMPDIR'], 'x'), 'w').close()"
)
OWNS = """import sys
from crawler import scratch
scratch.LONGEST = 200
own = scratch.Scratch.make()
(own.path / "log").touch()
print(own.path, flush=True)
sys.stdin.read()"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the system's temporary folder one that holds nobody else's."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch_module, "LONGEST", 200)
    return tmp_path


@contextmanager
def running(code: str, *words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a program until the end of the block; give it and the first line that it says."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def age(folder: Path) -> None:
    """Make a folder as old as one that nobody is about to lock any more."""
    long_ago = time.time() - 2 * NEWBORN_S
    os.utime(folder, (long_ago, long_ago))


def test_a_folder_goes_with_the_processes_that_write_into_it() -> None:
    scratch = Scratch.make()
    code = "print('up', flush=True); input()"
    with (
        running(WRITES, TMPDIR=str(scratch.path)) as (writing, _),
        running(code, f"--profile={scratch.path}/a") as (named, _),
        running(code, str(scratch.path.parent)) as (other, _),
    ):
        assert {process.pid for process in users(scratch.path)} == {writing.pid, named.pid}
        scratch.remove()
        assert not scratch.path.exists()
        assert writing.wait(60) == named.wait(60) == -signal.SIGKILL
        assert other.poll() is None


def test_a_new_session_leaves_a_living_owners_folder_and_removes_a_dead_ones(temporary: Path) -> None:
    with running(OWNS, TMPDIR=str(temporary)) as (owner, name):
        folder = Path(name)
        assert folder.name.startswith(PREFIX)
        assert sweep() == []
        owner.kill()
        owner.wait()
        (folder / "left").touch()
        assert sweep() == [folder]
        assert not folder.exists()


def test_a_folder_that_is_about_to_be_locked_is_left(temporary: Path) -> None:
    for lock in (False, True):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        if lock:
            (folder / OWNER).touch()
        assert sweep() == []
        age(folder)
        assert sweep() == [folder]


def test_profiles_are_left_as_long_as_a_browser_runs_on_them(temporary: Path) -> None:
    used, left, young = (Path(tempfile.mkdtemp(prefix=PROFILE_PREFIX)) for _ in range(3))
    (temporary / f"{PREFIX}note").touch()  # no folder at all
    (temporary / f"{PREFIX}link").symlink_to(young)
    for folder in (used, left):
        age(folder)
    with running("print('up', flush=True); input()", f"--user-data-dir={used}"):
        assert sweep() == [left]
    assert sweep() == [used]
    assert young.exists()


@pytest.mark.parametrize("jump_s", [-86_400, -3_600, 3_600, 86_400])
def test_a_clock_that_jumps_makes_no_folder_stay(jump_s: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix=PROFILE_PREFIX))
    made = time.time() + jump_s
    os.utime(folder, (made, made))
    assert sweep() == [folder]


def test_a_long_temporary_folder_is_left_for_a_short_one_where_a_browser_starts(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (short := temporary / "short").mkdir()
    (Path(tempfile.mkdtemp(prefix=PREFIX, dir=short)) / OWNER).touch()
    monkeypatch.setattr(scratch_module, "LONGEST", 20)
    monkeypatch.setattr(scratch_module, "SHORT", short)
    scratch = Scratch.make()
    assert scratch.path.parent == short
    scratch.remove()
    [left] = short.iterdir()
    age(left)
    assert sweep() == [left]


def test_what_is_gone_can_be_cleared_again(temporary: Path) -> None:
    assert clear(temporary / "never-there")
