"""`cookie-audit install-browser`: get a Chromium if there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from audits.cli.exit_codes import ExitCode, Stop

PANEL, ORDER = "Set up", 1

DOWNLOAD_TIMEOUT_S = 300

ADVICE = (
    "no Chromium could be installed. Install chromium or Google Chrome with the system's package manager,\n"
    "or name one with --browser PATH or COOKIE_AUDIT_CHROMIUM; then run `cookie-audit doctor`."
)


def command() -> int:
    """Get Chromium: an installed one, else Playwright's download, else (as root on Debian or Ubuntu) apt's."""
    from crawler.browser.executable import find_browser  # noqa: PLC0415  # slow to import

    for way in (None, _download, _from_apt):
        if way is not None:
            way()
        found = find_browser()
        if found is not None:
            print(f"browser: {found}")
            return ExitCode.OK
    raise Stop(ADVICE, ExitCode.INTERNAL)


def _download() -> None:
    print("no browser is installed; asking Playwright for its Chromium …", file=sys.stderr)
    _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _from_apt() -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("no download either; installing chromium with apt-get …", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _try(["apt-get", "update", "-q"], environment)
    _try(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], environment)


def _try(words: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a program; say so when it fails. Whether it helped is seen by looking for the browser."""
    try:
        done = subprocess.run(  # noqa: S603  # fixed words
            words, env=environment, stdout=sys.stderr, timeout=DOWNLOAD_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{words[0]}: {error}", file=sys.stderr)
        return
    if done.returncode != 0:
        print(f"{' '.join(words[:4])} ended with status {done.returncode}", file=sys.stderr)
