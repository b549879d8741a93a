"""Where results are kept: `DIR/index.html` and `DIR/<site>/<UTC time>/…`, each appearing only when it is whole."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from audits.cli.exit_codes import ExitCode, Stop
from crawler.evidence.reasons import reason_of

BUNDLE = "bundle"
MAX_NAME = 80


def site_folder_name(url: str) -> str:
    """Return the name of a site's folder: its host and path, told apart from every other site's."""
    parts = urlsplit(url)
    written = f"{parts.netloc.removeprefix('www.')}{parts.path}".strip("/")
    if parts.query:
        written += f"?{parts.query}"
    name = re.sub(r"[^A-Za-z0-9.-]+", "_", written).strip("_.")[:MAX_NAME] or "site"
    told_apart = re.fullmatch(r"[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+)*", written) and len(written) <= MAX_NAME
    return name if told_apart else f"{name}-{hashlib.sha256(url.encode()).hexdigest()[:6]}"


def time_folder_name(at: str | None = None, *, not_before: str = "") -> str:
    """Return the name of an audit's folder for a time in ISO 8601 (None: now): `2026-01-31T09-30-00Z`.

    `not_before`, when the audit's run began, is what it is named for when the clock was set back meanwhile: what
    belongs to a run never looks older than the run.
    """
    moment = datetime.fromisoformat(at) if at else datetime.now(UTC)
    name = moment.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    return max(name, time_folder_name(not_before)) if not_before else name


_REMOVALS = 50
_BETWEEN_REMOVALS_S = 0.1


@contextmanager
def audit_folder(output: Path, site_url: str, time_name: str) -> Iterator[tuple[Path, Path]]:
    """Give a folder to work in and the one it becomes when the block ends well; otherwise it is removed."""
    parent = output / site_folder_name(site_url)
    parent.mkdir(parents=True, exist_ok=True)
    partial = parent / f".{time_name}.{os.getpid()}-{uuid.uuid4().hex[:8]}.partial"
    partial.mkdir()
    final = parent / time_name
    number = 2
    while final.exists():
        final, number = parent / f"{time_name}-{number}", number + 1
    try:
        yield partial, final
        partial.rename(final)
    finally:
        _remove(partial)
        if not any(parent.iterdir()):
            parent.rmdir()


_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
_UNWRITABLE_DATABASE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Raise Stop in place of what keeps results from being written: a disk that is full, a folder that is read-only."""
    try:
        yield
    except Exception as error:
        reason = unwritable(error)
        if reason is None:
            raise
        message = f"{output}: results can't be written: {reason}; mend that, and the same command goes on"
        raise Stop(message, ExitCode.USAGE) from None


def unwritable(error: BaseException) -> str | None:
    """Return why an error means that results can't be written; None: it means something else."""
    if isinstance(error, BaseExceptionGroup):
        return next((reason for each in error.exceptions if (reason := unwritable(each)) is not None), None)
    cause = getattr(error, "orig", error)  # SQLAlchemy's wrapping
    if isinstance(cause, OSError) and cause.errno in _UNWRITABLE:
        return reason_of(cause)
    if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF in _UNWRITABLE_DATABASE:
        return str(cause)
    return None


def remove_left_overs(output: Path) -> None:
    """Remove what programs that were killed left half-written."""
    for partial in output.glob("*/.*.partial"):
        written_by = re.search(r"\.(\d+)-[0-9a-f]{8}\.partial$", partial.name)
        if written_by and not _is_running(int(written_by[1])):
            _remove(partial)


def _is_running(pid: int) -> bool:
    import psutil  # noqa: PLC0415  # slow to import

    return pid != os.getpid() and psutil.pid_exists(pid)


def _remove(folder: Path) -> None:
    """Remove a folder for good: a process that is being ended may still write into it for a moment."""
    for _ in range(_REMOVALS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_BETWEEN_REMOVALS_S)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that its name never holds half of it."""
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def find_bundles(folder: Path) -> list[Path]:
    """Return the bundles in an output folder, or the one that `folder` itself is or holds."""
    if (folder / "manifest.json").is_file():
        return [folder]
    if (folder / BUNDLE / "manifest.json").is_file():
        return [folder / BUNDLE]
    manifests = [path for depth in ("*", "*/*") for path in folder.glob(f"{depth}/{BUNDLE}/manifest.json")]
    hidden = (path for path in manifests if any(part.startswith(".") for part in path.relative_to(folder).parts))
    return sorted(path.parent for path in set(manifests).difference(hidden))
