"""What tests of rules on a refusal or a withdrawal that changes nothing are made of."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Outcome
from crawler.evidence.model import ConsentSignal, Phase, Visit
from tests.evidence import cookie, request

GA = cookie("_ga", life="P2Y")
PING = request("https://www.google-analytics.com/g/collect")

TC_STRINGS = [
    ("1,2,3", "640", -1, Outcome.FAILED),
    ("", "640", -1, Outcome.PASSED),
    ("1,2,3", "0", -1, Outcome.PASSED),
    ("1,2,3", "640", 0, Outcome.PASSED),
]
"""Purposes and number of vendors agreed to, the page that says so (0: before the answer), and what comes of it."""


def saying(visit: Visit, purposes: str, vendors: str, page: int) -> Visit:
    """Return the visit with a TC string that its consent interface gave on a page."""
    decoded = {"PurposesConsent": purposes, "VendorConsents": vendors}
    at = page % len(visit.pages)
    signal = ConsentSignal(kind="tcf", raw="C…", decoded=decoded, page=at, phase=Phase.ANSWERED, page_time_ms=900)
    return replace(visit, signals=(signal,))
