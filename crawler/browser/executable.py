"""Which Chromium to use: named by the user, installed on this machine, or Playwright's own download."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

ENVIRONMENT_VARIABLE = "COOKIE_AUDIT_CHROMIUM"
_ANSWER_S = 20
"""Seconds within which a browser says its version, on a machine with much to do."""
_VERSION = re.compile(rb"\d+(?:\.\d+){3}")
"""A version of Chromium: four numbers (`Chromium 131.0.6778.85`)."""
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
_DOWNLOADS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def find_browser(named: Path | None = None) -> Path | None:
    """Return the Chromium to start; None when there is none on this machine.

    `named` (the user's option) and the environment variable COOKIE_AUDIT_CHROMIUM are taken at their word: where
    they name no file the answer is None, never another browser than the one asked for.
    """
    asked = named or (Path(value) if (value := os.environ.get(ENVIRONMENT_VARIABLE)) else None)
    if asked is not None:
        found = shutil.which(asked)
        return Path(found) if found else None
    for name in _NAMES:
        if installed := shutil.which(name):
            return Path(installed)
    installed_at = (place for place in map(Path, _PLACES) if place.is_file())
    return next(installed_at, None) or _downloaded()


def may_be_chromium(executable: Path) -> bool:
    """Tell whether a program answers the question for its version as Chromium and what is made of it do.

    True also where that can't be told: on Windows, where it would open a window, and when it doesn't answer in time.
    """
    if sys.platform == "win32":
        return True
    try:
        asked = subprocess.run(  # noqa: S603  # the user's own choice of a program
            [executable, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=_ANSWER_S, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    except OSError:  # no program at all: a text file, one for another kind of machine
        return False
    return _VERSION.search(asked.stdout) is not None


def _downloaded() -> Path | None:
    """Return the newest Chromium that Playwright has downloaded."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    root = Path(folder) if folder and folder != "0" else user_cache_path("ms-playwright", appauthor=False)
    found = [path for pattern in _DOWNLOADS for path in root.glob(pattern) if os.access(path, os.X_OK)]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)
