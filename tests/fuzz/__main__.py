"""`make fuzz`: give every target inputs for a time, and say how many; with atheris, guided by what code they reach.

    make fuzz ARGS="--seconds 600 cookie document"

An input that fails is written to a file and named; `--input FILE` tries it again. atheris is an extra (`pip install
atheris`, Linux); without it inputs are changed at random.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from .mutation import LONGEST, inputs
from .targets import TARGETS, timed

GUIDED = """
import sys, atheris
with atheris.instrument_imports(include=["audits", "crawler"]):
    from tests.fuzz.targets import TARGETS, timed
atheris.Setup(sys.argv, lambda raw: timed(TARGETS[{name!r}], raw))
atheris.Fuzz()
"""


def main() -> int:
    """Fuzz as asked for; return 1 when an input failed."""
    asked = _arguments()
    names = asked.target or sorted(TARGETS)
    if asked.input:
        timed(TARGETS[names[0]], asked.input.read_bytes())
        return 0
    guided = not asked.plain and importlib.util.find_spec("atheris") is not None
    print(f"{asked.seconds:g} s a target, {'guided by atheris' if guided else 'changed at random'}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    failed = [name for name in names if not (_guided if guided else _changed)(name, asked.seconds, asked.seed, folder)]
    print(f"failed: {', '.join(failed)}; inputs in {folder}" if failed else "nothing failed")
    return int(bool(failed))


def _changed(name: str, seconds: float, seed: int, folder: Path) -> bool:
    target, ends, count = TARGETS[name], time.monotonic() + seconds, 0
    for raw in inputs(target, seed):
        count += 1
        try:
            timed(target, raw)
        except Exception:
            (folder / name).write_bytes(raw)
            print(f"{name}: input {count} failed, {folder / name}\n{traceback.format_exc()}", flush=True)
            return False
        if time.monotonic() > ends:
            break
    print(f"{name}: {count} inputs", flush=True)
    return True


def _guided(name: str, seconds: float, seed: int, folder: Path) -> bool:
    corpus = folder / f"{name}-corpus"
    corpus.mkdir()
    for number, raw in enumerate(TARGETS[name].seeds()):
        (corpus / str(number)).write_bytes(raw)
    words = folder / f"{name}.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in TARGETS[name].words or (b"0",)), "ascii")
    limits = [f"-max_total_time={max(1, int(seconds))}", f"-seed={seed}", f"-max_len={LONGEST}", "-rss_limit_mb=2048"]
    options = [*limits, f"-dict={words}", f"-artifact_prefix={folder}/{name}-", str(corpus)]
    tried = subprocess.run(
        [sys.executable, "-c", GUIDED.format(name=name), *options], check=False, capture_output=True, text=True
    )
    counts = re.findall(r"(?:^#|Done )(\d+)", tried.stderr, re.MULTILINE)
    print(f"{name}: {max(map(int, counts), default=0)} inputs", flush=True)
    if tried.returncode:
        print(tried.stdout[-2000:] + tried.stderr[-3000:], flush=True)
    return tried.returncode == 0


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz ARGS=…")
    parser.add_argument("--seconds", type=float, default=20, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="without atheris")
    parser.add_argument("--input", type=Path, help="try the target on this file alone")
    parser.add_argument("target", nargs="*", help=", ".join(sorted(TARGETS)))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
