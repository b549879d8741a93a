"""The sealed bundle: evidence.json, the files it names, and a manifest with a digest of each.

A bundle is a folder. `BundleWriter` fills it under a temporary name beside its final one, so nothing half-written
ever has its final name; `open_bundle` checks every digest before anything is read from it.

    bundle/
      manifest.json         what is in here, with SHA-256 of each file and of the whole
      evidence.json         SiteEvidence
      documents/…           raw bytes, text and blocks of each policy
      screenshots/… banner/…
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from crawler.evidence.model import SCHEMA_VERSION, Document, SiteEvidence
from crawler.evidence.reasons import reason_of
from crawler.evidence.text import DocumentText

MANIFEST = "manifest.json"
EVIDENCE = "evidence.json"

_EVIDENCE = TypeAdapter(SiteEvidence)
_TEXT = TypeAdapter(DocumentText)


class EvidenceError(Exception):
    """Base of what can go wrong with a bundle.

    EvidenceError
    ├── BundleUnreadable   not a bundle, or not one this version can read
    │   └── BundleMissing  nothing was sealed there
    └── BundleTampered     a file is missing, added or changed
    """


class BundleUnreadable(EvidenceError):
    """The folder is no bundle, or of a version that can't be read."""


class BundleMissing(BundleUnreadable):
    """There is no bundle where one is looked for: no folder, or one that nothing was sealed in."""


class BundleTampered(EvidenceError):
    """What is on disk is not what was sealed."""


def canonical_json(value: Any) -> bytes:
    """Return `value` as the one JSON text this project writes for it: sorted keys, two-space indent, UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def evidence_to_json(evidence: SiteEvidence) -> dict[str, Any]:
    """Return the evidence as plain JSON values."""
    dumped: dict[str, Any] = _EVIDENCE.dump_python(evidence, mode="json")
    return dumped


def evidence_from_json(value: Any) -> SiteEvidence:
    """Return the evidence that `evidence_to_json` gave. Raises BundleUnreadable when it is not of that shape."""
    version = value.get("schema_version") if isinstance(value, dict) else None
    if version != SCHEMA_VERSION:
        raise BundleUnreadable(f"evidence of schema_version {version!r}; this version reads {SCHEMA_VERSION!r}")
    try:
        evidence = _EVIDENCE.validate_python(value)
    except ValidationError as error:
        raise BundleUnreadable(f"evidence.json is not of the documented shape: {error.errors()[0]['msg']}") from error
    try:
        urlsplit(evidence.site.url if "//" in evidence.site.url else f"//{evidence.site.url}")
        for moment in (evidence.started_at, evidence.finished_at):
            datetime.fromisoformat(moment)
            date.fromisoformat(moment[:10])  # not every way of ISO 8601
    except ValueError as error:
        raise BundleUnreadable(f"evidence.json names no site or time: {error}") from error
    return evidence


def evidence_schema() -> dict[str, Any]:
    """Return the JSON Schema of evidence.json, generated from the model."""
    return _EVIDENCE.json_schema()


class BundleWriter:
    """Writes a bundle; it appears under its name only when `seal` has been called.

    Use as a context manager: leaving it unsealed removes what was written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._partial = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.partial")
        self._partial.mkdir(parents=True)

    def __enter__(self) -> BundleWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)

    def add(self, name: str, content: bytes) -> str:
        """Write a file and return its path inside the bundle. `name` is ours, never a site's text."""
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            raise ValueError(f"not a path inside the bundle: {name}")
        target = self._partial / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return str(relative)

    def add_text(self, name: str, text: DocumentText) -> tuple[str, str, str]:
        """Write a document's text and blocks; return (text path, SHA-256 of the text, blocks path)."""
        content = text.text.encode("utf-8", "surrogatepass")
        blocks: dict[str, Any] = _TEXT.dump_python(text, mode="json")
        del blocks["text"]
        text_path = self.add(f"{name}.txt", content)
        blocks_path = self.add(f"{name}.blocks.json", canonical_json(blocks))
        return text_path, hashlib.sha256(content).hexdigest(), blocks_path

    def seal(self, evidence: SiteEvidence) -> Path:
        """Write the evidence and the manifest, give the bundle its final name and return it."""
        self.add(EVIDENCE, canonical_json(evidence_to_json(evidence)))
        files = [
            {"path": name, "sha256": digest, "bytes": size} for name, digest, size in sorted(_listing(self._partial))
        ]
        manifest = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "cookie-audit", "version": evidence.environment.tool_version},
            "files": files,
            "sha256": _digest_of(files),
        }
        (self._partial / MANIFEST).write_bytes(canonical_json(manifest))
        self._partial.rename(self.path)  # atomic: the name appears with everything in it
        return self.path


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose digests have been checked."""

    path: Path
    sha256: str
    """Digest of the whole."""
    evidence: SiteEvidence
    evidence_json: dict[str, Any]
    """`evidence` as stored: what evidence pointers resolve in."""

    def read(self, name: str) -> bytes:
        """Return the content of a file of the bundle. Raises BundleUnreadable for a path that leads out of it."""
        try:
            if not (self.path / name).resolve().is_relative_to(self.path.resolve()):
                raise BundleUnreadable(f"{self.path}: {name} is not a path inside the bundle")
            return (self.path / name).read_bytes()
        except (OSError, ValueError) as error:
            raise BundleUnreadable(f"{self.path}: {name!r} can't be read: {reason_of(error)}") from error

    def text(self, document: Document) -> DocumentText | None:
        """Return the text of a document; None when it could not be read at the time."""
        if document.text_path is None or document.blocks_path is None:
            return None
        raw = self.read(document.blocks_path), self.read(document.text_path)
        try:
            return _TEXT.validate_python({**json.loads(raw[0]), "text": raw[1].decode("utf-8", "surrogatepass")})
        except (ValueError, TypeError, RecursionError) as error:  # pydantic's own error is a ValueError
            raise BundleUnreadable(f"{self.path}: {document.text_path} is no text with blocks: {error}") from error


def verify(path: Path) -> str:
    """Check every digest of a bundle and return the digest of the whole.

    Raises BundleUnreadable when `path` is no bundle, BundleTampered naming the first file that differs.
    """
    manifest = _manifest(path)
    listed = {entry["path"]: entry for entry in manifest["files"]}
    found = {name: (digest, size) for name, digest, size in _listing(path) if name != MANIFEST}
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            raise BundleTampered(f"{path}: {name} is missing")
        if name not in listed:
            raise BundleTampered(f"{path}: {name} was not there when the bundle was sealed")
        if found[name] != (listed[name]["sha256"], listed[name]["bytes"]):
            raise BundleTampered(f"{path}: {name} is not what was sealed")
    if _digest_of(manifest["files"]) != manifest["sha256"]:
        raise BundleTampered(f"{path}: {MANIFEST} is not what was sealed")
    return str(manifest["sha256"])


def open_bundle(path: Path) -> Bundle:
    """Verify a bundle and read its evidence. Raises EvidenceError."""
    sha256 = verify(path)
    try:
        value = json.loads((path / EVIDENCE).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise BundleUnreadable(f"{path}: {EVIDENCE} can't be read: {reason_of(error)}") from error
    return Bundle(path=path, sha256=sha256, evidence=evidence_from_json(value), evidence_json=value)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        version, files, _ = manifest["schema_version"], manifest["files"], manifest["sha256"]
        [(entry["path"], entry["sha256"], entry["bytes"]) for entry in files]
    except (FileNotFoundError, NotADirectoryError):
        raise BundleMissing(f"{path} is not a bundle: there is no {MANIFEST} in it") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BundleUnreadable(f"{path} is not a bundle: {MANIFEST} can't be read ({reason_of(error)})") from error
    if version != SCHEMA_VERSION:
        raise BundleUnreadable(f"{path}: bundle of schema_version {version!r}; this version reads {SCHEMA_VERSION!r}")
    return dict(manifest)


def _listing(folder: Path) -> list[tuple[str, str, int]]:
    listing = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            listing.append((file.relative_to(folder).as_posix(), hashlib.sha256(content).hexdigest(), len(content)))
    return listing


def _digest_of(files: list[dict[str, Any]]) -> str:
    lines = "".join(f"{entry['sha256']}  {entry['bytes']}  {entry['path']}\n" for entry in files)
    return hashlib.sha256(lines.encode()).hexdigest()
