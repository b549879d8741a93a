"""What IAB consent strings say, in the standards' own words (pure).

Sources: IAB Europe, "Transparency and Consent Framework: Consent string and vendor list formats v2"; IAB Tech Lab,
"Global Privacy Platform: Consent String Specification" (header, Fibonacci-coded section ids). TC strings are decoded
by the library `iab-tcf-bitarray`.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from iab_tcf import decode_v2  # type: ignore[import-untyped]  # the library has no types

_LENGTH_BOUND = 8192
_TC = re.compile(r"C[\w\-]{38,}(\.[\w\-]+){0,5}", re.ASCII)
_GPP = re.compile(r"D[\w\-]{3,}(~[\w\-.]*){0,20}", re.ASCII)
_SECTIONS = {
    2: "tcfeuv2", 3: "gppheader", 5: "tcfcav1", 6: "uspv1", 7: "usnat", 8: "usca", 9: "usva", 10: "usco", 11: "usut",
    12: "usct", 13: "usfl", 14: "usmt", 15: "usor", 16: "ustx", 17: "usde", 18: "usia", 19: "usne", 20: "usnh",
    21: "usnj", 22: "ustn",
}  # fmt: skip
_FIBONACCI = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233)


def read_tc_string(text: str) -> dict[str, str] | None:
    """Return what a TC string of version 2 says; None when it is none."""
    if len(text) > _LENGTH_BOUND or not _TC.fullmatch(text):
        return None
    try:
        consent = decode_v2(text)
    except Exception:  # the library raises whatever its parts do on a malformed string
        return None
    if consent.version != 2 or not 2 <= consent.tcf_policy_version <= 63 or not 2018 <= consent.created.year <= 2100:
        return None
    return {
        "Created": consent.created.date().isoformat(),
        "CmpId": str(consent.cmp_id),
        "TcfPolicyVersion": str(consent.tcf_policy_version),
        "ConsentLanguage": _letters(consent.consent_language),
        "PublisherCC": _letters(consent.publisher_cc),
        "PurposesConsent": _given(consent.purposes_consent),
        "PurposesLITransparency": _given(consent.purposes_legitimate_interests),
        "SpecialFeatureOptIns": _given(consent.special_features_optin),
        "VendorConsents": str(_vendors(consent, "is_consent_range_encoding", "consented_vendors")),
        "VendorLegitimateInterests": str(_vendors(consent, "is_interests_range_encoding", "interests_vendors")),
    }


def read_gpp_string(text: str) -> dict[str, str] | None:
    """Return the sections of a GPP string by name, the TCF section decoded; None when it is none."""
    if len(text) > _LENGTH_BOUND or not _GPP.fullmatch(text):
        return None
    header, *sections = text.split("~")
    numbers = _section_ids(header)
    if numbers is None or len(numbers) != len(sections):
        return None
    decoded: dict[str, str] = {}
    for number, section in zip(numbers, sections, strict=True):
        name = _SECTIONS.get(number, f"section{number}")
        decoded[name] = section
        inner = read_tc_string(section) if number == 2 else None
        decoded |= {f"{name}.{key}": value for key, value in (inner or {}).items()}
    return decoded


def read_us_privacy(text: str) -> dict[str, str] | None:
    """Return what a US Privacy string (`1YNN`) says; None when it is none."""
    if not re.fullmatch(r"1[YN\-]{3}", text):
        return None
    words = {"Y": "yes", "N": "no", "-": "not applicable"}
    return dict(zip(("Notice", "OptOutSale", "LSPA"), (words[letter] for letter in text[1:]), strict=True))


def _letters(value: bytes | str) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value


def _given(flags: dict[int, bool]) -> str:
    return ",".join(str(number) for number, given in sorted(flags.items()) if given)


def _vendors(consent: Any, is_range: str, name: str) -> int:
    """Return for how many vendors a string says yes."""
    if getattr(consent, is_range):
        ranges: list[tuple[int, int]] = getattr(consent, f"{name}_range")
        return sum(max(0, last - first + 1) for first, last in ranges)
    return sum(bool(given) for given in getattr(consent, name).values())


def _section_ids(header: str) -> list[int] | None:
    """Return the section ids of a GPP header: type 3, version, then ranges of Fibonacci-coded differences."""
    try:
        raw = base64.urlsafe_b64decode(header[:400] + "=" * (-len(header[:400]) % 4))
    except (binascii.Error, ValueError):
        return None
    bits = "".join(f"{byte:08b}" for byte in raw)
    if len(bits) < 24 or int(bits[:6], 2) != 3:
        return None
    amount, at = int(bits[12:24], 2), 24
    ids: list[int] = []
    for _ in range(min(amount, 30)):
        is_range = bits[at : at + 1] == "1"
        first, at = _fibonacci(bits, at + 1)
        if first is None:
            return None
        start = (ids[-1] if ids else 0) + first
        length, at = _fibonacci(bits, at) if is_range else (0, at)
        if length is None or length > 60:
            return None
        ids += range(start, start + length + 1)
    return ids


def _fibonacci(bits: str, at: int) -> tuple[int | None, int]:
    """Return the Fibonacci-coded number at a bit, and the bit after it; None when it is cut off."""
    end = bits.find("11", at)
    if end < 0 or end - at >= len(_FIBONACCI):
        return None, at
    number = sum(value for value, bit in zip(_FIBONACCI, bits[at : end + 1], strict=False) if bit == "1")
    return number, end + 2
