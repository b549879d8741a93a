"""Evidence in an S3-compatible store: written whole, verified and judged from there, credentials told to nobody."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from audits.cli.app import run_app
from audits.cli.evidence_store import EvidenceStore, StoreFailed, open_store
from audits.cli.exit_codes import Stop
from audits.cli.recording import adopted_from
from audits.history import RunSite, SiteState
from audits.reports import json_report
from crawler.evidence.bundle import verify
from crawler.evidence.model import SiteTarget
from tests.audits.reports.sample import sample_report, sealed_bundle
from tests.fleet.s3_server import CREDENTIALS, s3_server

pytestmark = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("s3fs", "moto", "flask"))), reason="needs s3fs and moto[s3]"
)
NAME = "example.test/2026-01-02T03-04-05Z"


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    with s3_server() as variables:
        yield variables


@pytest.fixture
def store(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> EvidenceStore:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    bucket = "".join(letter for letter in tmp_path.name if letter.isalnum())
    there = open_store(f"s3://{bucket}/audits")
    there._files.mkdir(bucket)
    return there


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """Return an audit's folder: a sealed bundle and its report."""
    folder = tmp_path / "out" / NAME
    folder.mkdir(parents=True)
    bundle = sealed_bundle(folder, name="Example")
    (folder / "report.json").write_bytes(json_report.render(sample_report(bundle), bundle))
    return folder


def test_what_was_put_there_comes_back_as_it_was_sealed(store: EvidenceStore, audit: Path, tmp_path: Path) -> None:
    store.put(audit, NAME)
    assert store.whole("example.test") == [NAME]
    store.fetch(NAME, tmp_path / "back")
    assert verify(tmp_path / "back" / "bundle") == verify(audit / "bundle")


def test_verify_and_audit_read_from_the_store(
    store: EvidenceStore, audit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.put(audit, NAME)
    place = f"{store.url}/{NAME}/bundle"
    assert run_app(["verify", place]) == 0
    assert capsys.readouterr().out == f"{verify(audit / 'bundle')}  {place}\n"
    assert run_app(["audit", place]) == 2, "there is no folder beside it for the report"
    run_app(["audit", place, "-o", str(tmp_path / "judged")])
    [report] = (tmp_path / "judged").glob("*/*/report.json")
    assert verify(report.parent / "bundle") == verify(audit / "bundle")


def test_a_changed_and_a_missing_object_are_noticed(
    store: EvidenceStore, audit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (audit / "bundle" / "evidence.json").write_text("{}")
    store.put(audit, NAME)
    assert run_app(["verify", f"{store.url}/{NAME}/bundle"]) == 10
    assert run_app(["verify", f"{store.url}/nothing/here"]) == 3
    told = capsys.readouterr().err
    assert "evidence.json is not what was sealed" in told
    assert "the store failed (FileNotFoundError)" in told


def test_a_half_written_audit_is_not_there_yet(store: EvidenceStore, audit: Path) -> None:
    (audit / "report.json").unlink()
    store.put(audit, NAME)
    assert store.whole("example.test") == []


def test_a_result_that_was_written_and_not_recorded_is_taken_over(
    store: EvidenceStore, audit: Path, tmp_path: Path
) -> None:
    site = SiteTarget(url="https://example.test/")
    store.put(audit, NAME)
    shutil.rmtree(audit)

    def known(since: str) -> RunSite:
        return RunSite(site=site.url, state=SiteState.WAITING, folder=None, problem=None, waiting_since=since)

    found = adopted_from(store, site, known("2026-01-02T03:00:00Z"), tmp_path / "out")
    assert found is not None
    assert (found.folder, found.audited) == (audit, True)
    assert adopted_from(store, site, known("2026-01-02T04:00:00Z"), tmp_path / "out") is None, "an earlier run's"


def test_refused_credentials_are_said_without_being_quoted(
    store: EvidenceStore, audit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StoreFailed) as failed:
        open_store("s3://elsewhere/x").put(audit, NAME)
    with pytest.raises(Stop) as refused:
        open_store("s3://AKIA:hidden-secret@bucket/x")
    said = f"{failed.value}{refused.value}{capsys.readouterr()}"
    assert "hidden" not in said
    assert not any(secret in said for secret in CREDENTIALS.values())


def test_nothing_in_the_store_leads_out_of_a_folder(store: EvidenceStore, tmp_path: Path) -> None:
    store._files.pipe_file(f"{store._root}/x/../../escaped", b"!")
    store._files.pipe_file(f"{store._root}/x/fine", b"!")
    store.fetch("x", tmp_path / "a" / "b")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["fine"]


def test_what_is_no_store_is_a_usage_error() -> None:
    with pytest.raises(Stop, match="not a store that is known"):
        open_store("nonsense://x/y")
