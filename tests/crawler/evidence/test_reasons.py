"""One wording of why a file can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.evidence.reasons import reason_of


def test_the_system_s_words_stand_without_number_and_path(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone") as raised:
        (tmp_path / "gone").read_bytes()
    assert reason_of(raised.value)
    assert "Errno" not in reason_of(raised.value)
    assert "gone" not in reason_of(raised.value)


def test_what_has_no_words_is_told_by_its_kind() -> None:
    assert reason_of(ValueError("no closing quote")) == "no closing quote"
    assert reason_of(OSError()) == "OSError"
