"""A cookie as written, in a Set-Cookie line or to `document.cookie` (RFC 6265bis §5.6): pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905 - reads better
}
_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})")
_DELIMITERS = re.compile(r"[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")


@dataclass(frozen=True, slots=True)
class WrittenCookie:
    """What a cookie's setter asked for."""

    name: str
    value: str
    domain: str | None
    """As written, lower-case, with the leading dot that marks "also subdomains"; None: the host alone."""
    path: str | None
    lifetime_s: float | None
    """Seconds from the write; None: for the session."""
    deletes: bool


def parse_cookie(line: str, now_s: float) -> WrittenCookie:
    """Return what `line` asks for; `now_s` is the writer's clock in seconds since 1970.

    Max-Age wins over Expires, the last of each counts, and what can't be read is as if it were not there.
    """
    pair, *attributes = line[:16384].split(";")
    name, equals, value = pair.partition("=")
    if not equals:
        name, value = "", pair  # a cookie without a name: browsers take it
    known: dict[str, str] = {}
    for attribute in attributes[:64]:
        key, _, content = attribute.partition("=")
        known[key.strip().lower()] = content.strip()
    domain = known.get("domain", "").lstrip(".").lower()
    path = known.get("path", "")
    lifetime = _lifetime(known, now_s)
    return WrittenCookie(
        name=name.strip(),
        value=value.strip(),
        domain=f".{domain}" if domain else None,
        path=path if path.startswith("/") else None,
        lifetime_s=lifetime,
        deletes=lifetime is not None and lifetime <= 0,
    )


def _lifetime(attributes: dict[str, str], now_s: float) -> float | None:
    max_age = attributes.get("max-age", "")
    if re.fullmatch(r"-?\d{1,18}", max_age):
        return float(max_age)
    expires = cookie_date(attributes.get("expires", ""))
    return None if expires is None else expires - now_s


def cookie_date(text: str) -> float | None:
    """Return the seconds since 1970 of a cookie date, read as browsers do (RFC 6265 §5.1.1); None: no date."""
    time = day = month = year = None
    for token in _DELIMITERS.split(text[:100]):
        if time is None and (match := _TIME.match(token)):
            time = (int(match[1]), int(match[2]), int(match[3]))
        elif day is None and re.match(r"\d{1,2}(?!\d)", token):
            day = int(re.match(r"\d{1,2}", token).group())  # type: ignore[union-attr]  # matched just above
        elif month is None and token[:3].lower() in _MONTHS:
            month = _MONTHS[token[:3].lower()]
        elif year is None and re.match(r"\d{2,4}(?!\d)", token):
            year = int(re.match(r"\d{2,4}", token).group())  # type: ignore[union-attr]  # matched just above
    if time is None or day is None or month is None or year is None:
        return None
    year += 1900 if 70 <= year <= 99 else 2000 if year <= 69 else 0
    try:
        return datetime(year, month, day, *time, 0, UTC).timestamp()
    except ValueError:
        return None
