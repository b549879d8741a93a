"""What a document's format is told by, in a time that no document can stretch."""

from __future__ import annotations

import pytest

from crawler.documents.formats import Format, sniff


@pytest.mark.timeout(60)
def test_comments_without_end_before_a_page_take_no_time() -> None:
    raw = b"<!---->" * 2000
    assert sniff(raw + b"x", None, None) is Format.PLAIN
    assert sniff(raw + b"<!doctype html><p>x", None, None) is Format.HTML
