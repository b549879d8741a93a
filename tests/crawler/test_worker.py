"""How workers are ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crawler.worker import end_processes

_CHILDREN = 150
"""Enough for ending them to take longer than the parent needs to see it."""
_PARENT = """
import pathlib, subprocess, sys
children = [subprocess.Popen(["sleep", "600"]) for _ in range(int(sys.argv[1]))]
print("ready", flush=True)
children[0].wait()
pathlib.Path(sys.argv[2]).write_text("my browser has ended")
"""


def test_a_worker_that_is_ended_has_no_say_on_the_end_of_its_browser(tmp_path: Path) -> None:
    said = tmp_path / "said"
    command = [sys.executable, "-c", _PARENT, str(_CHILDREN), str(said)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        end_processes(parent.pid)
    assert not said.exists()
