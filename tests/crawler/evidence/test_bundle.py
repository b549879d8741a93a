"""The sealed bundle: what is written is read back, and one changed byte is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.evidence.bundle import (
    BundleMissing,
    BundleTampered,
    BundleUnreadable,
    BundleWriter,
    evidence_from_json,
    evidence_to_json,
    open_bundle,
    verify,
)
from crawler.evidence.model import (
    SCHEMA_VERSION,
    Document,
    DocumentKind,
    Environment,
    FoundBy,
    GatherError,
    SiteEvidence,
    SiteTarget,
    State,
    Visit,
)
from crawler.evidence.text import Block, BlockKind, DocumentText, Link

AT = "2026-01-02T03:04:05Z"
TEXT = DocumentText(
    text="Kakor\nVi använder å, ä, ö och 🍪.",
    blocks=(
        Block(kind=BlockKind.HEADING, start=0, end=5, level=1),
        Block(kind=BlockKind.PARAGRAPH, start=6, end=32, links=(Link(start=6, end=8, href="https://a.test/"),)),
    ),
    language="sv",
)


def evidence(**changes: object) -> SiteEvidence:
    plain: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "site": SiteTarget(url="https://a.test/"),
        "started_at": AT,
        "finished_at": AT,
        "environment": Environment(tool_version="0", browser="Chromium 1"),
        "visits": (Visit(state=State.BEFORE, started_at=AT, wall_time_ms=1, page_time_mode="virtual"),),
        "errors": (GatherError(stage="home", code="timeout", message="…"),),
    }
    return SiteEvidence(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    with BundleWriter(tmp_path / "bundle") as writer:
        text_path, digest, blocks_path = writer.add_text("documents/01", TEXT)
        raw_path = writer.add("documents/01.html", b"<p>raw</p>")
        document = Document(
            url="https://a.test/kakor",
            final_url="https://a.test/kakor",
            kind=DocumentKind.COOKIE_POLICY,
            found_by=FoundBy(source="home-link", text="Kakor"),
            fetched_at=AT,
            raw_path=raw_path,
            text_path=text_path,
            text_sha256=digest,
            blocks_path=blocks_path,
        )
        return writer.seal(evidence(documents=(document,)))


def test_what_is_sealed_is_read_back(sealed: Path) -> None:
    bundle = open_bundle(sealed)
    assert bundle.evidence.site.url == "https://a.test/"
    assert bundle.text(bundle.evidence.documents[0]) == TEXT
    assert bundle.read("documents/01.html") == b"<p>raw</p>"
    assert bundle.sha256 == verify(sealed)


def test_evidence_survives_json() -> None:
    before = evidence()
    assert evidence_from_json(json.loads(json.dumps(evidence_to_json(before)))) == before


@pytest.mark.parametrize("name", ["evidence.json", "documents/01.txt", "documents/01.html", "documents/01.blocks.json"])
def test_one_changed_byte_is_noticed(sealed: Path, name: str) -> None:
    content = bytearray((sealed / name).read_bytes())
    content[len(content) // 2] ^= 1
    (sealed / name).write_bytes(content)
    with pytest.raises(BundleTampered, match=name):
        verify(sealed)


def test_a_changed_digest_in_the_manifest_is_noticed(sealed: Path) -> None:
    manifest = json.loads((sealed / "manifest.json").read_bytes())
    manifest["sha256"] = "0" * 64
    (sealed / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BundleTampered, match=r"manifest\.json"):
        verify(sealed)


def test_missing_and_added_files_are_noticed(sealed: Path) -> None:
    (sealed / "extra.txt").write_text("x")
    with pytest.raises(BundleTampered, match=r"extra\.txt"):
        verify(sealed)
    (sealed / "extra.txt").unlink()
    (sealed / "documents" / "01.txt").unlink()
    with pytest.raises(BundleTampered, match="missing"):
        verify(sealed)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"schema_version": "1"}', '{"schema_version": "9", "files": [], "sha256": ""}']
)
def test_what_is_no_bundle_is_refused_with_a_word(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(BundleUnreadable):
        open_bundle(tmp_path)


def test_where_nothing_was_sealed_there_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    for place in (tmp_path, tmp_path / "gone", tmp_path / "file"):
        with pytest.raises(BundleMissing, match="is not a bundle") as raised:
            open_bundle(place)
        assert "Errno" not in str(raised.value)


def test_evidence_of_another_version_is_refused() -> None:
    with pytest.raises(BundleUnreadable, match="schema_version '2'"):
        evidence_from_json({**evidence_to_json(evidence()), "schema_version": "2"})


def test_an_unsealed_bundle_leaves_nothing_behind(tmp_path: Path) -> None:
    with BundleWriter(tmp_path / "bundle") as writer:
        writer.add("a.txt", b"a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../b"])
def test_no_file_is_written_outside_the_bundle(tmp_path: Path, name: str) -> None:
    with BundleWriter(tmp_path / "bundle") as writer, pytest.raises(ValueError, match="not a path inside"):
        writer.add(name, b"")


def test_no_file_is_read_outside_the_bundle(sealed: Path) -> None:
    with pytest.raises(BundleUnreadable, match="not a path inside"):
        open_bundle(sealed).read("../../etc/passwd")
