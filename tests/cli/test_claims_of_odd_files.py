"""`cookie-audit claims` on files that are no policies: a clear word, in bounded time."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from audits.cli.app import run_app
from audits.cli.exit_codes import ExitCode
from crawler.documents import MAX_BYTES


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text"),
        (random.Random(7).randbytes(300_000), "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no text"),
        (b"%PDF-1.7\n" + random.Random(8).randbytes(5_000), "no text"),
    ],
    ids=["empty", "blank", "noise", "picture", "broken-pdf"],
)
def test_a_file_without_text_is_told_so(
    tmp_path: Path, content: bytes, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.dat"
    file.write_bytes(content)
    assert run_app(["claims", str(file), "--format", "json"]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert json.loads(out)["claims"] == []
    assert "policy.dat" in err and word in err


def test_of_a_file_of_fifty_megabytes_the_beginning_is_read_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.txt"
    with file.open("wb") as policy:
        policy.write(b"We use analytics cookies on our website.\n\n")
        policy.truncate(6 * MAX_BYTES)
        policy.seek(100)
        policy.write(b"\n" * (2 * MAX_BYTES))
    began = time.process_time()
    assert run_app(["claims", str(file), "--format", "json"]) == ExitCode.OK
    assert time.process_time() - began < 60
    out, err = capsys.readouterr()
    assert [claim["type"] for claim in json.loads(out)["claims"]] == ["category"]
    assert "too long" in err
