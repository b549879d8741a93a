"""Which parts of a stored value can tell one visitor from another (pure).

A part counts when it is long and irregular enough that two visitors hardly share it: random numbers, hexadecimal and
base64 strings, UUIDs. Words, flags, dates, times, versions, addresses and consent strings are none. Erring on this
side is meant: a value that is not recognised is not reported as shared; one that is common would be, everywhere.
"""

from __future__ import annotations

import base64
import binascii
import re
from itertools import pairwise
from urllib.parse import unquote

MIN_LENGTH, MAX_LENGTH = 8, 256
_PARTS_BOUND = 200
_PARTS = re.compile(r"[A-Za-z0-9_\-]{8,256}")
_PAIRS = re.compile(r"(?<!\d)(\d{8,19})\.(\d{8,19})(?!\d)")
_CLIENT = re.compile(r"\bGA\d\.\d\.(\d{8,10}\.\d{10})(?!\d)")
"""Google Analytics' own cookie: a random number, and when it was made. The number can look like a time."""
_DATE = re.compile(r"(19|20)\d\d[-_]?(0[1-9]|1[0-2])[-_]?([0-2]\d|3[01])(T?\d{2,6})?")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]+([-_][A-Za-z]+)*[-_]?\d{0,4}|\d{1,4}[-_]?[A-Za-z]+([-_][A-Za-z]+)*")
_HEXADECIMAL = re.compile(r"(?=.*[a-f])(?!.*(.)\1{4})[0-9a-f]{16,}|(?=.*[A-F])(?!.*(.)\2{4})[0-9A-F]{16,}")
"""A random number in hexadecimal can, by chance, be nearly all digits; a counter that is filled up is none."""
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]{16,}={0,2}")
_CONSENT = re.compile(
    # A TC string: version 2, then at fixed places the language as two letters and the policy version.
    r"C[N-S][\w\-]{16}[A-Z]{2}[\w\-]{2}[A-H][\w\-]{14,}(\.[\w\-]+)*"
    # A GPP string: its header, then sections.
    r"|DB[\w\-]{2,}~[\w\-.~]+",
    re.ASCII,
)
_TIME_FROM_S = 1_420_000_000
"""January 2015: numbers from here to a year or so from now are read as times."""
_TIME_AHEAD_S = 400 * 86_400


def identifying_parts(value: str, now_s: float) -> list[str]:
    """Return the parts of a stored value that can identify, longest first, without repeats.

    Composite values are taken apart (`GA1.1.1839274650.1772366400` holds `1839274650.1772366400`), percent and
    base64 encodings are undone. `now_s` is the present in seconds since 1970, to tell times from random numbers.
    """
    found: dict[str, None] = {}
    for text in _readings(value):
        found |= dict.fromkeys(_CLIENT.findall(text)[:_PARTS_BOUND])
        for first, second in _PAIRS.findall(text)[:_PARTS_BOUND]:
            if not _are_times(first, second, now_s):
                found[f"{first}.{second}"] = None
        for part in _PARTS.findall(text)[:_PARTS_BOUND]:
            pieces = [part] if _UUID.fullmatch(part) else [part, *re.split(r"[-_]+", part)]
            found |= {piece: None for piece in pieces if identifies(piece, now_s)}
    return sorted(found, key=lambda part: (-len(part), part))[:_PARTS_BOUND]


def identifies(part: str, now_s: float) -> bool:
    """Tell whether a string by itself is long and irregular enough to tell a visitor from others."""
    if not MIN_LENGTH <= len(part) <= MAX_LENGTH or _DATE.fullmatch(part):
        return False
    if part.isdigit():
        return len(part) >= 9 and len(set(part)) >= 4 and not is_time(part, now_s)
    if _UUID.fullmatch(part):
        return len(set(part)) >= 6  # not all zeros
    if len(set(part)) < 6 or not re.search(r"[A-Za-z]", part):
        return False
    if re.search(r"\d", part):
        return not _WORDS.fullmatch(part) and (_turns(part) >= 3 or _HEXADECIMAL.fullmatch(part) is not None)
    return len(part) >= 16 and _turns(part) >= len(part) / 4


def is_time(digits: str, now_s: float) -> bool:
    """Tell whether a number reads as a time: seconds, milliseconds or microseconds since 1970."""
    scale = {10: 1, 13: 1_000, 16: 1_000_000}.get(len(digits))
    return scale is not None and _TIME_FROM_S <= int(digits) / scale <= now_s + _TIME_AHEAD_S


def decoded_base64(text: str) -> str | None:
    """Return what a base64 string holds, when that is readable text; None otherwise."""
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        found = base64.b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return found if len(found) >= MIN_LENGTH and found.isprintable() else None


def _readings(value: str) -> list[str]:
    """Return the value without percent encoding, and what its base64 parts hold."""
    plain = value
    for _ in range(2):
        plain = unquote(plain)
    readings = [plain]
    for run in _BASE64.findall(plain)[:20]:
        if inner := decoded_base64(run):
            readings.append(inner)
    return [_CONSENT.sub(" ", reading) for reading in readings]  # what they say is the choice, not the visitor


def _turns(part: str) -> int:
    """Return how often the kind of character changes: random strings turn all the time, names hardly."""
    kinds = ["d" if c.isdigit() else "u" if c.isupper() else "l" if c.islower() else "" for c in part]
    letters = [kind for kind in kinds if kind]
    return sum(one != two for one, two in pairwise(letters))


def _are_times(first: str, second: str, now_s: float) -> bool:
    """Tell whether two numbers are a pair of times; a random number that could be one stands far from the other."""
    if not (is_time(first, now_s) and is_time(second, now_s)):
        return False
    return len(first) == len(second) and abs(int(first) - int(second)) < _TIME_AHEAD_S * 10 ** (len(first) - 10)
