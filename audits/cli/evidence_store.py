"""Audits' folders in a store that many machines share: S3 or compatible, or whatever else fsspec knows by its URL.

    s3://bucket/prefix/<site>/<time>/{report.json, …, bundle/…}

Credentials are the environment's (`AWS_ACCESS_KEY_ID` …, `AWS_PROFILE`, a machine's role; `AWS_ENDPOINT_URL` for other
makers' stores): they are never taken in a URL, so none is ever stored or printed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from audits.cli.exit_codes import ExitCode, Stop

LAST = ("bundle/manifest.json", "manifest.json", "report.json")
"""Files that are written after all others, in this order: with `report.json` an audit is there as a whole."""


class StoreFailed(Exception):
    """The store could not be read or written. The message names no credentials."""


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """A place for audits' folders. Made by `open_store`."""

    url: str
    _files: Any = field(repr=False)
    """The fsspec file system."""
    _root: str

    def put(self, folder: Path, name: str) -> None:
        """Copy an audit's folder into the store under `name`. Raises StoreFailed."""
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        with self._telling(name):
            for relative in sorted(files, key=lambda file: LAST.index(file) if file in LAST else -1):
                target = self._path(f"{name}/{relative}")
                self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
                self._files.put_file(str(folder / relative), target)

    def whole(self, site: str) -> list[str]:
        """Return the names of a site's audits that are there as a whole, sorted. Raises StoreFailed."""
        return sorted(file.rpartition("/")[0] for file in self._listed(site, depth=2) if file.endswith("/report.json"))

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises StoreFailed."""
        with self._telling(name):
            content: bytes = self._files.cat_file(self._path(name))
            return content

    def fetch(self, name: str, into: Path) -> None:
        """Copy all files below `name` into a folder. Raises StoreFailed."""
        files = self._listed(name)
        with self._telling(name):
            if not files:
                raise FileNotFoundError(name)
            for file in files:
                relative = file[len(name) :].lstrip("/") if name else file
                target = into / relative
                target.parent.mkdir(parents=True, exist_ok=True)
                self._files.get_file(self._path(file), str(target))

    def remove(self, name: str) -> None:
        """Remove an audit's folder. Raises StoreFailed."""
        with self._telling(name):
            self._files.rm(self._path(name), recursive=True)

    def _listed(self, name: str, depth: int | None = None) -> list[str]:
        """Return the files below `name`, as names in the store; not those that would lead out of a folder."""
        with self._telling(name):
            self._files.invalidate_cache()
            try:
                found = self._files.find(self._path(name), maxdepth=depth)
            except FileNotFoundError:
                return []
        names = [path[len(self._root) :].lstrip("/") if self._root else path for path in found]
        return sorted(name for name in names if not {"..", "."} & set(PurePosixPath(name).parts))

    def _path(self, name: str) -> str:
        return "/".join(part for part in (self._root, name) if part)

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # each store has errors of its own, and their text may quote what they were sent
            where = f"{self.url}/{name}".rstrip("/")
            raise StoreFailed(f"{where}: the store failed ({type(error).__name__})") from None


def open_store(url: str) -> EvidenceStore:
    """Return the store at a URL such as `s3://bucket/prefix`. Raises Stop."""
    parts = urlsplit(url)
    if "@" in parts.netloc or parts.query:
        raise Stop("the store's URL must not hold credentials or options: give them in the environment", ExitCode.USAGE)
    try:
        import fsspec  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # an extra

        files, root = fsspec.core.url_to_fs(url, skip_instance_cache=True)
    except ImportError:
        raise Stop(f"{url}: needs more than is installed: pip install 'cookie-audit[s3]'", ExitCode.USAGE) from None
    except ValueError:
        raise Stop(f"{url}: not a store that is known; expected s3://bucket/prefix", ExitCode.USAGE) from None
    return EvidenceStore(url.rstrip("/"), files, root.rstrip("/"))


def is_remote(text: str) -> bool:
    """Tell whether a bundle's place is in a store."""
    return "://" in text


@contextmanager
def at_hand(text: str) -> Iterator[Path]:
    """Give a bundle's folder: the one that `text` names, or a copy of what is in a store. Raises Stop, StoreFailed."""
    if not is_remote(text):
        yield Path(text)
        return
    store = open_store(text)
    with tempfile.TemporaryDirectory(prefix="cookie-audit-fetched-") as scratch:
        folder = Path(scratch) / (PurePosixPath(urlsplit(text).path).name or "bundle")
        folder.mkdir()
        store.fetch("", folder)
        yield folder
