"""Consent signals in what a request carries: Google Consent Mode, TCF, GPP, US Privacy, Microsoft UET (pure).

Sources: Google, "Consent mode reference" and "Tag Manager: consent mode debugging" (`gcs`, `gcd`); Microsoft
Advertising, "UET consent mode" (`asc`); IAB TCF and GPP specifications for macros in addresses (`gdpr_consent`, `gpp`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawler.browser.collectors.consent_strings import read_gpp_string, read_tc_string, read_us_privacy
from crawler.browser.collectors.contents import Content

TCF, GPP, US_PRIVACY = "tcf", "gpp", "us-privacy"
GOOGLE, MICROSOFT = "google-consent-mode", "microsoft-consent"
GRANTED, DENIED, NOT_SET = "granted", "denied", "not set"

_PAIRS_BOUND = 300
_GCS = re.compile(r"G1([01\-])([01\-])")
_GCD = re.compile(r"1\d([a-z])\d([a-z])\d([a-z])\d([a-z])(?:\d.{0,20})?")
_GCD_TYPES = ("ad_storage", "analytics_storage", "ad_user_data", "ad_personalization")
_GCD_LETTERS = {
    # letter: (as it stands, by default, after an update)
    "l": (NOT_SET, NOT_SET, NOT_SET),
    "p": (DENIED, DENIED, NOT_SET),
    "q": (DENIED, DENIED, DENIED),
    "t": (GRANTED, GRANTED, NOT_SET),
    "r": (GRANTED, DENIED, GRANTED),
    "m": (DENIED, NOT_SET, DENIED),
    "n": (GRANTED, NOT_SET, GRANTED),
    "u": (DENIED, GRANTED, DENIED),
    "v": (GRANTED, GRANTED, GRANTED),
}
_TC_NAMES = re.compile(r"gdpr_?consent|euconsent|(?:iab)?_?tc_?(?:f|string|data)|consent|cmp", re.IGNORECASE)
_MICROSOFT_HOSTS = ("bat.bing.com", "bat.bing.net")


@dataclass(frozen=True, slots=True)
class Signal:
    """A consent signal by itself."""

    kind: str
    raw: str
    decoded: tuple[tuple[str, str], ...]


def signals_in(content: Content) -> list[Signal]:
    """Return the consent signals that a request carries in its address or body."""
    pairs = dict(_pairs(content))
    found = [_google(pairs), _microsoft(content, pairs)]
    for name, value in pairs.items():
        lower = name.lower()
        if _TC_NAMES.search(lower) and (decoded := read_tc_string(value)):
            found.append(signal(TCF, value, decoded))
        elif "gpp" in lower and (decoded := read_gpp_string(value)):
            found.append(signal(GPP, value, decoded))
        elif lower in ("us_privacy", "usp", "usp_string", "us_privacy_string") and (decoded := read_us_privacy(value)):
            found.append(signal(US_PRIVACY, value, decoded))
    return list(dict.fromkeys(one for one in found if one is not None))


def signal(kind: str, raw: str, decoded: dict[str, str]) -> Signal:
    """Return a signal as a value that can be compared."""
    return Signal(kind, raw, tuple(decoded.items()))


def read_gcs(text: str) -> dict[str, str] | None:
    """Return what a `gcs` parameter (`G111`) says; None when it is none."""
    found = _GCS.fullmatch(text)
    words = {"1": GRANTED, "0": DENIED, "-": NOT_SET}
    return {"ad_storage": words[found[1]], "analytics_storage": words[found[2]]} if found else None


def read_gcd(text: str) -> dict[str, str] | None:
    """Return what a `gcd` parameter (`13r3r3r2r5`) says of each type, its default and update besides; None: none."""
    found = _GCD.fullmatch(text)
    if not found or any(letter not in _GCD_LETTERS for letter in found.groups()):
        return None
    decoded: dict[str, str] = {}
    for name, letter in zip(_GCD_TYPES, found.groups(), strict=True):
        now, default, update = _GCD_LETTERS[letter]
        decoded |= {name: now, f"{name}.default": default, f"{name}.update": update}
    return decoded


def _google(pairs: dict[str, str]) -> Signal | None:
    gcs, gcd = read_gcs(pairs.get("gcs", "")), read_gcd(pairs.get("gcd", ""))
    if gcs is None and gcd is None:
        return None
    raw = "&".join(f"{name}={pairs[name]}" for name, read in (("gcs", gcs), ("gcd", gcd)) if read is not None)
    decoded = gcd or {}
    for name, value in (gcs or {}).items():  # both are of the same moment; gcs knows where gcd says nothing
        if decoded.get(name, NOT_SET) == NOT_SET:
            decoded[name] = value
    return signal(GOOGLE, raw, decoded)


def _microsoft(content: Content, pairs: dict[str, str]) -> Signal | None:
    state = {"G": GRANTED, "D": DENIED}.get(pairs.get("asc", ""))
    if state is None or _host(content.url) not in _MICROSOFT_HOSTS:
        return None
    return signal(MICROSOFT, f"asc={pairs['asc']}", {"ad_storage": state})


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _pairs(content: Content) -> Iterable[tuple[str, str]]:
    """Yield the names and values in a request's address (`;a=b` in its path included) and in its body, bounded."""
    address, _, query = content.url.partition("?")
    for text in (query, address.partition(";")[2].replace(";", "&"), _form(content)):
        for part in text.split("&", _PAIRS_BOUND)[:_PAIRS_BOUND]:
            if "=" in part:
                yield from parse_qsl(part, keep_blank_values=True)


def _form(content: Content) -> str:
    """Return a body that is written like an address, line by line for batches of them."""
    if not content.body or content.body[:1] in (b"{", b"[", b"<", b"\x1f"):
        return ""
    return content.body[:16_384].decode("utf-8", "replace").replace("\r\n", "&").replace("\n", "&")
