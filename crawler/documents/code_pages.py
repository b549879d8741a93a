"""Which of the one-byte encodings a page is in, told by its letters: what pages say of it themselves is often wrong."""

from __future__ import annotations

import re

import chardet

CODE_PAGES = ("cp1252", "cp1250", "cp1257", "cp1251", "cp1253", "iso8859-2", "iso8859-7")
"""The one-byte encodings of the languages read here, as Python calls them."""
_SAMPLE_BYTES = 200_000
_LEAST_LETTERS = 6
"""With fewer letters beyond ASCII than this, what the page says stands."""
_IN_WORD = re.compile(rb"(?<=[A-Za-z\x80-\xff])[\x80-\xff]|[\x80-\xff](?=[A-Za-z\x80-\xff])")

_TAG = re.compile(rb"<[^<>]*>")
"""What the page says of itself stands in tags, which the detector would believe."""


def code_page(raw: bytes, said: str) -> str:
    """Return the encoding that fits the letters of `raw`; `said`, which the page names, where they are too few."""
    sample = _TAG.sub(b" ", raw[:_SAMPLE_BYTES])
    if sum(1 for _ in _IN_WORD.finditer(sample)) < _LEAST_LETTERS:
        return said
    found = chardet.detect(sample, max_bytes=_SAMPLE_BYTES, include_encodings=CODE_PAGES)["encoding"]
    return said if found is None else found
