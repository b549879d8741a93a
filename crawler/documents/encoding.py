"""Bytes → text: byte order mark, then the header's charset, the page's own declaration, then what the bytes suggest.

What is declared gives way where the letters tell that it is wrong.
"""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Iterator

from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    http_content_type_encoding,
    read_bom,
)

from crawler.documents.code_pages import CODE_PAGES, code_page

_UTF16_SAMPLE = 512
_BINARY_SAMPLE = 8_192
_LEAST_SAMPLE = 64
_CONTROL_SHARE = 0.05
"""Share of control and undecodable characters that no text has; a picture, an archive or noise has a tenth and more."""

_LAYOUT = frozenset("\t\n\r\f\v\x1a\x1b\ufeff")


def decode(raw: bytes, media_type: str | None, *, is_html: bool) -> str:
    """Decode the bytes of a text document; undecodable bytes become U+FFFD. Never raises."""
    if not raw:
        return ""
    if not raw.isascii() and b"\x00" not in raw[:_UTF16_SAMPLE] and (text := _strict_utf8(raw)) is not None:
        return text  # text in another encoding is hardly ever valid UTF-8, whatever the header claims
    bom_encoding, bom = read_bom(raw)
    if bom_encoding is not None:
        return raw[len(bom or b"") :].decode(bom_encoding, errors="replace")
    if is_html:
        said, text = html_to_unicode(media_type, raw, auto_detect_fun=_guess)
    else:
        said = _header_encoding(media_type, raw) or _guess(raw)
        text = raw.decode(said, errors="replace")
    fitting = said if b"\x00" in raw[:_UTF16_SAMPLE] else code_page(raw, said)
    return text if fitting == said else raw.decode(fitting, errors="replace")


def other_readings(text: str) -> Iterator[str]:
    """Yield what a garbled text may stand for: the same bytes in other encodings, UTF-8 first; nothing for ASCII.

    A browser shows a page as the page declares itself, rightly or wrongly.
    """
    if text.isascii():
        return
    for shown in CODE_PAGES:
        raw = _bytes_of(text, shown)
        if raw is not None:
            with contextlib.suppress(UnicodeDecodeError):
                yield raw.decode("utf-8")
    raw = _bytes_of(text, "cp1252")
    if raw is not None:
        yield from (raw.decode(encoding, errors="replace") for encoding in CODE_PAGES[1:])


def _bytes_of(text: str, encoding: str) -> bytes | None:
    """Return the bytes that browsers show as `text` in an encoding; None: there are none."""
    try:
        return b"".join(bytes((ord(sign),)) if "\x80" <= sign < "\xa0" else sign.encode(encoding) for sign in text)
    except UnicodeEncodeError:
        return None


def looks_binary(raw: bytes) -> bool:
    """Tell whether bytes are no text in any encoding that is read here: a picture, an archive, noise."""
    sample = raw[:_BINARY_SAMPLE]
    if len(sample) < _LEAST_SAMPLE:
        return False
    text = decode(sample, None, is_html=False)
    odd = sum(1 for char in text if (char < " " or "\x7f" <= char < "\xa0" or char == "\ufffd") and char not in _LAYOUT)
    return odd > _CONTROL_SHARE * len(text)


def _strict_utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _header_encoding(media_type: str | None, raw: bytes) -> str | None:
    encoding = http_content_type_encoding(media_type) or html_body_declared_encoding(raw[:4096])
    if encoding is None:
        return None
    try:
        raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None  # a declaration that the bytes contradict is worth less than a look at the bytes
    return encoding


def _guess(raw: bytes) -> str:
    """Guess an encoding from the bytes: UTF-8 when it fits, UTF-16 by its zero bytes, else Windows-1252."""
    sample = raw[:_UTF16_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) > 8 and zeros.count(0) > 0.6 * len(zeros) and sample.count(0) < 0.7 * len(sample):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)  # a cut inside the last character is no contradiction
    except UnicodeDecodeError:
        # A few broken bytes in a long UTF-8 text are damage, not another encoding.
        text = raw.decode("utf-8", errors="replace")
        good = sum(1 for char in text if "\x7f" < char != "\ufffd")
        return "utf-8" if good > 4 * text.count("\ufffd") else "cp1252"
    return "utf-8"
