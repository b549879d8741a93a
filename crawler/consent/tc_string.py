"""IAB Transparency and Consent strings, as far as the purposes that were consented to.

Source: IAB Europe, "Consent string and vendor list formats v2": the core segment's fixed fields.
"""

from __future__ import annotations

import base64
import binascii
import re

PURPOSES_AT = 152
"""Bit at which the 24 PurposesConsent bits begin."""

KNOWN_PURPOSES = 11
"""Purposes that TCF 2.2 defines."""


def read_tc_string(text: str) -> list[tuple[int, bool]] | None:
    """Return each purpose with whether consent was given; None when the text is no TC string of version 2."""
    core = text.strip().strip('"').split(".")[0]
    if not re.fullmatch(r"C[A-Za-z0-9_\-]{30,2000}", core):
        return None
    try:
        raw = base64.urlsafe_b64decode(core + "=" * (-len(core) % 4))
    except (binascii.Error, ValueError):
        return None
    bits = "".join(f"{byte:08b}" for byte in raw[:40])
    if len(bits) < PURPOSES_AT + 24 or int(bits[:6], 2) != 2:
        return None
    given = bits[PURPOSES_AT : PURPOSES_AT + KNOWN_PURPOSES]
    return [(number, bit == "1") for number, bit in enumerate(given, start=1)]
